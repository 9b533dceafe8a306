package dev.heal.config.correct;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands round a typed value without being part of it: blanks, quotes, brackets, trailing commas, comments, marks and
 * digits of other scripts. The rule V1, with S1 for marks of encodings and S2 for signs of other formats. Pure.
 *
 * @param text the value without them
 * @param steps what was taken away
 */
record Noise(String text, List<Step> steps) {

    private static final int ROUNDS = 4;
    private static final Pattern SIGNS = Pattern.compile("^(?:=+>?|:+=?|->|>(?=\\s))\\s*");
    private static final Pattern COMMENT =
            Pattern.compile("\\s+(?:#|//|;|--\\s|/\\*|<!--)([^=]*)$|\\s*/\\*([^=]*)\\*/$");
    private static final Pattern TRAILER = Pattern.compile("\\s*[;,]+$");
    private static final String OPEN = "\"'`\u201C\u2018\u00AB\u201E[(<{";
    private static final String CLOSE = "\"'`\u201D\u2019\u00BB\u201C])>}";

    /** Takes away what is no part of the value. */
    static Noise round(String value) {
        List<Step> steps = new ArrayList<>();
        String text = marks(value, steps);
        text = digits(text, steps);
        for (int i = 0; i < ROUNDS; i++) {
            String before = text;
            text = text(SIGNS, text, "S2", "has a sign of another format before it", steps);
            text = comment(text, steps);
            text = text(TRAILER, text, "V1", "has a comma or semicolon after it", steps);
            text = unquoted(text, steps);
            text = stripped(text, steps);
            if (text.equals(before)) {
                break;
            }
        }
        return new Noise(text, steps);
    }

    private static String marks(String value, List<Step> steps) {
        String text = value;
        int end = text.length();
        while (end > 0 && Character.isISOControl(text.charAt(end - 1)) && text.charAt(end - 1) != '\t') {
            end--;
        }
        if (end < text.length()) {
            text = text.substring(0, end);
            note(steps, "S1", "has a control character at its end");
        }
        String visible = Words.withoutInvisible(text);
        if (!visible.equals(text)) {
            note(steps, "V1", "has marks in it that nobody can see");
        }
        return stripped(visible, steps);
    }

    private static String digits(String value, List<Step> steps) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 127 && Character.isDigit(c)) {
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else if (c >= '\uFF01' && c <= '\uFF5E') {
                plain.append((char) (c - 0xFEE0));
            } else {
                plain.append(c > 127 && Words.isBlank(c) ? ' ' : c);
            }
        }
        if (!plain.toString().equals(value)) {
            note(steps, "V1", "has digits, letters or blanks of another width or script");
        }
        return plain.toString();
    }

    private static String text(Pattern noise, String text, String rule, String why, List<Step> steps) {
        Matcher matcher = noise.matcher(text);
        if (!matcher.find() || matcher.end() - matcher.start() == text.length()) {
            return text;
        }
        note(steps, rule, why);
        return text.substring(0, matcher.start()) + text.substring(matcher.end());
    }

    private static String comment(String text, List<Step> steps) {
        Matcher matcher = COMMENT.matcher(text);
        if (text.length() > 500 || !matcher.find() || matcher.start() == 0) {
            return text;
        }
        note(steps, "V1", "has a comment after it");
        return text.substring(0, matcher.start());
    }

    private static String unquoted(String text, List<Step> steps) {
        if (text.length() < 3) {
            return text;
        }
        for (int open = OPEN.indexOf(text.charAt(0)); open >= 0; open = OPEN.indexOf(text.charAt(0), open + 1)) {
            String inner = text.substring(1, text.length() - 1);
            if (text.charAt(text.length() - 1) == CLOSE.charAt(open)
                    && inner.indexOf(OPEN.charAt(open)) < 0
                    && inner.indexOf(CLOSE.charAt(open)) < 0) {
                note(steps, "V1", open < 7 ? "has quotes round it" : "has brackets round it");
                return inner;
            }
        }
        return text;
    }

    private static String stripped(String text, List<Step> steps) {
        String stripped = Words.stripped(text);
        // blanks of the plain kind are always allowed round a typed value
        if (!stripped.equals(text) && !plainlyStripped(text).equals(stripped)) {
            note(steps, "V1", "has blanks of an unusual kind round it");
        }
        return stripped;
    }

    /** Without the blanks that properties files have round a value of a type. */
    static String plainlyStripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isPlain(text.charAt(from))) {
            from++;
        }
        while (to > from && isPlain(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isPlain(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static void note(List<Step> steps, String rule, String why) {
        steps.add(Step.ofValue(Action.CORRECT, rule, why, false));
    }
}

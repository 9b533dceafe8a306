package dev.heal.config.correct;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values that somebody was to fill in and did not. The rule P1. Pure. */
final class Placeholders {

    /** Forms that nobody gives a name or a secret: {@code <your-password>}, {@code {{value}}}, {@code @project.value@}. */
    private static final List<Pattern> CERTAIN = List.of(
            Pattern.compile("<[^<>]*[A-Za-z][^<>]*>"),
            Pattern.compile("\\{\\{.*}}|\\{%.*%}|\\[\\[.*]]"),
            Pattern.compile("@[A-Za-z][A-Za-z0-9_.\\-]*@"),
            Pattern.compile("%[A-Z_][A-Z0-9_]*%"),
            Pattern.compile("%(?:\\([A-Za-z_][A-Za-z0-9_.\\-]*\\))?[sd]"),
            Pattern.compile("[#$]\\{.*}|\\$\\(.*\\)"),
            Pattern.compile("\\$[A-Z_][A-Z0-9_]{2,}(?:/.*)?"),
            Pattern.compile("\\*{3,}|[xX]{4,}|\\.{3,}|\u2026|\u2022{3,}|\\?{3,}"),
            Pattern.compile(
                    "(?:todo|fixme|tbd|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|it|this)"
                            + "|fill[-_ ]?(?:me|it|this)[-_ ]?(?:in|out)?|insert[-_ ]?here|to[-_ ]be[-_ ](?:set|defined|done|filled))[!.:]?",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:todo|fixme|tbd)[: ].*", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:your|my|the|enter|insert|put|add|some)[-_ ].*[-_ ](?:here|goes here)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:your|enter|insert)[-_ ](?:[a-z]+[-_ ])*(?:password|secret|token|key|host|hostname|url|user|username|name|value|path)",
                    Pattern.CASE_INSENSITIVE));

    /** Forms that a name or a secret may have, and hardly anything else. */
    private static final List<Pattern> LIKELY = List.of(
            Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_.\\-]*}|\\{[0-9]?}"),
            Pattern.compile("%[A-Za-z_][A-Za-z0-9_.\\-]*%"),
            Pattern.compile("__[A-Za-z0-9_]+__|#{3,}|_{3,}|-{3,}|\\?{2,}|[xX]{3}"),
            Pattern.compile("placeholder|redacted|set[-_ ]?me|your[-_ ][a-z0-9_\\- ]+", Pattern.CASE_INSENSITIVE));

    /** What forms of words begin with. */
    private static final List<String> BEGINNINGS = List.of(
            "todo",
            "fixme",
            "tbd",
            "change",
            "replace",
            "fill",
            "insert",
            "to",
            "your",
            "enter",
            "xxx",
            "placeholder",
            "redacted",
            "set");

    private static final List<String> HINTS = List.of("my", "the", "put", "add", "some");

    private Placeholders() {}

    /** Whether a value is one of any form. */
    static boolean isOne(String value) {
        return matches(value, CERTAIN) || matches(value, LIKELY);
    }

    /** Whether free text or a secret is one: only in forms that are nothing else. */
    static boolean isCertain(String value) {
        return matches(value, CERTAIN);
    }

    private static boolean matches(String value, List<Pattern> forms) {
        String text = Words.stripped(value);
        if (text.length() > 1 && "\"'`".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1))) {
            text = Words.stripped(text.substring(1, text.length() - 1));
        }
        if (isPlain(text)) {
            return false;
        }
        String bare = text;
        return bare.length() <= 200
                && forms.stream().anyMatch(form -> form.matcher(bare).matches());
    }

    /** Whether a text is so plain that no form can match: most are, and this is far quicker than all forms. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("<{%@$#*[?_\u2026\u2022".indexOf(c) >= 0 || text.startsWith("...", i) || text.startsWith("---", i)) {
                return false;
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return BEGINNINGS.stream().noneMatch(lower::startsWith)
                && !(lower.endsWith("here") && HINTS.stream().anyMatch(lower::startsWith));
    }
}

package dev.heal.config.correct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names as words: case, separators and humps do not matter. Pure. */
final class Words {

    private Words() {}

    /** The words of a name, in lower case: {@code heal.pool.maxSize} is heal, pool, max, size. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(word, words);
                continue;
            }
            if (startsHump(name, i)) {
                flush(word, words);
            }
            word.append(c);
        }
        flush(word, words);
        return words;
    }

    /** A name without case and separators; two names that fold to the same are the same words in the same order. */
    static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return folded.toString();
    }

    /** Dots, dashes of any length, underscores, slashes and colons. */
    static boolean isSeparator(char c) {
        return switch (c) {
            case '.', '-', '_', '/', ':', '\uFF0E', '\uFF0D', '\uFF3F', '\u2212', '\uFE58', '\uFE63' -> true;
            default -> c >= '\u2010' && c <= '\u2015';
        };
    }

    /** Marks that nobody can see: byte order marks, zero-width characters, soft hyphens, marks of direction. */
    static boolean isInvisible(char c) {
        return c > 127 && isMark(c);
    }

    private static boolean isMark(char c) {
        return c == '\uFEFF'
                || c == '\u00AD'
                || c == '\u2060'
                || (c >= '\u200B' && c <= '\u200F')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    static String withoutInvisible(String text) {
        int first = 0;
        while (first < text.length() && !isInvisible(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (!isInvisible(text.charAt(i))) {
                visible.append(text.charAt(i));
            }
        }
        return visible.toString();
    }

    /** Blanks of any script, which {@link String#strip} leaves partly. */
    static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean startsHump(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        char before = name.charAt(i - 1);
        boolean lowerAfter = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return Character.isLowerCase(before)
                || Character.isDigit(before)
                || (Character.isUpperCase(before) && lowerAfter);
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }
}

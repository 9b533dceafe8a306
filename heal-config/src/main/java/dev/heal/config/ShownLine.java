package dev.heal.config;

import dev.heal.journal.Masking;

/** A line of the file as people may see it. Pure. */
final class ShownLine {

    private static final int LONGEST = 160;

    private ShownLine() {}

    static String of(String text, boolean hidden) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(Character.isISOControl(c) ? ' ' : (char) c));
        String line = hidden ? keyOnly(clean.toString()) : Masking.mask(clean.toString());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }

    private static String keyOnly(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        while (i < text.length() && "=: ".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i == text.length() ? text : text.substring(0, i + 1) + Masking.MASK;
    }
}

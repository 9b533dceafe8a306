package dev.heal.config.correct;

/** Slips of the finger between two words. Pure. */
final class Slips {

    private static final int LEAST_TARGET = 4;
    private static final int LEAST_WRITTEN = 3;
    /** From this length on, two slips in a word still leave no doubt which word it is. */
    private static final int LONG = 8;

    private Slips() {}

    /**
     * Whether a word is another one with one slip: a letter left out, added, replaced, or two exchanged that stand next to
     * each other or with one between them; two slips in long words.
     */
    static boolean isSlip(String written, String meant) {
        if (written.equals(meant) || meant.length() < LEAST_TARGET || written.length() < LEAST_WRITTEN) {
            return false;
        }
        // a sign in a word is meant: !true is not true
        if (!written.chars().allMatch(Character::isLetterOrDigit)) {
            return false;
        }
        if (Math.abs(written.length() - meant.length()) > 2) {
            return false;
        }
        return distance(written, meant) <= (meant.length() >= LONG ? 2 : 1) || isExchange(written, meant);
    }

    /** Two letters exchanged that have one between them. */
    private static boolean isExchange(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int first = 0;
        while (first < a.length() && a.charAt(first) == b.charAt(first)) {
            first++;
        }
        int other = first + 2;
        return other < a.length()
                && a.charAt(first) == b.charAt(other)
                && a.charAt(other) == b.charAt(first)
                && a.charAt(first + 1) == b.charAt(first + 1)
                && a.substring(other + 1).equals(b.substring(other + 1));
    }

    /**
     * Letters to insert, delete, replace or exchange with their neighbour, none of them twice (the optimal string alignment
     * distance, after Damerau, 1964). Time and space are proportional to the product of the lengths.
     */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

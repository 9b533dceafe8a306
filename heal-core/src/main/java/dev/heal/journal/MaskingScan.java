package dev.heal.journal;

/**
 * One pass over a text, from left to right. By hand and not by regular expressions, which take quadratic time on a long run
 * of letters that ends in no secret. Each step consumes what it looked at, or looks at a run of text once.
 */
final class MaskingScan {

    private static final int OPAQUE = 16;
    private static final int LONG_OPAQUE = 32;

    private final String text;
    private final StringBuilder out;
    private int pos;
    /** The end of the last run without white space that was looked at, and the last {@code @} in it. */
    private int runEnd = -1;

    private int lastAt;
    private int jdbcSeenTo = -1;

    MaskingScan(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    String run() {
        while (pos < text.length()) {
            if (text.startsWith("://", pos)) {
                copyTo(pos + 3);
                credentials();
            } else if (isNameChar(text.charAt(pos))) {
                name();
            } else {
                copyTo(pos + 1);
            }
        }
        return out.toString();
    }

    private void name() {
        int start = pos;
        copyTo(skipName(pos));
        String name = text.substring(start, pos);
        String plain = SecretNames.plain(name);
        if (plain.equals("jdbc") && at(pos, ':')) {
            slashedCredentials();
        } else if (SecretNames.isLine(plain) && valueStart() >= 0) {
            copyTo(valueStart());
            hideTo(endOfLine(pos));
        } else if (SecretNames.isSecret(plain)) {
            secret(name, plain);
        } else if (plain.equals("basic")) {
            hideNextWord(OPAQUE / 2, true);
        }
    }

    private void secret(String name, String plain) {
        int value = valueStart();
        if (value >= 0) {
            copyTo(value);
            hideValue();
        } else if (name.startsWith("--")) {
            hideNextWord(1, false);
        } else if (plain.equals("bearer")) {
            int word = skipBlanks(pos);
            // "bearer token abc": the next name takes care of what follows it
            if (!SecretNames.isSecret(SecretNames.plain(text.substring(word, skipName(word))))) {
                hideNextWord(1, false);
            }
        } else {
            hideNextWord(OPAQUE, true);
        }
    }

    /** Where the value of the name that ends here begins, or -1 if none follows. */
    private int valueStart() {
        int i = pos;
        while (i < text.length() && "\\\"'`]".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        i = skipBlanks(i);
        int separator = i;
        while (i < text.length() && "=:>".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i == separator) {
            return -1;
        }
        i = skipBlanks(i);
        return i == text.length() || isWhite(text.charAt(i)) ? -1 : i;
    }

    private void hideValue() {
        int i = pos;
        while (at(i, '\\')) {
            i++;
        }
        if (i < text.length() && isQuote(text.charAt(i))) {
            int backslashes = i - pos;
            copyTo(i + 1);
            hideTo(closingQuote(text.charAt(i), backslashes));
            return;
        }
        int open = "[{(".indexOf(text.charAt(pos));
        if (open >= 0) {
            int close = text.indexOf("]})".charAt(open), pos);
            i = close < 0 ? text.length() : close;
        }
        hideTo(endOfWord(i));
    }

    /** The quote that closes a value, with the backslashes that belong to it; the end of the text if there is none. */
    private int closingQuote(char quote, int mostBackslashes) {
        int backslashes = 0;
        for (int i = pos; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && backslashes <= mostBackslashes) {
                return i - backslashes;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return text.length();
    }

    private void hideNextWord(int least, boolean mustBeOpaque) {
        int word = skipBlanks(pos);
        if (word == pos || word == text.length()) {
            return;
        }
        int end = word;
        boolean digits = false;
        boolean mixed = false;
        while (end < text.length() && !isWhite(text.charAt(end)) && !isQuote(text.charAt(end))) {
            char c = text.charAt(end);
            digits |= (c >= '0' && c <= '9') || c == '=';
            mixed |= end > word && c >= 'A' && c <= 'Z';
            end++;
        }
        int length = end - word;
        boolean opaque = digits || mixed || length >= LONG_OPAQUE;
        if (length >= least && (opaque || !mustBeOpaque)) {
            copyTo(word);
            hideTo(end);
        }
    }

    /** After {@code ://}: hides the password of {@code user:password@}, or all of {@code secret@}. */
    private void credentials() {
        lookAtRun();
        int authority = pos;
        while (authority < runEnd && "/?#".indexOf(text.charAt(authority)) < 0) {
            authority++;
        }
        int firstAt = indexOf('@', pos, authority);
        int colon = indexOf(':', pos, firstAt < 0 ? authority : firstAt);
        // a slash inside a password ends the authority early: what stands after its colon is then no port
        boolean host = firstAt < 0 && (colon < 0 || at(pos, '[') || isPort(colon + 1, authority));
        if (host || lastAt < pos) {
            return;
        }
        if (colon >= 0) {
            copyTo(colon + 1);
        }
        hideTo(lastAt);
    }

    /** After {@code jdbc}: hides the password of {@code jdbc:oracle:thin:user/password@}. */
    private void slashedCredentials() {
        lookAtRun();
        if (lastAt < pos || pos < jdbcSeenTo) {
            return;
        }
        jdbcSeenTo = runEnd;
        int slash = indexOf('/', pos, indexOf('@', pos, runEnd));
        if (slash > 0 && !text.startsWith("://", slash - 1)) {
            copyTo(slash + 1);
            hideTo(lastAt);
        }
    }

    private void lookAtRun() {
        if (pos < runEnd) {
            return;
        }
        lastAt = -1;
        int i = pos;
        while (i < text.length() && !isWhite(text.charAt(i)) && "\"'<>`".indexOf(text.charAt(i)) < 0) {
            if (text.charAt(i) == '@') {
                lastAt = i;
            }
            i++;
        }
        runEnd = i;
    }

    private boolean isPort(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private int indexOf(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private int skipName(int from) {
        int i = from;
        while (i < text.length() && isNameChar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (at(i, ' ') || at(i, '\t')) {
            i++;
        }
        return i;
    }

    private int endOfWord(int from) {
        int i = from;
        while (i < text.length() && !isWhite(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < text.length() && !at(i, '\n') && !at(i, '\r')) {
            i++;
        }
        return i;
    }

    private void copyTo(int end) {
        out.append(text, pos, end);
        pos = end;
    }

    private void hideTo(int end) {
        if (end > pos) {
            out.append(Masking.MASK);
            pos = end;
        }
    }

    private boolean at(int i, char c) {
        return i < text.length() && text.charAt(i) == c;
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}

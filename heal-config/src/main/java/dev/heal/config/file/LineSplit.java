package dev.heal.config.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a joined line into key and value and resolves the escapes of both. */
final class LineSplit {

    private final String text;
    private final int firstLength;
    private final int column;

    /**
     * Over a line.
     *
     * @param text the joined line, without blanks before it
     * @param firstLength how much of it stands on the first physical line
     * @param column where it starts there
     */
    LineSplit(String text, int firstLength, int column) {
        this.text = text;
        this.firstLength = firstLength;
        this.column = column;
    }

    LogicalLine line(int number, List<String> parts, boolean isText) {
        int keyEnd = keyEnd();
        int valueStart = valueStart(keyEnd);
        String key = unescaped(text.substring(0, keyEnd));
        String value = unescaped(text.substring(valueStart));
        LogicalLine.Fault fault = !isText
                ? LogicalLine.Fault.BYTES
                : key == null || value == null ? LogicalLine.Fault.ESCAPE : LogicalLine.Fault.NONE;
        LogicalLine.Span span =
                new LogicalLine.Span(column, at(keyEnd), at(valueStart), at(text.length()), keyEnd < text.length());
        return new LogicalLine(number, key == null ? "" : key, value == null ? "" : value, span, parts, fault);
    }

    private int at(int index) {
        return column + Math.min(index, firstLength);
    }

    private int keyEnd() {
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!escaped && (isSign(c) || isBlank(c))) {
                return i;
            }
            escaped = c == '\\' && !escaped;
        }
        return text.length();
    }

    /** One sign at most, with any blanks around it. */
    private int valueStart(int keyEnd) {
        int i = LineReader.afterBlanks(text, keyEnd);
        return i < text.length() && isSign(text.charAt(i)) ? LineReader.afterBlanks(text, i + 1) : i;
    }

    private static boolean isSign(char c) {
        return c == '=' || c == ':';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    /** Null if an escape is malformed. */
    private static @Nullable String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = raw.charAt(i++);
            if (escaped == 'u') {
                int code = hex(raw, i);
                if (code < 0) {
                    return null;
                }
                plain.append((char) code);
                i += 4;
            } else {
                plain.append(control(escaped));
            }
        }
        return plain.toString();
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    /** Four hex digits as a number, -1 if they are not there. ASCII digits only. */
    private static int hex(String raw, int from) {
        if (from + 4 > raw.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            char c = raw.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}

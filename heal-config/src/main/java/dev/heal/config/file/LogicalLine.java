package dev.heal.config.file;

import java.util.List;

/**
 * A key and its value, with the place where they stand. The meaning is that of {@link java.util.Properties}.
 *
 * @param number the physical line that it starts on, 1 for the first
 * @param key the key, escapes resolved
 * @param value the value, escapes resolved; empty if there is none
 * @param span where key and value stand
 * @param parts the text of each physical line that it takes, as it stands there
 * @param fault why it cannot be read; {@link Fault#NONE} if it can
 */
public record LogicalLine(int number, String key, String value, Span span, List<String> parts, Fault fault) {

    /** Copies the parts. */
    public LogicalLine {
        parts = List.copyOf(parts);
    }

    /**
     * Whether anything separates the key from a value.
     *
     * @return false for a line that is only a key
     */
    public boolean hasSeparator() {
        return span.separated();
    }

    /**
     * The first physical line, as it stands in the file.
     *
     * @return the line without its end
     */
    public String text() {
        return parts.get(0);
    }

    /** What is the matter with a line that cannot be read. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** A {@code \\u} that is not followed by four hex digits. */
        ESCAPE,
        /** Bytes that are not UTF-8. */
        BYTES
    }

    /**
     * Where key and value stand. Columns count characters from 1 in the first physical line; a value that starts on a later
     * line has the column after the end of the first.
     *
     * @param keyColumn where the key starts
     * @param keyEnd the column after the key's last character
     * @param valueColumn where the value starts
     * @param valueEnd the column after the value's last character on the first physical line
     * @param separated whether a separator follows the key
     */
    public record Span(int keyColumn, int keyEnd, int valueColumn, int valueEnd, boolean separated) {}
}

package dev.heal.cli;

import dev.heal.config.correct.Action;
import dev.heal.config.correct.Corrected;
import dev.heal.config.correct.Corrector;
import dev.heal.config.file.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many small files in one table, each corrected by itself, to measure a schema's corrections by. The table names its columns
 * in its first line; {@code id} and {@code line_as_written} must be there. Pure.
 */
final class CaseBatch {

    private final Corrector corrector;

    CaseBatch(Corrector corrector) {
        this.corrector = corrector;
    }

    /**
     * What each case comes to.
     *
     * @return a line per case: its id, what was done, and the values in effect, with tabs between
     * @throws IllegalArgumentException if the table lacks a column or has an escape that is none
     */
    List<String> results(String table) {
        List<String> lines = Arrays.stream(table.split("\r?\n", -1))
                .filter(l -> !l.isEmpty())
                .toList();
        List<String> header =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split("\t", -1));
        int id = header.indexOf("id");
        int written = header.indexOf("line_as_written");
        if (id < 0 || written < 0) {
            throw new IllegalArgumentException(
                    "cases: the first line must name the columns id and line_as_written, was '"
                            + String.join(" ", header) + "'");
        }
        List<String> results = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (cells.length <= Math.max(id, written)) {
                throw new IllegalArgumentException(
                        "cases: a line must have a cell for each column, was '" + line + "'");
            }
            results.add(result(cells[id], unescaped(cells[written])));
        }
        return results;
    }

    private String result(String id, String text) {
        Corrected corrected = corrector.correct(SourceFile.read(id, text), any -> null);
        List<String> values = new ArrayList<>();
        if (corrected.action() != Action.REFUSE) {
            corrected.values().forEach((key, value) -> values.add(key + "=" + escaped(value.text())));
        }
        return id + "\t" + corrected.action() + "\t" + String.join("; ", values);
    }

    static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            char escaped = c != '\\' ? ' ' : i < text.length() ? text.charAt(i++) : ' ';
            switch (c == '\\' ? escaped : 0) {
                case 0 -> plain.append(c);
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case '\\' -> plain.append('\\');
                case 'u' -> {
                    plain.append((char) hex(text, i));
                    i += 4;
                }
                default ->
                    throw new IllegalArgumentException(
                            "cases: a backslash must be followed by n, r, t, u or a backslash, in '" + text + "'");
            }
        }
        return plain.toString();
    }

    private static int hex(String text, int from) {
        if (!text.substring(from).matches("(?s)[0-9a-fA-F]{4}.*")) {
            throw new IllegalArgumentException("cases: \\u must be followed by four hex digits, in '" + text + "'");
        }
        return Integer.parseInt(text.substring(from, from + 4), 16);
    }

    /** Escapes what would end a cell, and the mark between two values. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    boolean plain =
                            !Character.isISOControl(c) && c != ';' && c != '\u0085' && c != '\u2028' && c != '\u2029';
                    escaped.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        return escaped.toString();
    }
}

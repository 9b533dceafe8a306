package dev.heal.config.schema;

import dev.heal.config.schema.Key.Alias;
import dev.heal.config.schema.Key.Clamp;
import dev.heal.config.schema.Key.Limit;
import dev.heal.config.schema.Key.Range;
import dev.heal.config.schema.Key.Ties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema from a table: one key a line, tabs between the columns, the first line names them. Columns {@code key} and
 * {@code type} must be there; {@code bare_unit}, {@code min}, {@code max}, {@code default}, {@code kind} ({@code safe} or
 * {@code never}), {@code clamp} ({@code none}, {@code low}, {@code high}, {@code both}), {@code enum} (words with {@code |}
 * between them), {@code aliases} ({@code name} or {@code name:unit}), {@code le} (the key that is an upper limit) and
 * {@code le_kind} ({@code same} or {@code related}) may be. Pure.
 */
public final class SchemaTable {

    private SchemaTable() {}

    /**
     * Reads a table.
     *
     * @param text the table; empty lines and lines that begin with {@code #} do not count
     * @return the schema
     * @throws IllegalArgumentException if a line cannot be understood; the message names it
     */
    public static Schema read(String text) {
        List<String> lines =
                text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("schema: must have a first line that names its columns, was empty");
        }
        List<String> header = Arrays.asList(lines.get(0).split("\t", -1));
        if (!header.contains("key") || !header.contains("type")) {
            throw new IllegalArgumentException("schema: the first line must name the columns key and type, was '"
                    + lines.get(0).replace('\t', ' ') + "'");
        }
        List<Key> keys = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            keys.add(key(header, line));
        }
        return Schema.of(keys);
    }

    private static Key key(List<String> header, String line) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), cells.length); i++) {
            row.put(header.get(i), cells[i].strip());
        }
        String name = row.getOrDefault("key", "");
        try {
            ValueType type = ValueType.of(row.getOrDefault("type", ""));
            Range range = new Range(
                    bound(type, row.getOrDefault("min", "")),
                    bound(type, row.getOrDefault("max", "")),
                    clamp(row.getOrDefault("clamp", "")),
                    type == ValueType.INT || type == ValueType.PORT || type == ValueType.PERCENT,
                    row.getOrDefault("bare_unit", ""));
            return new Key(
                    name.endsWith(".*") ? name.substring(0, name.length() - 2) : name,
                    type,
                    range,
                    listed(row.getOrDefault("enum", "")),
                    new Ties(
                            listed(row.getOrDefault("aliases", "")).stream()
                                    .map(SchemaTable::alias)
                                    .toList(),
                            limit(row.getOrDefault("le", ""), row.getOrDefault("le_kind", ""))),
                    row.getOrDefault("kind", "").equals("never"),
                    row.getOrDefault("default", ""),
                    false,
                    row.getOrDefault("note", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "schema: the line of key '" + name + "' cannot be understood (" + e.getMessage() + ")", e);
        }
    }

    private static @Nullable BigDecimal bound(ValueType type, String text) {
        return text.isEmpty() ? null : Quantity.bound(type, text);
    }

    private static Clamp clamp(String text) {
        return text.isEmpty() ? Clamp.NONE : Clamp.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static List<String> listed(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|", -1));
    }

    private static Alias alias(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Alias(text, "") : new Alias(text.substring(0, colon), text.substring(colon + 1));
    }

    private static @Nullable Limit limit(String key, String kind) {
        return key.isEmpty() ? null : new Limit(key, kind.equals("same"));
    }
}

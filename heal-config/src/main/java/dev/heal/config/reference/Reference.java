package dev.heal.config.reference;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.ValueType;
import dev.heal.journal.Masking;
import dev.heal.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The documents about a list of keys. Immutable; safe for use by many threads.
 *
 * @param keys the keys, in the order of the documents
 */
public record Reference(List<Key> keys) {

    /** The metadata that Spring-aware editors read from a jar's {@code META-INF}. */
    public static final String METADATA = "spring-configuration-metadata.json";

    /** Copies the keys. */
    public Reference {
        keys = List.copyOf(keys);
    }

    /**
     * All documents.
     *
     * @return file names and contents: {@code settings.md}, {@code heal.properties}, {@code heal.schema.json} and
     *     {@link #METADATA}
     */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("settings.md", page());
        files.put("heal.properties", example());
        files.put("heal.schema.json", new EditorFiles(keys).schema());
        files.put(METADATA, new EditorFiles(keys).metadata());
        return files;
    }

    /**
     * The table of keys with default, range and purpose.
     *
     * @return lines of Markdown, the head first
     */
    public List<String> table() {
        List<String> rows = new ArrayList<>(List.of("| key | default | range | what it does |", "|---|---|---|---|"));
        for (Key key : keys) {
            String value = key.isSecret() ? Masking.MASK : key.byDefault();
            rows.add("| `" + key.name() + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | " + range(key)
                    + " | " + key.note() + " |");
        }
        return rows;
    }

    private String page() {
        List<String> lines = new ArrayList<>(List.of(
                "# Settings, key by key",
                "",
                "Written by `heal.jar reference` from the settings records. `never` in the last column: the value is taken"
                        + " literally or not",
                "at all, and a misspelt name is an error.",
                "",
                "| key | type | bare number | default | range | other names | at most | corrected | change |",
                "|---|---|---|---|---|---|---|---|---|"));
        for (Key key : keys) {
            Key.Limit limit = key.ties().atMost();
            lines.add(String.join(
                    " | ",
                    "| `" + key.name() + "`",
                    type(key),
                    key.range().unit(),
                    key.byDefault().isEmpty() ? "" : "`" + key.byDefault() + "`",
                    range(key),
                    String.join(
                            ", ",
                            key.ties().aliases().stream().map(Key.Alias::name).toList()),
                    limit == null ? "" : limit.key(),
                    key.never() ? "never" : "yes",
                    (key.atStart() ? "next start" : "live") + " |"));
        }
        return String.join("\n", lines) + "\n";
    }

    private String example() {
        List<String> lines = new ArrayList<>(List.of("# Every key is optional; each stands here with its default."));
        for (Key key : keys) {
            lines.add("");
            if (!key.note().isEmpty()) {
                lines.add("# " + key.note() + (range(key).isEmpty() ? "" : " " + range(key) + "."));
            }
            lines.add("#" + key.name() + "=" + key.byDefault());
        }
        return String.join("\n", lines) + "\n";
    }

    static String type(Key key) {
        return key.type() == ValueType.CONSTANT
                ? String.join(", ", key.words())
                : key.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String range(Key key) {
        BigDecimal min = key.range().min();
        BigDecimal max = key.range().max();
        if (min == null || max == null) {
            return "";
        }
        // what only its Java type bounds has no range worth a word
        boolean any = key.type() == ValueType.INT && max.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0;
        return any ? "" : shown(key, min) + " to " + shown(key, max);
    }

    private static String shown(Key key, BigDecimal bound) {
        return key.type() == ValueType.DURATION
                ? Settings.format(Duration.ofMillis(bound.longValue()))
                : Quantity.canonical(key.type(), bound);
    }
}

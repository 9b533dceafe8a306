package dev.heal.config;

import dev.heal.config.correct.Corrected;
import dev.heal.config.correct.Corrector;
import dev.heal.config.correct.Finding;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import dev.heal.journal.Masking;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file looked at without anything depending on it: what was found, what would be in effect, and the file with what has one
 * reading written as it is understood. Immutable. Nothing it says holds a secret, except {@link #fixed}.
 */
public final class ConfigCheck {

    private final SourceFile source;
    private final Schema schema;
    private final Corrected corrected;

    private ConfigCheck(SourceFile source, Corrector corrector) {
        this.source = source;
        this.schema = corrector.schema();
        this.corrected = corrector.correct(source, ConfigCheck::variable);
    }

    /**
     * Looks at a file with Heal's own keys.
     *
     * @param name what to call it
     * @param bytes its content
     * @param records the host's own records, by prefix
     * @return the check
     */
    public static ConfigCheck of(String name, byte[] bytes, Map<String, ? extends Record> records) {
        HealKeys keys = HealKeys.own();
        for (Map.Entry<String, ? extends Record> record : records.entrySet()) {
            keys = keys.with(List.of(record.getKey()), record.getValue());
        }
        SourceFile source = SourceFile.read(name, bytes);
        return new ConfigCheck(source, keys.corrector(source));
    }

    /**
     * Looks at a file with the keys of a schema.
     *
     * @param name what to call it
     * @param bytes its content
     * @param schema the keys
     * @return the check
     */
    public static ConfigCheck of(String name, byte[] bytes, Schema schema) {
        return new ConfigCheck(SourceFile.read(name, bytes), new Corrector(schema));
    }

    /**
     * All of Heal's own keys, without those of single guards.
     *
     * @return keys in the order of the documents
     */
    public static List<Key> keys() {
        return List.copyOf(HealKeys.own().schema().keys().values());
    }

    /**
     * What was found, in the order of the lines.
     *
     * @return findings, empty if every line is in effect as it is written
     */
    public List<Finding> findings() {
        return corrected.findings();
    }

    /**
     * The line that a finding is about, as it may be shown.
     *
     * @param finding one of {@link #findings}
     * @return the line without its end, secrets hidden, tabs as blanks
     */
    public String shown(Finding finding) {
        int number = finding.place().line();
        String text = number <= source.physical().size()
                ? source.physical().get(number - 1).text()
                : "";
        return ShownLine.of(text, finding.place().hidden());
    }

    /**
     * What a key has as far as the file decides.
     *
     * @param key a full key
     * @return its value or its default, hidden if it may be a secret; empty if there is no such key
     */
    public String inEffect(String key) {
        Key known = schema.key(key);
        if (known == null) {
            return "";
        }
        Corrected.Value value = corrected.values().get(key);
        String text = value == null ? known.byDefault() : value.text();
        boolean hidden = known.isSecret() || Masking.isSecretName(key);
        return text.isEmpty()
                ? "nothing"
                : (hidden ? Masking.MASK : Masking.mask(text)) + (value == null ? " (the default)" : "");
    }

    /**
     * The file with keys and values written as they are understood. Only single lines in the usual syntax change, each only
     * where it is written otherwise; values that are never guessed do not.
     *
     * @return the lines that would change, and the new content; it may hold secrets
     */
    public Fix fixed() {
        return FileFix.of(source, schema, corrected);
    }

    private static @Nullable String variable(String name) {
        String property = System.getProperty(name);
        return property != null ? property : System.getenv(name);
    }

    /** What would be written. Immutable. */
    public static final class Fix {

        private final List<Change> changes;
        private final byte[] bytes;

        Fix(List<Change> changes, byte[] bytes) {
            this.changes = List.copyOf(changes);
            this.bytes = bytes.clone();
        }

        /**
         * The changed lines.
         *
         * @return each before and after, secrets hidden
         */
        public List<Change> changes() {
            return changes;
        }

        /**
         * The content of the file after the changes.
         *
         * @return a copy; it may hold secrets
         */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /**
     * One changed line.
     *
     * @param line its number, 1 for the first
     * @param before the line as it is, secrets hidden
     * @param after the line as it would be, secrets hidden
     */
    public record Change(int line, String before, String after) {}
}

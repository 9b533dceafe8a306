package dev.heal.testkit;

import dev.heal.GuardSettings;
import dev.heal.Heal;
import dev.heal.settings.Live;
import dev.heal.settings.SettingsSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of one test: what lines say, over the defaults. Immutable; a line that means nothing is refused. */
final class SettingLines implements SettingsSource {

    static final SettingLines NONE = new SettingLines(Map.of(), Map.of());

    private static final String GUARD = "heal.guard.";
    private static final List<String> OF_GUARD = RecordLines.keys("", GuardSettings.class);

    private final Map<String, String> lines;
    private final Map<String, Record> records;

    private SettingLines(Map<String, String> lines, Map<String, Record> records) {
        this.lines = lines;
        this.records = records;
    }

    /** The same with further lines, which win over earlier ones of the same key. */
    SettingLines with(String... more) {
        Map<String, String> all = new LinkedHashMap<>(lines);
        for (String line : more) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("test settings: a line must be KEY=VALUE, was '" + line
                        + "'; write it like heal.retry.max-attempts=1");
            }
            all.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return new SettingLines(all, records);
    }

    /** The same with every setting of a record; its keys are known from then on. */
    SettingLines with(String prefix, Record record) {
        Map<String, String> all = new LinkedHashMap<>(lines);
        all.putAll(RecordLines.of(prefix, record));
        Map<String, Record> more = new LinkedHashMap<>(records);
        more.put(prefix, record);
        return new SettingLines(all, more);
    }

    /** Refuses unknown keys and wrong values now, before anybody asks for them. */
    SettingLines checked() {
        List<String> known = known();
        for (String key : lines.keySet()) {
            String guard = guardOf(key);
            if (guard != null) {
                Live<GuardSettings> unused = live(List.of(GUARD + guard, "heal"), new GuardSettings());
            } else if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "test settings: '" + key + "' must be a known key, is not; " + near(key, known));
            }
        }
        Live<GuardSettings> unused = live("heal", new GuardSettings());
        records.forEach((prefix, record) -> RecordLines.bind(lines, List.of(prefix), record));
        return this;
    }

    @Override
    public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
        return Live.of(RecordLines.bind(lines, prefixes, defaults));
    }

    private List<String> known() {
        List<String> keys = new ArrayList<>(RecordLines.keys("heal", GuardSettings.class));
        keys.addAll(RecordLines.keys("heal", Heal.Options.class));
        records.forEach((prefix, record) -> keys.addAll(RecordLines.keys(prefix, record.getClass())));
        return keys;
    }

    /** The guard that a key is about, if it ends as a guard's key does: a guard's name may itself contain dots. */
    private static @Nullable String guardOf(String key) {
        if (key.startsWith(GUARD)) {
            for (String end : OF_GUARD) {
                int nameEnd = key.length() - end.length();
                if (key.endsWith(end) && nameEnd > GUARD.length()) {
                    return key.substring(GUARD.length(), nameEnd);
                }
            }
        }
        return null;
    }

    private static String near(String key, List<String> known) {
        String section = key.substring(0, Math.max(0, key.lastIndexOf('.') + 1));
        List<String> siblings = section.isEmpty() || section.equals("heal.")
                ? List.of()
                : known.stream().filter(k -> k.startsWith(section)).toList();
        if (!siblings.isEmpty()) {
            return "known here: " + String.join(", ", siblings);
        }
        String sections = known.stream().map(SettingLines::section).distinct().collect(Collectors.joining(", "));
        return "known sections: heal.guard.NAME, " + sections + "; a record given to the extension makes its own known";
    }

    /** The first two parts of a key. */
    private static String section(String key) {
        int end = key.indexOf('.', key.indexOf('.') + 1);
        return end < 0 ? key : key.substring(0, end);
    }
}

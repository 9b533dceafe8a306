package dev.heal.config;

import dev.heal.GuardSettings;
import dev.heal.Heal;
import dev.heal.config.correct.Corrector;
import dev.heal.config.file.LogicalLine;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.RecordKeys;
import dev.heal.config.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys that a file may have: Heal's own, those of guards by name, and those of the host's records. Immutable. */
final class HealKeys {

    static final String ROOT = "heal";
    private static final String GUARD = ROOT + ".guard";

    private final Schema schema;
    private final Set<String> guards;
    private final Corrector corrector;

    private HealKeys(Schema schema, Set<String> guards) {
        this.schema = schema;
        this.guards = guards;
        this.corrector = new Corrector(schema);
    }

    /** Heal's own keys. */
    static HealKeys own() {
        return Own.KEYS;
    }

    /** Made once: they are the same for every file. */
    private static final class Own {
        static final HealKeys KEYS = make();
    }

    private static HealKeys make() {
        Map<String, Key> keys = new LinkedHashMap<>();
        List<Key> all = new ArrayList<>(RecordKeys.of(ROOT, new Heal.Options()));
        all.addAll(RecordKeys.of(Correcting.KEY, new Correcting()));
        all.addAll(RecordKeys.of(ROOT, new GuardSettings()));
        all.forEach(key -> keys.put(key.name(), key));
        Schema.Section ofGuard = new Schema.Section(GUARD, RecordKeys.of("", new GuardSettings()));
        return new HealKeys(new Schema(keys, List.of(ofGuard), Set.of(ROOT)), Set.of());
    }

    Schema schema() {
        return schema;
    }

    /** With the keys of a record under its prefixes; this same instance if all are known. */
    HealKeys with(List<String> prefixes, Record defaults) {
        Map<String, Key> keys = new LinkedHashMap<>(schema.keys());
        Set<String> names = new TreeSet<>(guards);
        for (String prefix : prefixes) {
            if (prefix.startsWith(GUARD + ".") && defaults instanceof GuardSettings) {
                names.add(prefix.substring(GUARD.length() + 1));
            } else {
                RecordKeys.of(prefix, defaults).forEach(key -> keys.putIfAbsent(key.name(), key));
            }
        }
        return keys.size() == schema.keys().size() && names.equals(guards)
                ? this
                : new HealKeys(new Schema(keys, schema.sections(), schema.owned()), names);
    }

    /** A corrector that knows the keys of every guard too that was asked for or that a file names. */
    Corrector corrector(SourceFile file) {
        Set<String> names = new TreeSet<>(guards);
        for (LogicalLine line : file.logical()) {
            if (line.key().startsWith(GUARD + ".")) {
                name(line.key().substring(GUARD.length() + 1), names);
            }
        }
        return names.isEmpty() ? corrector : new Corrector(schema.withNames(names));
    }

    /** A guard's name may itself contain dots, so the end decides; where that is misspelt, the first segment does. */
    private void name(String rest, Set<String> names) {
        Schema.Section section = schema.sections().get(0);
        for (Key key : section.keys()) {
            if (rest.endsWith("." + key.name())) {
                names.add(rest.substring(0, rest.length() - key.name().length() - 1));
                return;
            }
        }
        String first = rest.substring(0, Math.max(0, rest.indexOf('.')));
        boolean asked = names.stream().anyMatch(known -> rest.startsWith(known + "."));
        boolean isSection = section.keys().stream().anyMatch(key -> key.name().startsWith(first + "."));
        if (!first.isEmpty() && !isSection && !asked) {
            names.add(first);
        }
    }
}

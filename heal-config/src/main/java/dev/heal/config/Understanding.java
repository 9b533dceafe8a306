package dev.heal.config;

import dev.heal.config.correct.Action;
import dev.heal.config.correct.Corrected;
import dev.heal.config.correct.Corrector;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import dev.heal.config.schema.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a file comes to: the entries in effect, and what there is to say about it. Immutable.
 *
 * @param file the entries in effect, and the problems
 * @param corrections what is in effect otherwise than it is written
 * @param refused the groups that have a line that was refused: keys without their last segment
 * @param schema the keys that were known
 */
record Understanding(PropertiesFile file, List<Correction> corrections, Set<String> refused, Schema schema) {

    /** Stands for all groups: the file as a whole was refused. */
    static final String ALL = "*";

    private static final String KEPT = "has a line that was refused; the group keeps its last good values";
    private static final String PENDING = "is read once; the change is pending until the next start";

    Understanding {
        corrections = List.copyOf(corrections);
        refused = Set.copyOf(refused);
    }

    static Understanding of(
            SourceFile source,
            PropertiesFile plain,
            Corrector corrector,
            Correcting.How how,
            UnaryOperator<@Nullable String> variables) {
        Schema schema = corrector.schema();
        if (how == Correcting.How.OFF) {
            List<ConfigReport.Problem> problems = new ArrayList<>(plain.problems());
            problems.addAll(new UnknownKeys().in(plain));
            return new Understanding(
                    new PropertiesFile(plain.name(), plain.entries(), problems), List.of(), Set.of(), schema);
        }
        Corrected corrected = corrector.correct(source, variables);
        boolean apply = how == Correcting.How.MEMORY;
        Map<String, PropertiesFile.Entry> entries = others(plain, schema, corrected);
        corrected.values().forEach((name, value) -> {
            if (apply || value.asWritten()) {
                entries.put(name, new PropertiesFile.Entry(notation(schema.key(name), value.text()), value.line()));
            }
        });
        PropertiesFile.Entry stated = plain.entries().get(Correcting.KEY + ".correct");
        if (stated != null && !entries.containsKey(Correcting.KEY + ".correct")) {
            // a word that is none of the known ones corrects nothing
            entries.put(Correcting.KEY + ".correct", new PropertiesFile.Entry("report", stated.line()));
        }
        return new FindingReport(source.name(), schema, entries, apply).understanding(plain, corrected.findings());
    }

    /** Keys of other programs and of records that nobody has asked for yet, as they stand. */
    private static Map<String, PropertiesFile.Entry> others(PropertiesFile plain, Schema schema, Corrected corrected) {
        Map<String, PropertiesFile.Entry> entries = new LinkedHashMap<>();
        boolean whole = corrected.findings().stream()
                .anyMatch(f -> f.action() == Action.REFUSE
                        && f.key().isEmpty()
                        && f.rule().equals("S2"));
        if (whole) {
            return entries;
        }
        plain.entries().forEach((key, entry) -> {
            int dot = key.indexOf('.');
            boolean owned = schema.owned().contains(dot < 0 ? key : key.substring(0, dot));
            if (schema.key(key) == null && !owned) {
                entries.put(key, entry);
            }
        });
        return entries;
    }

    /** Records count memory in plain bytes. */
    private static String notation(@Nullable Key key, String text) {
        return key != null && key.type() == ValueType.SIZE && text.endsWith("B")
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /**
     * This understanding after another one: a group with a refused line keeps its last good values, and what is read once
     * waits for the next start.
     */
    Understanding after(Understanding before) {
        Map<String, PropertiesFile.Entry> entries = new LinkedHashMap<>(file.entries());
        List<ConfigReport.Problem> problems = new ArrayList<>(file.problems());
        for (String group : new TreeSet<>(refused)) {
            keep(group, before, entries);
            problems.add(new ConfigReport.Problem(file.name(), group.equals(ALL) ? ALL : group + ".*", KEPT));
        }
        for (Key key : schema.keys().values()) {
            PropertiesFile.Entry now = entries.get(key.name());
            PropertiesFile.Entry then = before.file().entries().get(key.name());
            if (key.atStart() && !value(now, key).equals(value(then, key))) {
                restore(key.name(), then, entries);
                problems.add(new ConfigReport.Problem(
                        file.name() + (now == null ? "" : ":" + now.line()), key.name(), PENDING));
            }
        }
        return new Understanding(new PropertiesFile(file.name(), entries, problems), corrections, refused, schema);
    }

    /** This understanding of the same file with more keys: for those known before, what they had stays. */
    Understanding extending(Understanding before) {
        Map<String, PropertiesFile.Entry> entries = new LinkedHashMap<>(file.entries());
        before.schema()
                .keys()
                .keySet()
                .forEach(key -> restore(key, before.file().entries().get(key), entries));
        List<ConfigReport.Problem> problems = new ArrayList<>(file.problems());
        before.file().problems().stream()
                .filter(p -> p.text().equals(KEPT) || p.text().equals(PENDING))
                .forEach(problems::add);
        return new Understanding(new PropertiesFile(file.name(), entries, problems), corrections, refused, schema);
    }

    private static boolean isOf(String group, String key) {
        return group.equals(ALL) || group(key).equals(group);
    }

    /** The same with one more problem. */
    Understanding with(ConfigReport.Problem problem) {
        List<ConfigReport.Problem> problems = new ArrayList<>(file.problems());
        problems.add(problem);
        return new Understanding(
                new PropertiesFile(file.name(), file.entries(), problems), corrections, refused, schema);
    }

    private static void keep(String group, Understanding before, Map<String, PropertiesFile.Entry> entries) {
        entries.keySet().removeIf(key -> isOf(group, key));
        before.file().entries().forEach((key, entry) -> {
            if (isOf(group, key)) {
                entries.put(key, entry);
            }
        });
    }

    private static void restore(
            String key, PropertiesFile.@Nullable Entry then, Map<String, PropertiesFile.Entry> entries) {
        if (then == null) {
            entries.remove(key);
        } else {
            entries.put(key, then);
        }
    }

    private static String value(PropertiesFile.@Nullable Entry entry, Key key) {
        return entry == null ? key.byDefault() : entry.value();
    }

    static String group(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }
}

package dev.heal.config;

import dev.heal.config.correct.Action;
import dev.heal.config.correct.Corrected;
import dev.heal.config.correct.Finding;
import dev.heal.config.file.LogicalLine;
import dev.heal.config.file.PhysicalLine;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes corrections into a copy of the file, each in its own place; every other byte stays. Pure. */
final class FileFix {

    /** Rules about the syntax of a whole line or file, and about limits, which need a person. */
    private static final Set<String> BY_HAND = Set.of("S1", "S2");

    private FileFix() {}

    static ConfigCheck.Fix of(SourceFile source, Schema schema, Corrected corrected) {
        Map<Integer, LogicalLine> lines = new HashMap<>();
        source.logical().forEach(line -> lines.put(line.number(), line));
        Map<Integer, List<Finding>> byLine = new HashMap<>();
        corrected
                .findings()
                .forEach(f -> byLine.computeIfAbsent(f.place().line(), any -> new ArrayList<>())
                        .add(f));
        List<PhysicalLine> physical = new ArrayList<>(source.physical());
        List<ConfigCheck.Change> changes = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            LogicalLine line = lines.get(i + 1);
            List<Finding> findings = byLine.getOrDefault(i + 1, List.of());
            String before = physical.get(i).text();
            String after = line == null ? before : fixed(line, findings, schema, corrected);
            if (!after.equals(before)) {
                boolean hidden = findings.stream().anyMatch(f -> f.place().hidden());
                changes.add(new ConfigCheck.Change(i + 1, ShownLine.of(before, hidden), ShownLine.of(after, hidden)));
                physical.set(i, new PhysicalLine(after, physical.get(i).end(), true));
            }
        }
        return new ConfigCheck.Fix(
                changes, new SourceFile(source.name(), source.hasMark(), physical, List.of()).bytes());
    }

    private static String fixed(LogicalLine line, List<Finding> findings, Schema schema, Corrected corrected) {
        String text = line.text();
        boolean all = !findings.isEmpty()
                && line.parts().size() == 1
                && findings.stream()
                        .allMatch(f -> f.action() == Action.CORRECT
                                && !BY_HAND.contains(f.rule())
                                && !f.rule().startsWith("X"));
        Key key = all ? schema.key(findings.get(0).key()) : null;
        Corrected.Value value = key == null ? null : corrected.values().get(key.name());
        if (key == null || value == null || key.never() || !line.hasSeparator()) {
            return text;
        }
        LogicalLine.Span span = line.span();
        boolean ofValue = findings.stream().anyMatch(f -> isOfValue(f, span));
        boolean ofKey = findings.stream().anyMatch(f -> !isOfValue(f, span));
        return text.substring(0, span.keyColumn() - 1)
                + (ofKey ? key.name() : text.substring(span.keyColumn() - 1, span.keyEnd() - 1))
                + text.substring(span.keyEnd() - 1, span.valueColumn() - 1)
                + (ofValue ? value.text() : text.substring(span.valueColumn() - 1));
    }

    private static boolean isOfValue(Finding finding, LogicalLine.Span span) {
        return finding.place().column() == span.valueColumn();
    }
}

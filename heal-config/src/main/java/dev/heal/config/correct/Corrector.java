package dev.heal.config.correct;

import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a file means: its keys are matched, its values read, limits between them settled, and what would be a guess
 * is left to people. A pure function; safe for use by many threads. The cost is linear in the length of the file, except for
 * unknown keys, which are compared with every key of the schema.
 */
public final class Corrector {

    private final KeyMatcher matcher;

    /**
     * A corrector for the keys of a schema.
     *
     * @param schema the keys
     */
    public Corrector(Schema schema) {
        this.matcher = new KeyMatcher(new KeyNames(schema));
    }

    /**
     * The keys that this corrector knows.
     *
     * @return the schema
     */
    public Schema schema() {
        return matcher.names().schema();
    }

    /**
     * What a file means.
     *
     * @param file the file
     * @param variables values of the names in expressions such as {@code ${HOME}}, null for names without one
     * @return values and findings; never throws, whatever the file holds
     */
    public Corrected correct(SourceFile file, UnaryOperator<@Nullable String> variables) {
        int mark = Shapes.mergeMark(file);
        if (mark > 0) {
            Finding.Place place = new Finding.Place(mark, 1, 8, false);
            return new Corrected(
                    Map.of(),
                    List.of(new Finding(
                            Action.REFUSE,
                            "S2",
                            place,
                            "",
                            "",
                            "",
                            "the file holds marks of a merge that was not finished: nothing in it is used",
                            List.of())));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Entry entry : Shapes.entries(file, matcher)) {
            candidates.add(Gate.passed(candidate(entry, variables)));
        }
        if (file.hasMark() && !candidates.isEmpty()) {
            markedFirst(candidates);
        }
        return result(Limits.settled(Gate.passed(Repeats.resolved(candidates))));
    }

    private Candidate candidate(Entry entry, UnaryOperator<@Nullable String> variables) {
        List<Step> steps = new ArrayList<>();
        Step shape = entry.shape();
        if (shape != null) {
            steps.add(shape);
            if (shape.action() != Action.CORRECT) {
                // what is only mentioned takes no part in what is set; what is refused does
                Key refused = shape.action() == Action.REFUSE
                        ? matcher.match(entry.key()).key()
                        : null;
                return new Candidate(entry, refused, null, steps);
            }
        }
        Match match = matcher.match(entry.key());
        Key key = match.key();
        steps.addAll(match.steps());
        if (key == null) {
            return new Candidate(entry, null, null, match.steps());
        }
        boolean empty = entry.value().isEmpty()
                && entry.shape() == null
                && !entry.line().hasSeparator();
        Reading reading = empty && key.type().isText() && !key.never()
                ? Reading.warned("S2", null, "has no value, so it is as if it were not there")
                : ValueReader.read(new Asked(key, entry.value(), match.unit(), entry.lostBackslash(), variables));
        steps.addAll(reading.steps());
        return new Candidate(entry, key, reading.value(), reading.isRefused() ? reading.steps() : steps);
    }

    /** A byte order mark is no part of the first key; to other readers it is. */
    private static void markedFirst(List<Candidate> candidates) {
        Candidate first = candidates.get(0);
        if (first.key() != null && first.isApplied()) {
            candidates.set(
                    0,
                    first.and(Step.ofKey(
                            Action.CORRECT,
                            "S1",
                            "stands after a byte order mark, which other readers stumble over",
                            false)));
        }
    }

    private static Corrected result(List<Candidate> candidates) {
        Map<String, Corrected.Value> values = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Key key = candidate.key();
            String value = candidate.value();
            if (key != null && value != null) {
                boolean asWritten = candidate.steps().stream().noneMatch(s -> s.action() == Action.CORRECT);
                values.put(
                        key.name(),
                        new Corrected.Value(value, candidate.entry().line().number(), asWritten));
            }
            candidate.steps().forEach(step -> findings.add(Findings.of(candidate, step)));
        }
        return new Corrected(values, findings);
    }
}

package dev.heal.config;

import dev.heal.journal.Decision;
import dev.heal.journal.Journal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a configuration comes to into a journal, a decision for each correction and problem. Pure but for that. */
final class ConfigJournal {

    private ConfigJournal() {}

    /** Records what another understanding did not say yet. */
    static void record(Journal journal, Path path, Instant at, Understanding fresh, @Nullable Understanding before) {
        String file = String.valueOf(path.getFileName());
        List<Correction> corrections = new ArrayList<>(fresh.corrections());
        List<ConfigReport.Problem> problems = new ArrayList<>(fresh.file().problems());
        if (before != null) {
            corrections.removeAll(before.corrections());
            problems.removeAll(before.file().problems());
        }
        for (Correction correction : corrections) {
            Decision unused = journal.record(new Decision(
                    at,
                    file,
                    "correct " + correction.key(),
                    "'" + correction.was() + "'",
                    "'" + correction.now() + "'",
                    new Decision.Cause(file + ":" + correction.line(), correction.rule(), "configuration"),
                    Map.of("line", (double) correction.line()),
                    "write it so, or heal.config.correct=report"));
        }
        for (ConfigReport.Problem problem : problems) {
            Decision unused = journal.record(new Decision(
                    at,
                    file,
                    "report " + (problem.key().isEmpty() ? "a line" : problem.key()),
                    "as written",
                    problem.text(),
                    new Decision.Cause(problem.origin(), "wrong line", "configuration"),
                    Map.of(),
                    "correct the line"));
        }
    }
}

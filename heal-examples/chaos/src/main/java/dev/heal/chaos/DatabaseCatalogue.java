package dev.heal.chaos;

import static dev.heal.chaos.DatabaseFault.Stage.PLAIN;
import static dev.heal.chaos.DatabaseFault.Stage.SPARE;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.heal.chaos.DatabaseFault.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of a database. To add one, add a row. */
final class DatabaseCatalogue {

    private static final Goal<Measures> NOTHING_ABORTED = Goal.atMost(0, "healthy statement aborted", Measures::cut);
    private static final Goal<Measures> ALONGSIDE_SERVED =
            Goal.atMost(0, "call alongside unserved", m -> m.alongside().unserved());

    /** Held against every fault. */
    static final List<Goal<Measures>> ALWAYS = List.of(
            Goal.atMost(0, "acknowledged row lost", m -> m.rows().lost()),
            Goal.atMost(0, "row doubled", m -> m.rows().duplicated()));

    static final List<DatabaseFault> FAULTS = List.of(
            new DatabaseFault(
                    "terminate",
                    PLAIN,
                    DatabaseInjections::terminate,
                    ZERO,
                    List.of(
                            Goal.atMost(0, "READ call unserved", m -> m.reads().unserved()),
                            Goal.atMost(
                                    10, "other calls unserved", m -> m.writes().unserved()))),
            new DatabaseFault(
                    "flip-read-only",
                    SPARE,
                    DatabaseInjections::flipReadOnly,
                    ZERO,
                    List.of(
                            Goal.atMost(10, "calls unserved", Measures::unserved),
                            Goal.within(
                                    ofMillis(500), "normal", m -> m.recovery().normal()))),
            new DatabaseFault(
                    "killed-20s",
                    PLAIN,
                    DatabaseInjections::kill,
                    ofSeconds(20),
                    List.of(
                            Goal.share(
                                    0.99,
                                    "calls turned away after 0.5 s answered within 5 ms",
                                    m -> m.turnedAway().fastShare()),
                            Goal.within(
                                    ofMillis(50),
                                    "all of them",
                                    m -> m.turnedAway().longest()),
                            Goal.atMost(
                                    0,
                                    "call beyond its deadline + 50 ms",
                                    m -> m.waits().beyondDeadline()))),
            new DatabaseFault(
                    "frozen-20s",
                    PLAIN,
                    DatabaseInjections::freeze,
                    ofSeconds(20),
                    List.of(Goal.within(
                            ofSeconds(6),
                            "every stuck call ended",
                            m -> m.waits().longestStuck()))),
            healthy("report-60s", PLAIN, DatabaseInjections::report, ofSeconds(60)),
            healthy("lock-30s", PLAIN, DatabaseInjections::lock, ofSeconds(30)),
            healthy("pool-of-1", new Stage(1, false), DatabaseInjections::report, ofSeconds(10)),
            new DatabaseFault(
                    "overload", PLAIN, DatabaseInjections::overload, ofSeconds(15), List.of(NOTHING_ABORTED)));

    private DatabaseCatalogue() {}

    static String ids() {
        return FAULTS.stream().map(DatabaseFault::id).collect(Collectors.joining(", "));
    }

    /** The database is well, however it may look from a pool. */
    private static DatabaseFault healthy(String id, Stage stage, Injection<Scene> injection, Duration hold) {
        return new DatabaseFault(id, stage, injection, hold, List.of(NOTHING_ABORTED, ALONGSIDE_SERVED));
    }
}

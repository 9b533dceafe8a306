package dev.heal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class JournalTest {

    private final Journal journal = new Journal();

    @Test
    void itKeepsTheLast512() {
        for (int i = 0; i < 1_000; i++) {
            journal.record(decision("db", i));
        }
        assertThat(journal.recent(10_000))
                .hasSize(512)
                .isEqualTo(java.util.stream.IntStream.range(488, 1_000)
                        .mapToObj(i -> decision("db", i))
                        .toList());
    }

    @Test
    void recentOnesComeInTheOrderOfTheirRecording() {
        journal.record(decision("db", 1));
        journal.record(decision("cache", 2));
        journal.record(decision("db", 3));

        assertThat(journal.recent(2)).containsExactly(decision("cache", 2), decision("db", 3));
        assertThat(journal.recent("db", 5)).containsExactly(decision("db", 1), decision("db", 3));
        assertThat(journal.recent("db", 1)).containsExactly(decision("db", 3));
        assertThat(journal.recent("vectors", 5)).isEmpty();
        assertThat(journal.recent(0)).isEmpty();
    }

    @Test
    void aNegativeNumberIsRefused() {
        assertThatThrownBy(() -> journal.recent(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("journal: most must be >= 0, was -1; use 0 for none");
        assertThatThrownBy(() -> journal.recent("db", -7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() {
        List<Decision> heard = new ArrayList<>();
        try (var broken = journal.listen(d -> {
                    throw new IllegalStateException("broken");
                });
                var sound = journal.listen(heard::add)) {
            assertThat(broken).isNotSameAs(sound);
            journal.record(decision("db", 1));
        }
        assertThat(heard).containsExactly(decision("db", 1));
        assertThat(journal.recent(1)).hasSize(1);
    }

    @Test
    void oneListenerMayHaveTwoPlacesAndGivesUpEachAlone() {
        List<Decision> heard = new ArrayList<>();
        Consumer<Decision> listener = heard::add;
        Journal.Subscription first = journal.listen(listener);
        Journal.Subscription second = journal.listen(listener);
        journal.record(decision("db", 1));
        assertThat(heard).hasSize(2);

        first.close();
        first.close();
        journal.record(decision("db", 2));
        assertThat(heard).as("the other place is still there").hasSize(3);

        second.close();
        journal.record(decision("db", 3));
        assertThat(heard).hasSize(3);
    }

    @Test
    void listenersAreToldOutsideTheLockAndMayRead() {
        List<Integer> sizes = new ArrayList<>();
        journal.listen(d -> sizes.add(journal.recent(10).size()));
        journal.record(decision("db", 1));
        journal.record(decision("db", 2));
        assertThat(sizes).containsExactly(1, 2);
    }

    @Test
    void manyThreadsMayRecordAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = "db" + t;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        journal.record(decision(name, i));
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(journal.recent(512)).hasSize(400);
        assertThat(journal.recent("db2", 512)).hasSize(100);
    }

    @Test
    void aDecisionIsOneEnglishSentence() {
        Decision decision = new Decision(
                Instant.EPOCH,
                "vectors",
                "open",
                "CLOSED",
                "OPEN",
                new Decision.Cause("vectors", "connection-dead UNAVAILABLE", "client"),
                Map.of("failureRatePercent", 66.666, "calls", 12.0),
                "heal.guard.vectors.breaker.*");
        assertThat(decision.sentence())
                .isEqualTo("vectors: open, CLOSED to OPEN, because of connection-dead UNAVAILABLE in vectors (client);"
                        + " calls 12, failureRatePercent 66.7; to overrule: heal.guard.vectors.breaker.*");
    }

    @Test
    void whatIsEmptyIsLeftOutOfTheSentence() {
        Decision decision =
                new Decision(Instant.EPOCH, "a", "b", "c", "d", new Decision.Cause("x", "y", "z"), Map.of(), "");
        assertThat(decision.sentence()).isEqualTo("a: b, c to d, because of y in x (z)");
    }

    @Test
    void theEvidenceIsACopyThatNobodyChanges() {
        Map<String, Double> evidence = new HashMap<>(Map.of("calls", 1.0));
        Decision decision =
                new Decision(Instant.EPOCH, "a", "b", "c", "d", new Decision.Cause("x", "y", "z"), evidence, "");
        evidence.put("calls", 2.0);
        assertThat(decision.evidence()).containsExactly(Map.entry("calls", 1.0));
        assertThatThrownBy(() -> decision.evidence().put("calls", 3.0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Decision decision(String resource, int number) {
        return new Decision(
                Instant.ofEpochSecond(number),
                resource,
                "open",
                "CLOSED",
                "OPEN",
                new Decision.Cause(resource, "time-out", "client"),
                Map.of(),
                "");
    }
}

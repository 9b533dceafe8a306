package dev.heal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import java.util.stream.IntStream;
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
                .isEqualTo(IntStream.range(488, 1_000)
                        .mapToObj(i -> decision("db", i).numbered(i + 1))
                        .toList());
    }

    @Test
    void recentOnesComeInTheOrderOfTheirRecording() {
        journal.record(decision("db", 1));
        journal.record(decision("cache", 2));
        journal.record(decision("db", 3));

        assertThat(journal.recent(2))
                .containsExactly(
                        decision("cache", 2).numbered(2), decision("db", 3).numbered(3));
        assertThat(journal.recent("db", 5))
                .containsExactly(
                        decision("db", 1).numbered(1), decision("db", 3).numbered(3));
        assertThat(journal.recent("db", 1)).containsExactly(decision("db", 3).numbered(3));
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
        assertThat(heard).containsExactly(decision("db", 1).numbered(1));
        assertThat(journal.recent(1)).hasSize(1);
    }

    @Test
    void whateverABrokenListenerThrowsEndsThere() {
        List<Throwable> thrown = List.of(
                new IOException("sneaked through"),
                new NoClassDefFoundError("gone/After/Redeployment"),
                new AssertionError("in a test"),
                new StackOverflowError());
        for (Throwable one : thrown) {
            List<Decision> heard = new ArrayList<>();
            try (var broken = journal.listen(d -> JournalTest.<RuntimeException>sneak(one));
                    var sound = journal.listen(heard::add)) {
                assertThat(broken).isNotSameAs(sound);
                journal.record(decision("db", 1));
            }
            assertThat(heard).as("after %s", one).hasSize(1);
        }
    }

    @Test
    void beingOutOfMemoryIsTheHostsMatter() {
        OutOfMemoryError error = new OutOfMemoryError("of the whole JVM");
        journal.listen(d -> JournalTest.<RuntimeException>sneak(error));
        assertThatThrownBy(() -> journal.record(decision("db", 1))).isSameAs(error);
    }

    @Test
    void aVerdictFindsTheDecisionThatItJudges() {
        long change = journal.record(decision("db", 1)).id();
        long other = journal.record(decision("db", 2)).id();
        journal.record(decision("db", 3).judging(change, Decision.Verdict.INCONCLUSIVE));
        Decision last = journal.record(decision("db", 4).judging(change, Decision.Verdict.REVERTED));

        assertThat(List.of(change, other, last.id())).containsExactly(1L, 2L, 4L);
        assertThat(journal.verdictOn(change)).contains(last);
        assertThat(journal.verdictOn(other)).isEmpty();
    }

    @Test
    void nobodyGetsToSeeASecret() {
        List<Decision> heard = new ArrayList<>();
        journal.listen(heard::add);
        Decision kept = journal.record(new Decision(
                        Instant.EPOCH,
                        "redis://:s3cr3t@cache:6379",
                        "set password=s3cr3t",
                        "token: s3cr3t",
                        "jdbc:postgresql://h/db?user=u&password=s3cr3t",
                        new Decision.Cause("Bearer s3cr3t", "{\"apiKey\":\"s3cr3t\"}", "pwd=s3cr3t"),
                        Map.of("secret=s3cr3t", 1.0),
                        "--password s3cr3t")
                .by("passwd=s3cr3t")
                .suppressedBy("Authorization: Basic s3cr3t"));
        assertThat(List.of(kept, heard.get(0), journal.recent(1).get(0)))
                .allSatisfy(d -> assertThat(d.toString() + d.sentence()).doesNotContain("s3cr3t"));
        assertThat(kept.evidence()).containsOnlyKeys("secret=***");
    }

    @Test
    void aTextCannotForgeALineOfTheLogAndHasABound() {
        Decision kept = journal.record(new Decision(
                Instant.EPOCH,
                "db\nWARN all is lost",
                "a".repeat(5_000),
                "c",
                "d",
                new Decision.Cause("x", "y", "z"),
                numbers(100),
                ""));
        assertThat(kept.resource()).isEqualTo("db WARN all is lost");
        assertThat(kept.action()).hasSize(Journal.MAX_TEXT).endsWith("a...");
        assertThat(kept.evidence()).hasSize(Journal.MAX_NUMBERS).containsKey("n100");
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

    private static Map<String, Double> numbers(int most) {
        Map<String, Double> numbers = new HashMap<>();
        for (int i = 0; i < most; i++) {
            numbers.put("n" + (100 + i), 1.0);
        }
        return numbers;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
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

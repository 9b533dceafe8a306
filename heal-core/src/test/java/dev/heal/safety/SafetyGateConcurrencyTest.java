package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import dev.heal.journal.Journal;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many threads propose at once, while time runs fast and people interfere; what holds is read off the journal. */
final class SafetyGateConcurrencyTest {

    private static final int THREADS = 6;
    private static final int PROPOSALS = 4_000;
    private static final int RESOURCES = 8;

    private final AtomicLong nanos = new AtomicLong();
    private final Journal journal = new Journal();
    private final Map<Long, Decision> all = new ConcurrentHashMap<>();
    private final Map<String, Cell> cells = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> overlaps = new ConcurrentLinkedQueue<>();

    @Test
    void theJournalTellsAWholeStory() throws Exception {
        journal.listen(d -> all.put(d.id(), d));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService io = Executors.newFixedThreadPool(3);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        HealRuntime runtime = new HealRuntime(nanos::get, InstantSource.system(), new Random(7), timer, io, null);
        try (SafetyGate gate = new SafetyGate(Live.of(Mode.ENFORCE), runtime, journal)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int seed = t;
                done.add(threads.submit(() -> propose(gate, seed)));
            }
            for (Future<?> one : done) {
                one.get(100, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
            io.shutdown();
            assertThat(io.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            timer.shutdownNow();
        }
        assertThat(overlaps).as("actuators of one resource ran at once").isEmpty();
        everyChangeHasAtMostOneVerdict();
        theBudgetHolds();
        theValuesAreThoseOfTheStory();
    }

    private void propose(SafetyGate gate, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PROPOSALS; i++) {
            // fast, but never so fast that the timer, which nobody waits for here, would seem to be what decides
            nanos.addAndGet(Duration.ofMillis(random.nextInt(400)).toNanos());
            String resource = "r" + random.nextInt(RESOURCES);
            Cell cell = cells.computeIfAbsent(resource, Cell::new);
            if (random.nextInt(200) == 0) {
                gate.override(
                        new ManualOverride(resource, "*", "ada", "x", Duration.ofSeconds(1 + random.nextInt(60))));
            } else if (random.nextInt(500) == 0) {
                gate.stop("ada", "x");
                gate.resume("ada");
            } else {
                Ruling unused = gate.propose(proposal(resource, cell.value.get(), random), cell);
            }
            // the timer ticks in real time, which is slower than this
            gate.watchdog().tick(nanos.get());
            gate.enforcer().judgeDue();
        }
    }

    private static Proposal proposal(String resource, int seen, Random random) {
        Proposal.Verification verification = new Proposal.Verification(
                Duration.ofSeconds(1 + random.nextInt(20)),
                () -> random.nextBoolean() ? Verdict.CONFIRMED : Verdict.REVERTED);
        Proposal.Change change = new Proposal.Change("" + seen, "" + (seen + 1), "", null, verification);
        boolean tune = random.nextInt(4) > 0;
        return Proposals.of(
                tune ? ActionClass.TUNE : ActionClass.REACH_OUT,
                (tune ? "tune " : "write ") + random.nextInt(3),
                resource,
                change);
    }

    private void everyChangeHasAtMostOneVerdict() {
        Map<Long, Integer> verdicts = new HashMap<>();
        all.values().forEach(d -> {
            if (d.judgement() != null) {
                verdicts.merge(d.judgement().of(), 1, Integer::sum);
                Decision judged = all.get(d.judgement().of());
                assertThat(judged).as("what decision %d judges", d.id()).isNotNull();
                assertThat(judged.resource()).isEqualTo(d.resource());
                assertThat(judged.isDone()).isTrue();
            }
        });
        assertThat(verdicts.values()).isNotEmpty().allMatch(n -> n == 1);
        // the gate was closed: what had no verdict by then was said to have none
        assertThat(changes()).extracting(Decision::id).containsExactlyInAnyOrderElementsOf(verdicts.keySet());
    }

    private void theBudgetHolds() {
        Map<String, Integer> made = new HashMap<>();
        changes().forEach(d -> made.merge(d.action(), 1, Integer::sum));
        made.forEach((kind, count) -> {
            ActionClass actionClass = kind.startsWith("tune") ? ActionClass.TUNE : ActionClass.REACH_OUT;
            long most = GateRules.burst(actionClass) + nanos.get() / GateRules.refillNanos(actionClass);
            assertThat((long) count).as(kind).isLessThanOrEqualTo(most);
        });
    }

    /** Each change and each reversal is one step of one. */
    private void theValuesAreThoseOfTheStory() {
        Map<String, Integer> values = new HashMap<>();
        changes().forEach(d -> values.merge(d.resource(), 1, Integer::sum));
        all.values().stream()
                .filter(d ->
                        d.judgement() != null && d.isDone() && d.judgement().verdict() != Verdict.CONFIRMED)
                .forEach(d -> values.merge(d.resource(), -1, Integer::sum));
        cells.forEach((resource, cell) ->
                assertThat(cell.value.get()).as(resource).isEqualTo(values.getOrDefault(resource, 0)));
    }

    private List<Decision> changes() {
        return all.values().stream()
                .filter(d -> d.isDone() && d.judgement() == null)
                .filter(d -> d.action().startsWith("tune") || d.action().startsWith("write"))
                .toList();
    }

    /** Notices whether it is run twice at once. */
    private final class Cell implements Actuator {
        private final String resource;
        private final AtomicInteger value = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();

        Cell(String resource) {
            this.resource = resource;
        }

        @Override
        public boolean compareAndSet(String expected, String next) {
            if (inside.incrementAndGet() > 1) {
                overlaps.add(resource);
            }
            Thread.onSpinWait();
            boolean set = value.compareAndSet(Integer.parseInt(expected), Integer.parseInt(next));
            inside.decrementAndGet();
            return set;
        }
    }
}

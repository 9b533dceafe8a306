package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Await;
import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import dev.heal.journal.Journal;
import dev.heal.safety.Ruling.Reason;
import dev.heal.safety.SafetyGateTest.Cell;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The gate where everything around it is dead, hangs or lies. */
final class BrokenRuntimeTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Journal journal = new Journal();
    private final Cell cell = new Cell("10");
    private final ScheduledExecutorService dead = Executors.newSingleThreadScheduledExecutor();
    private Instant wall = Instant.EPOCH;

    @Test
    void theKillSwitchWorksWithEverythingElseDown() throws Exception {
        try (SafetyGate gate = deadGate()) {
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Thread holder = new Thread(() -> holdLock(gate, locked, release), "holds the gate's lock");
            holder.start();
            locked.await();
            CountDownLatch never = new CountDownLatch(1);
            journal.listen(d -> awaitForever(never));
            Thread person = new Thread(() -> gate.stop("ada", ""), "person");
            try {
                person.start();
                // the journal hangs in its listener, so stop() does not return: it works all the same
                Await.until("the kill switch is on", gate::isStopped);
                Situation seen = new Situation(Mode.ENFORCE, gate.isStopped(), false, false, 0);
                Proposal open = Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11");
                assertThat(GatePolicy.protect(open, seen).suppressedBy()).isEqualTo(Reason.KILL_SWITCH);
                assertThat(cell.value).isEqualTo("10");
            } finally {
                never.countDown();
                release.countDown();
                person.join();
                holder.join();
            }
            assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.KILL_SWITCH);
        }
    }

    @Test
    void protectionTakesNoLockOfTheGate() throws Exception {
        try (SafetyGate gate = deadGate()) {
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Thread holder = new Thread(() -> holdLock(gate, locked, release), "holds the gate's lock");
            holder.start();
            locked.await();
            Proposal open = Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11");
            assertThat(gate.propose(open, cell).isEnforced()).isTrue();
            gate.stop("ada", "deploy");
            assertThat(gate.propose(open, cell).suppressedBy()).isEqualTo(Reason.KILL_SWITCH);
            release.countDown();
            holder.join();
        }
    }

    @Test
    void aDeadTimerDemotesTheGateAndIsSaidSo() {
        try (SafetyGate gate = deadGate()) {
            assertThat(gate.propose(Proposals.tune("db0"), new Cell("10")).isEnforced())
                    .isTrue();
            pass(Duration.ofSeconds(6));
            Ruling ruling = gate.propose(Proposals.tune("db1"), cell);
            assertThat(ruling).isEqualTo(new Ruling(Mode.SUGGEST, Reason.WATCHDOG, "12"));
            assertThat(sentences())
                    .contains("heal: distrust own timer, as set to suggest, because of no tick for 6 s in heal (timer)")
                    .anyMatch(s -> s.startsWith("db1: suggested, not done (watchdog): raise limit, 10 to 12,"));
            assertThat(gate.propose(Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11"), cell)
                            .isEnforced())
                    .as("protection goes on")
                    .isTrue();
        }
    }

    @Test
    void whoProposesDoesTheWorkOfADeadTimer() {
        try (SafetyGate gate = deadGate()) {
            gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
            gate.override(new ManualOverride("cache", "*", "ada", "deploy", Duration.ofMinutes(1)));
            pass(Duration.ofSeconds(301));
            gate.propose(Proposals.tune("other"), new Cell("10"));
            assertThat(cell.value).as("judged and taken back").isEqualTo("10");
            assertThat(sentences()).anyMatch(s -> s.startsWith("cache: release everything"));
        }
    }

    @Test
    void aTimerThatComesBackIsTrustedAfterTenSeconds() {
        VirtualTime time = new VirtualTime();
        HealRuntime virtual = time.runtime(1);
        AtomicLong paused = new AtomicLong();
        HealRuntime runtime = new HealRuntime(
                () -> time.nanos() + paused.get(), time, new Random(1), virtual.timer(), virtual.io(), null);
        try (SafetyGate gate = new SafetyGate(Live.of(Mode.AUTO), runtime, journal)) {
            time.advance(Duration.ofSeconds(20));
            paused.set(Duration.ofSeconds(60).toNanos());
            time.advance(Duration.ofSeconds(1));
            assertThat(gate.watchdog().lastGap()).isEqualTo(Duration.ofSeconds(60));
            assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.WATCHDOG);
            time.advance(Duration.ofSeconds(10));
            assertThat(gate.propose(Proposals.tune("cache"), cell).isEnforced()).isTrue();
            assertThat(journal.recent(9))
                    .filteredOn(d -> d.resource().equals("heal"))
                    .extracting(Decision::action)
                    .containsExactly("notice", "distrust own timer", "trust own timer");
        }
    }

    @Test
    void anOverrideEndsByTheMonotonicClockWhateverTheWallClockSays() {
        try (SafetyGate gate = deadGate()) {
            gate.override(new ManualOverride("db", "*", "ada", "deploy", Duration.ofMinutes(10)));
            wall = Instant.parse("2099-01-01T00:00:00Z");
            assertThat(gate.overrides()).hasSize(1);
            wall = Instant.MIN.plusSeconds(1);
            pass(Duration.ofMinutes(10).minusNanos(1));
            assertThat(gate.overrides()).hasSize(1);
            pass(Duration.ofNanos(1));
            assertThat(gate.overrides()).isEmpty();
        }
    }

    @Test
    void anIoExecutorThatTakesNothingIsAReasonNotAnError() {
        HealRuntime runtime = runtime(dead);
        dead.shutdownNow();
        try (SafetyGate gate = new SafetyGate(Live.of(Mode.ENFORCE), runtime, journal)) {
            Proposal write = Proposals.text(ActionClass.REACH_OUT, "write", "file", "10", "11");
            assertThat(gate.propose(write, cell).suppressedBy()).isEqualTo(Reason.FAILED);
            assertThat(sentences())
                    .anyMatch(s ->
                            s.startsWith("file: not done (failed: the io executor takes no more): write, 10 to 11,"));
            assertThat(gate.propose(Proposals.text(ActionClass.TUNE, "tune", "file", "10", "11"), cell)
                            .isEnforced())
                    .as("nothing is left in progress")
                    .isTrue();
        }
    }

    @Test
    void aGateThatFailsItselfChangesNothingAndThrowsNothing() {
        Random broken = new Random() {
            @Override
            public double nextDouble() {
                throw new IllegalStateException("no entropy");
            }
        };
        HealRuntime runtime = new HealRuntime(nanos::get, () -> wall, broken, dead, dead, null);
        try (SafetyGate gate = new SafetyGate(Live.of(Mode.ENFORCE), runtime, journal)) {
            assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.FAILED);
            assertThat(cell.value).isEqualTo("10");
            assertThat(gate.propose(Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11"), cell)
                            .isEnforced())
                    .isTrue();
        } finally {
            dead.shutdownNow();
        }
    }

    /** A gate whose timer and io are shut down. */
    private SafetyGate deadGate() {
        dead.shutdownNow();
        return new SafetyGate(Live.of(Mode.AUTO), runtime(dead), journal);
    }

    private HealRuntime runtime(ScheduledExecutorService executor) {
        ExecutorService io = executor;
        return new HealRuntime(nanos::get, () -> wall, new Random(1), executor, io, null);
    }

    private void pass(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    private List<String> sentences() {
        return journal.recent(512).stream().map(Decision::sentence).toList();
    }

    private static void holdLock(SafetyGate gate, CountDownLatch locked, CountDownLatch release) {
        synchronized (gate.enforcer().lock) {
            locked.countDown();
            awaitForever(release);
        }
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            boolean unused = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

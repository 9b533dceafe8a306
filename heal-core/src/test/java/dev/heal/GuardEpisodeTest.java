package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.journal.Decision;
import dev.heal.safety.ManualOverride;
import dev.heal.settings.Mode;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the journal says of trouble that callers see little of. */
final class GuardEpisodeTest {

    /** Not repeated for an unsafe call. */
    private final Fault passing = Fault.of(Kind.TRANSIENT, Phase.MAYBE_APPLIED);

    private final Bench bench = new Bench(new GuardSettings());
    private final Guard guard = bench.guard;

    @Test
    void troubleThatRetriesHideIsNoticedAndSummedUp() throws Exception {
        steady(1_000);
        AtomicInteger tries = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            // every third try fails, every call comes back well
            guard.run(Effect.READ, () -> {
                if (tries.getAndIncrement() % 3 == 0) {
                    throw Fault.passing();
                }
            });
        }
        assertThat(guard.counts().failed()).isZero();
        assertThat(sentences()).hasSize(1);
        assertThat(sentences().get(0))
                .startsWith("db: notice, healthy to failing, because of transient F42 in db (client); failurePercent ")
                .contains("failures ", "tries ", "usualPercent 0.");
        assertThat(guard.explain()).contains("; trouble for ", "mostly transient F42");

        steady(1_000);

        assertThat(sentences()).hasSize(2);
        Decision summary = notices().get(1);
        assertThat(summary.sentence()).startsWith("db: notice, failing to healthy, because of transient F42 in db");
        assertThat(summary.evidence()).containsEntry("failedCalls", 0.0).containsEntry("refused", 0.0);
        assertThat(summary.evidence().get("retries"))
                .isEqualTo(summary.evidence().get("failures"));
        assertThat(summary.evidence().get("lastedMillis")).isPositive();
        assertThat(guard.explain()).doesNotContain("trouble");
        assertThat(bench.time.pending()).as("no timer while all is well").isZero();
    }

    @Test
    void aHealthyGuardHasNoTimer() throws Exception {
        steady(100);
        fail(passing);
        fail(passing);
        steady(100);
        assertThat(bench.time.pending()).isZero();
        assertThat(notices()).isEmpty();
    }

    @Test
    void whatSaysNothingOfTheBackendIsNoTrouble() {
        for (int i = 0; i < 100; i++) {
            fail(Fault.of(Kind.LOCK, Phase.NOT_APPLIED));
            fail(Fault.of(Kind.PERMANENT, Phase.NOT_APPLIED));
        }
        assertThat(notices()).isEmpty();
    }

    @Test
    void anEmptyPoolIsTroubleOfThePool() {
        for (int i = 0; i < 3; i++) {
            fail(Fault.of(Kind.EXHAUSTED, Phase.NOT_SENT));
        }
        assertThat(notices())
                .singleElement()
                .satisfies(d -> assertThat(d.cause()).isEqualTo(new Decision.Cause("db", "exhausted F42", "pool")));
    }

    @Test
    void aFailureInsideACallCountsOnce() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> guard.run(
                            Effect.UNSAFE,
                            () -> guard.run(Effect.UNSAFE, () -> {
                                throw passing;
                            })))
                    .isInstanceOf(Fault.class);
            assertThatThrownBy(() -> guard.run(Effect.UNSAFE, () -> {
                        Failure unused = guard.observe(passing, 1);
                        throw passing;
                    }))
                    .isInstanceOf(Fault.class);
            assertThat(notices()).hasSize(i);
        }
        assertThat(notices().get(0).evidence()).containsEntry("failures", 3.0);
    }

    @Test
    void aCallAMinuteIsEnough() throws Exception {
        for (int i = 0; i < 60; i++) {
            steadyEvery(Duration.ofMinutes(1), 1);
        }
        for (int i = 0; i < 3; i++) {
            bench.time.advance(Duration.ofMinutes(1));
            fail(passing);
        }
        assertThat(notices()).hasSize(1);
        steadyEvery(Duration.ofMinutes(1), 2);
        assertThat(notices()).hasSize(1);
        steadyEvery(Duration.ofMinutes(1), 2);
        assertThat(notices()).hasSize(2);
    }

    @Test
    void aProbeThatShutsBeginsAndTheEndWaitsForTheBreaker() throws Exception {
        Guard.Hold hold = guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08001"), new Exception("gone"));
        assertThat(bench.journal.recent("db", 10)).extracting(Decision::action).containsExactly("notice", "open");
        for (int i = 0; i < 10; i++) {
            bench.time.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> guard.run(Effect.READ, () -> {})).isInstanceOf(CallRefusedException.class);
        }
        assertThat(notices()).hasSize(1);
        hold.release();
        steady(20);
        assertThat(notices()).hasSize(2);
        assertThat(notices().get(1).evidence()).containsEntry("refused", 10.0).containsEntry("failures", 1.0);
    }

    @Test
    void closingHealEndsWhatRuns() {
        Heal heal = new Heal(SettingsSource.defaults(), bench.runtime);
        Guard closing = heal.guard("db");
        for (int i = 0; i < 4; i++) {
            closing.observe(new SocketTimeoutException("late"), 1);
        }
        heal.close();
        assertThat(heal.journal().recent("db", 10)).extracting(Decision::to).containsExactly("failing", "unknown");
        assertThat(bench.time.pending()).as("its timer is gone at once").isZero();
    }

    @Test
    void noticingIsDoneInEveryMode() {
        LiveBox<Heal.Options> options = new LiveBox<>(new Heal.Options(Mode.OBSERVE, ""));
        Guard watched = GuardModeTest.guard(options, bench).classifying(Fault.CLASSIFIER);
        for (int i = 0; i < 3; i++) {
            watched.observe(Fault.passing(), 1);
        }
        assertThat(watched.journal().recent("vectors", 10)).singleElement().matches(Decision::isDone);
    }

    @Test
    void aTimeOutOfACallThatSawAPauseIsNoEvidence() {
        StandingProcess paused = new StandingProcess(bench);
        try (Heal heal = paused.heal()) {
            Guard late = heal.guard("db");
            bench.time.advance(Duration.ofSeconds(10));
            List<Attempt> inFlight =
                    List.of(late.begin(Effect.UNSAFE), late.begin(Effect.UNSAFE), late.begin(Effect.UNSAFE));
            paused.pause(Duration.ofSeconds(30));
            for (Attempt attempt : inFlight) {
                assertThat(attempt.failure(new SocketTimeoutException("late"))).isEmpty();
                Failure told = late.observe(
                        new SocketTimeoutException("late"),
                        Duration.ofSeconds(30).toNanos());
                assertThat(told).as("what it means is told all the same").isNotNull();
            }
            assertThat(late.counts().failed()).isEqualTo(3);
            assertThat(late.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
            assertThat(heal.journal().recent("db", 10)).isEmpty();
            assertThat(late.explain()).doesNotContain("last failure");

            bench.time.advance(Duration.ofSeconds(1));
            assertThat(heal.journal().recent("heal", 10).get(0).sentence())
                    .isEqualTo(
                            "heal: notice, paused to running, because of paused in process (process); pausedMillis 30000");
            late.begin(Effect.UNSAFE).failure(new SocketTimeoutException("a new one"));
            assertThat(late.breaker().getMetrics().getNumberOfBufferedCalls()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatBrokeOverAPauseIsEvidenceAndSoIsWhatBeganAfterIt() {
        StandingProcess paused = new StandingProcess(bench);
        try (Heal heal = paused.heal()) {
            Guard late = heal.guard("db");
            bench.time.advance(Duration.ofSeconds(10));
            Attempt broken = late.begin(Effect.UNSAFE);
            paused.pause(Duration.ofSeconds(30));
            broken.failure(new ConnectException("reset"));
            late.begin(Effect.UNSAFE).failure(new SocketTimeoutException("begun after it, before the timer ticked"));
            assertThat(late.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
        }
    }

    @Test
    void anAsynchronousTimeOutOverAPauseIsNoEvidence() {
        StandingProcess paused = new StandingProcess(bench);
        try (Heal heal = paused.heal()) {
            Guard late = heal.guard("db");
            bench.time.advance(Duration.ofSeconds(10));
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<String> result = late.callAsync(Effect.UNSAFE, deadline -> stage);
            paused.pause(Duration.ofSeconds(3));
            stage.completeExceptionally(new SocketTimeoutException("late"));
            assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class);
            assertThat(late.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
        }
    }

    @Test
    void anOverrideDoesNotStopTheNotice() {
        try (Heal heal = new Heal(SettingsSource.defaults(), bench.runtime)) {
            heal.safety().override(new ManualOverride("db", "*", "Ada", "load test", Duration.ofHours(1)));
            for (int i = 0; i < 3; i++) {
                heal.guard("db").observe(new SocketTimeoutException("late"), 1);
            }
            assertThat(heal.journal().recent("db", 10))
                    .extracting(Decision::action)
                    .contains("notice");
        }
    }

    private void steady(int calls) throws Exception {
        steadyEvery(Duration.ofMillis(16), calls);
        bench.time.advance(Duration.ofSeconds(1));
    }

    private void steadyEvery(Duration pause, int calls) throws Exception {
        for (int i = 0; i < calls; i++) {
            bench.time.advance(pause);
            guard.run(Effect.READ, () -> {});
        }
    }

    private void fail(Exception failure) {
        assertThatThrownBy(() -> guard.run(Effect.UNSAFE, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private List<Decision> notices() {
        return bench.journal.recent("db", 512).stream()
                .filter(d -> d.action().equals("notice"))
                .toList();
    }

    private List<String> sentences() {
        return notices().stream().map(Decision::sentence).toList();
    }

    /** A process that stands still while the clock goes on: its timer sleeps through it. */
    private static final class StandingProcess {
        private final Bench bench;
        private long offNanos;

        StandingProcess(Bench bench) {
            this.bench = bench;
        }

        void pause(Duration length) {
            offNanos += length.toNanos();
        }

        Heal heal() {
            return new Heal(
                    SettingsSource.defaults(),
                    new HealRuntime(
                            () -> bench.time.nanos() + offNanos,
                            bench.time,
                            bench.runtime.random(),
                            bench.runtime.timer(),
                            bench.runtime.io(),
                            null));
        }
    }
}

package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery;
import dev.heal.failure.Recovery.Step;
import dev.heal.journal.Decision;
import dev.heal.retry.RetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of recovery: who takes them, when, and how often. */
final class GuardHealersTest {

    private final Bench bench = new Bench(Bench.with(
            new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 2),
            new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1))));
    private final List<String> taken = new ArrayList<>();

    @Test
    void aStepIsTakenOffTheCallersThread() {
        registers(Step.EVICT);
        fails(Kind.CONNECTION_DEAD);
        assertThat(taken).as("not by the caller").isEmpty();
        bench.time.runDue();
        assertThat(taken).containsExactly("EVICT at 0 s");
    }

    @Test
    void theStepsOfARowAreTakenInItsOrder() {
        registers(Step.RE_RESOLVE);
        registers(Step.EVICT_ALL);
        fails(Kind.FAILOVER);
        bench.time.runDue();
        assertThat(taken).containsExactly("EVICT_ALL at 0 s", "RE_RESOLVE at 0 s");
    }

    @Test
    void whatNobodyCanDoIsPassedOver() {
        fails(Kind.FAILOVER);
        registers(Step.SWAP);
        fails(Kind.FAILOVER);
        fails(Kind.PERMANENT);
        bench.time.runDue();
        assertThat(taken).isEmpty();
        assertThat(bench.journal.recent(10)).isEmpty();
    }

    @Test
    void itIsTakenAtOnceAndThenAtADoublingPace() {
        registers(Step.EVICT);
        for (int half = 0; half < 280; half++) {
            fails(Kind.CONNECTION_DEAD);
            bench.time.advance(Duration.ofMillis(500));
        }
        assertThat(taken)
                .containsExactly(
                        "EVICT at 0 s",
                        "EVICT at 1 s",
                        "EVICT at 3 s",
                        "EVICT at 7 s",
                        "EVICT at 15 s",
                        "EVICT at 31 s",
                        "EVICT at 61 s",
                        "EVICT at 91 s",
                        "EVICT at 121 s");
    }

    @Test
    void aQuietMinuteStartsThePaceAnew() {
        registers(Step.EVICT);
        failsAt(0, 1, 3, 7, 15);
        failsAt(15 + 60, 15 + 61, 15 + 62, 15 + 63);
        assertThat(taken)
                .containsExactly(
                        "EVICT at 0 s",
                        "EVICT at 1 s",
                        "EVICT at 3 s",
                        "EVICT at 7 s",
                        "EVICT at 15 s",
                        "EVICT at 75 s",
                        "EVICT at 76 s",
                        "EVICT at 78 s");
    }

    @Test
    void aMinuteWithFailuresIsNotQuietThoughNoStepWasTaken() {
        registers(Step.EVICT);
        failsAt(0, 1, 3, 7, 15);
        failsAt(30, 80, 81, 100, 109, 110);
        assertThat(taken).endsWith("EVICT at 15 s", "EVICT at 80 s", "EVICT at 110 s");
    }

    @Test
    void eachStepHasAPaceOfItsOwn() {
        registers(Step.EVICT);
        registers(Step.EVICT_ALL);
        failsAt(0);
        fails(Kind.FAILOVER);
        bench.time.runDue();
        assertThat(taken).containsExactly("EVICT at 0 s", "EVICT_ALL at 0 s");
    }

    @Test
    void aSecondRegistrationReplacesTheFirst() {
        registers(Step.EVICT);
        bench.guard.heals(Step.EVICT, "evicted otherwise", () -> taken.add("otherwise"));
        failsAt(0);
        assertThat(taken).containsExactly("otherwise");
    }

    @Test
    void anActionThatThrowsIsTakenAgainLater() {
        bench.guard.heals(Step.EVICT, "connection evicted", () -> {
            taken.add("tried");
            throw new IllegalStateException("cannot");
        });
        failsAt(0, 1);
        assertThat(taken).hasSize(2);
    }

    @Test
    void anExecutorThatTakesNoMoreIsNotJournaled() {
        registers(Step.EVICT);
        bench.runtime.io().shutdown();
        fails(Kind.CONNECTION_DEAD);
        assertThat(taken).isEmpty();
        assertThat(bench.journal.recent(10)).isEmpty();
    }

    @Test
    void theTableOfTheViewDecides() {
        registers(Step.SHED);
        Guard view = bench.guard.recovering(Recovery.standard().with(Kind.LOCK, Step.SHED));
        assertThatThrownBy(() -> view.run(Effect.READ, () -> {
                    throw Fault.of(Kind.LOCK, Phase.NOT_APPLIED);
                }))
                .isInstanceOf(Fault.class);
        fails(Kind.LOCK);
        bench.time.runDue();
        assertThat(taken).containsExactly("SHED at 0 s");
    }

    @Test
    void aFailureInsideACallCallsForHealingOnce() {
        registers(Step.EVICT);
        assertThatThrownBy(() -> bench.guard.run(
                        Effect.READ,
                        () -> bench.guard.run(Effect.READ, () -> {
                            bench.time.advance(Duration.ofSeconds(2));
                            throw Fault.of(Kind.CONNECTION_DEAD, Phase.NOT_SENT);
                        })))
                .isInstanceOf(Fault.class);
        bench.time.runDue();
        assertThat(taken).containsExactly("EVICT at 2 s");
    }

    @Test
    void itIsJournaledWithItsCause() {
        bench.guard.heals(Step.EVICT_ALL, "all pooled connections evicted", () -> {});
        fails(Kind.FAILOVER);
        assertThat(bench.journal.recent(10).stream().map(Decision::sentence))
                .containsExactly("db: evict-all, kept to all pooled connections evicted,"
                        + " because of failover F42 in db (client)");
    }

    private void registers(Step step) {
        bench.guard.heals(
                step, step + " done", () -> taken.add(step + " at " + bench.time.nanos() / 1_000_000_000 + " s"));
    }

    private void failsAt(int... seconds) {
        for (int second : seconds) {
            bench.time.advance(Duration.ofNanos(second * 1_000_000_000L - bench.time.nanos()));
            fails(Kind.CONNECTION_DEAD);
            bench.time.runDue();
        }
    }

    private void fails(Kind kind) {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    throw Fault.of(kind, Phase.NOT_APPLIED);
                }))
                .isInstanceOf(Fault.class);
    }
}

package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A call inside a call on a guard of the same name. */
final class GuardNestingTest {

    private final Bench bench = new Bench(Bench.SMALL);
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void onlyTheOuterCallRepeats() {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, this::inner)).isInstanceOf(Fault.class);

        assertThat(tries).as("3 tries, not 9").hasValue(3);
        assertThat(bench.guard.counts().retries()).isEqualTo(2);
    }

    @Test
    void oneFailureIsOnePieceOfEvidence() {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, this::inner)).isInstanceOf(Fault.class);

        assertThat(bench.guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
    }

    @Test
    void theVerdictOfTheInnerCallHoldsForTheOuterOneEvenIfItWraps() {
        Guard outer = bench.guard.classifying(thrown -> {
            throw new AssertionError("the inner call has judged");
        });

        assertThatThrownBy(() -> outer.run(Effect.READ, () -> {
                    try {
                        inner();
                    } catch (Fault fault) {
                        throw new IllegalStateException("wrapped by the host", fault);
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(Fault.class);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aFailureThatTheOuterCallMadeGoodIsNoFailure() throws Exception {
        bench.guard.run(Effect.READ, () -> {
            try {
                inner();
            } catch (Fault ignored) {
                tries.incrementAndGet();
            }
        });

        assertThat(tries).hasValue(2);
        assertThat(bench.guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(bench.guard.breaker().getMetrics().getNumberOfSuccessfulCalls())
                .isEqualTo(1);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void aProbeMayCallThroughTheGuardOnceMore() throws Exception {
        bench.tripAndWait();
        Attempt otherProbe = bench.guard.begin(Effect.READ);

        bench.guard.run(Effect.READ, () -> bench.guard.run(Effect.READ, tries::incrementAndGet));

        assertThat(tries).hasValue(1);
        assertThat(bench.guard.counts().refused()).isZero();
        otherProbe.success();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aCallInsideAnAsynchronousOneIsInsideToo() {
        bench.tripAndWait();
        Attempt otherProbe = bench.guard.begin(Effect.READ);

        CompletableFuture<Integer> result = bench.guard.callAsync(
                Effect.READ,
                deadline -> CompletableFuture.completedFuture(
                        bench.guard.<Integer, RuntimeException>call(Effect.READ, tries::incrementAndGet)));

        assertThat(result).isCompletedWithValue(1);
        otherProbe.success();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aCallAfterTheOuterOneIsAnOuterOneAgain() {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, this::inner)).isInstanceOf(Fault.class);
        tries.set(0);
        Bench fresh = new Bench(Bench.SMALL);
        assertThatThrownBy(() -> fresh.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(3);
    }

    @Test
    void guardsOfDifferentNamesDoNotKnowEachOther() {
        GuardSettings patient =
                Bench.with(new BreakerSettings(50, 100, 100, Duration.ofSeconds(1), 2), Bench.SMALL.retry());
        Bench outside = new Bench(patient);
        Bench inside = new Bench(patient);

        assertThatThrownBy(() -> outside.guard.run(
                        Effect.READ,
                        () -> inside.guard.run(Effect.READ, () -> {
                            tries.incrementAndGet();
                            throw Fault.passing();
                        })))
                .isInstanceOf(Fault.class);

        assertThat(tries).hasValue(9);
    }

    private void inner() throws Fault {
        bench.guard.run(Effect.READ, () -> {
            tries.incrementAndGet();
            throw Fault.passing();
        });
    }
}

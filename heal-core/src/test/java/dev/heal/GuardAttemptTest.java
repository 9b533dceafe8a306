package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Calls that are made in some other way, step by step. */
final class GuardAttemptTest {

    private final Bench bench = new Bench(Bench.SMALL);

    @Test
    void successEndsItAndCountsOnce() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        attempt.success();
        attempt.success();
        attempt.abandon();

        assertThat(attempt.failure(Fault.passing())).isEmpty();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 0));
        assertThat(bench.guard.breaker().getMetrics().getNumberOfBufferedCalls())
                .isEqualTo(1);
    }

    @Test
    void aFailureThatMayPassAsksForAnotherTryOnTheSameAttempt() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        OptionalLong first = attempt.failure(Fault.passing());
        OptionalLong second = attempt.failure(Fault.passing());
        OptionalLong third = attempt.failure(Fault.passing());

        assertThat(first.orElseThrow()).isBetween(1_000_000L, 100_000_000L);
        assertThat(second.orElseThrow()).isBetween(1_000_000L, 200_000_000L);
        assertThat(third).as("three tries in all").isEmpty();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 2));
        attempt.success();
        assertThat(bench.guard.counts().succeeded()).as("after the end").isZero();
    }

    @Test
    void abandoningBetweenTwoTriesEndsItWithoutAnOutcome() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        assertThat(attempt.failure(Fault.passing())).isPresent();
        attempt.abandon();
        attempt.abandon();

        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 1));
    }

    @Test
    void abandoningAProbeGivesItsPlaceBackOnce() {
        bench.tripAndWait();
        Attempt one = bench.guard.begin(Effect.READ);
        Attempt two = bench.guard.begin(Effect.READ);
        one.abandon();
        one.abandon();
        Attempt three = bench.guard.begin(Effect.READ);
        assertThat(bench.guard.breaker().tryAcquirePermission())
                .as("a fourth place")
                .isFalse();
        two.success();
        three.success();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void abandoningACallFromBeforeTheTripLetsNoMoreProbesThrough() {
        Attempt old = bench.guard.begin(Effect.READ);
        bench.tripAndWait();
        bench.guard.begin(Effect.READ);
        Attempt probe = bench.guard.begin(Effect.READ);

        old.abandon();

        assertThat(bench.guard.breaker().tryAcquirePermission())
                .as("a third place")
                .isFalse();
        probe.abandon();
        assertThat(bench.guard.breaker().tryAcquirePermission()).isTrue();
    }

    @Test
    void anOutcomelessThrowableEndsItAsAbandoned() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        assertThat(attempt.failure(new CancellationException())).isEmpty();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void itsDeadlineRunsFromTheBeginning() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        bench.time.advance(Duration.ofSeconds(4));
        assertThat(attempt.deadline().remaining()).isEqualTo(Duration.ofSeconds(6));
        bench.time.advance(Duration.ofSeconds(6));
        assertThat(attempt.failure(Fault.passing())).as("nothing is left").isEmpty();
    }

    @Test
    void theDurationOfATryDoesNotIncludeTheWaitBeforeIt() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        long[] durations = new long[2];
        bench.guard
                .breaker()
                .getEventPublisher()
                .onError(e -> durations[0] = e.getElapsedDuration().toMillis());
        bench.guard
                .breaker()
                .getEventPublisher()
                .onSuccess(e -> durations[1] = e.getElapsedDuration().toMillis());
        bench.time.advance(Duration.ofMillis(30));
        long wait = attempt.failure(Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofSeconds(2)))
                .orElseThrow();
        bench.time.advance(Duration.ofNanos(wait).plusMillis(5));
        attempt.success();

        assertThat(durations).containsExactly(30, 5);
    }

    @Test
    void attemptsOfOneThreadAreIndependent() {
        Attempt one = bench.guard.begin(Effect.READ);
        Attempt two = bench.guard.begin(Effect.READ);
        two.success();
        assertThat(one.failure(Fault.passing())).isPresent();
        one.success();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(2, 2, 0, 0, 0, 1));
    }
}

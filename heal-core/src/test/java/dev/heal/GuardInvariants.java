package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.OptionalLong;

/** What holds after every step, whatever happened before: its own books, kept next to those of the guard. */
final class GuardInvariants {

    private final Bench bench;
    private long begun;
    private long succeeded;
    private long failed;
    private long abandoned;
    private long refused;
    private long retries;
    private long inProgress;

    GuardInvariants(Bench bench) {
        this.bench = bench;
    }

    void begun() {
        begun++;
        inProgress++;
        check();
    }

    void refused(CallRefusedException refusal, State before) {
        refused++;
        assertThat(before).isIn(State.OPEN, State.HALF_OPEN);
        assertThat(refusal.retryAfter())
                .isBetween(
                        java.time.Duration.ZERO,
                        bench.settings.get().breaker().waitOpen().plusNanos(1));
        check();
    }

    void succeeded() {
        succeeded++;
        inProgress--;
        check();
    }

    void abandoned() {
        abandoned++;
        inProgress--;
        check();
    }

    /** A failure was reported; {@code tries} counts the tries made so far, this one included. */
    void failed(Effect effect, Failure failure, int tries, long remainingNanos, OptionalLong wait) {
        if (wait.isEmpty()) {
            failed++;
            inProgress--;
            check();
            return;
        }
        retries++;
        GuardSettings settings = bench.settings.get();
        assertThat(tries).isLessThan(settings.retry().maxAttempts());
        assertThat(failure.kind().isPassing()).isTrue();
        assertThat(effect == Effect.UNSAFE && failure.phase() == Failure.Phase.MAYBE_APPLIED)
                .as("an unsafe call that may have been applied is repeated")
                .isFalse();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        long hint = failure.retryAfter() == null ? 0 : failure.retryAfter().toNanos();
        assertThat(wait.getAsLong())
                .isPositive()
                .isGreaterThanOrEqualTo(hint)
                .isLessThan(remainingNanos)
                .isLessThanOrEqualTo(Math.max(hint, settings.retry().maxWait().toNanos()));
        check();
    }

    private void check() {
        Guard.Counts counts = bench.guard.counts();
        assertThat(counts).isEqualTo(new Guard.Counts(begun, succeeded, failed, refused, abandoned, retries));
        assertThat(counts.calls() - counts.succeeded() - counts.failed() - counts.abandoned())
                .isEqualTo(inProgress)
                .isNotNegative();
        assertThat(bench.guard.core().counts().inProgress()).isEqualTo(inProgress);
        var metrics = bench.guard.breaker().getMetrics();
        var breaker = bench.settings.get().breaker();
        assertThat(metrics.getNumberOfBufferedCalls())
                .isLessThanOrEqualTo(
                        bench.state() == State.CLOSED
                                ? breaker.window()
                                : Math.max(breaker.probes(), breaker.window()));
    }
}

package dev.heal;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.FailureClassifier;
import dev.heal.time.Deadline;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call through a guard, from its first try to its end. */
final class GuardAttempt implements Attempt {

    private final GuardCore core;
    private final Effect effect;
    private final FailureClassifier classifier;
    private final Deadline deadline;
    private final CircuitBreaker breaker;
    private final @Nullable CallScope outer;
    private final CallScope scope = new CallScope();
    private final boolean probe;

    private Retry.@Nullable AsyncContext<Object> tries;
    private long startNanos;
    private boolean ended;

    GuardAttempt(
            GuardCore core,
            Effect effect,
            FailureClassifier classifier,
            Deadline deadline,
            CircuitBreaker breaker,
            @Nullable CallScope outer) {
        this.core = core;
        this.effect = effect;
        this.classifier = classifier;
        this.deadline = deadline;
        this.breaker = breaker;
        this.outer = outer;
        this.probe = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        this.startNanos = core.runtime().ticker().nanos();
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    CallScope scope() {
        return scope;
    }

    @Override
    public void success() {
        if (ended) {
            return;
        }
        if (outer == null) {
            breaker.onSuccess(elapsedNanos(), TimeUnit.NANOSECONDS);
        }
        if (tries != null) {
            tries.onComplete();
        }
        end(GuardCore.Ending.SUCCEEDED);
    }

    @Override
    public OptionalLong failure(Throwable thrown) {
        if (ended) {
            return OptionalLong.empty();
        }
        if (isNoOutcome(thrown)) {
            abandon();
            return OptionalLong.empty();
        }
        Failure failure = judge(thrown);
        OptionalLong wait = outer == null ? waitFor(failure, thrown) : OptionalLong.empty();
        if (wait.isEmpty()) {
            end(GuardCore.Ending.FAILED);
        } else {
            core.countRetry();
            startNanos = core.runtime().ticker().nanos() + wait.getAsLong();
        }
        return wait;
    }

    @Override
    public void abandon() {
        if (!ended) {
            releasePermission();
            end(GuardCore.Ending.ABANDONED);
        }
    }

    /** Classifies the failure, and tells the breaker unless a call inside this one has done so. */
    private Failure judge(Throwable thrown) {
        Failure inner = scope.verdictOn(thrown);
        Failure failure = inner != null ? inner : core.classify(classifier, thrown);
        if (inner == null && failure.kind().isEvidence()) {
            core.saw(failure);
        }
        if (outer != null) {
            // the outer call reports to the breaker: it holds the permission
            outer.judged(thrown, failure);
        } else if (failure.kind().isEvidence()) {
            breaker.onError(elapsedNanos(), TimeUnit.NANOSECONDS, thrown);
        } else {
            releasePermission();
        }
        return failure;
    }

    /** How long to wait before the next try, if there is to be one; takes the breaker's permission for it. */
    private OptionalLong waitFor(Failure failure, Throwable thrown) {
        if (!failure.kind().isPassing() || !effect.mayRepeatAfter(failure.phase()) || !isHealthy()) {
            return OptionalLong.empty();
        }
        if (tries == null) {
            tries = core.retry().asyncContext();
        }
        long millis = tries.onError(thrown);
        if (millis < 0) {
            return OptionalLong.empty();
        }
        long wait = TimeUnit.MILLISECONDS.toNanos(millis);
        Duration hint = failure.retryAfter();
        if (hint != null) {
            // compared as durations: a hint of centuries does not fit into nanoseconds
            if (hint.compareTo(deadline.remaining()) >= 0) {
                return OptionalLong.empty();
            }
            wait = Math.max(wait, hint.toNanos());
        }
        if (wait >= deadline.remainingNanos() || !breaker.tryAcquirePermission()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(wait);
    }

    /** A backend that is being tried out, or refused, gets no retries on top. */
    private boolean isHealthy() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, HALF_OPEN, FORCED_OPEN -> false;
        };
    }

    private void releasePermission() {
        // one from before the trip is not a probe's: handed back now, it would let one call too many through
        boolean fromBefore = !probe && breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        if (outer == null && !fromBefore) {
            breaker.releasePermission();
        }
    }

    private void end(GuardCore.Ending ending) {
        ended = true;
        if (outer == null) {
            core.count(ending);
        }
    }

    private long elapsedNanos() {
        return Math.max(0, core.runtime().ticker().nanos() - startNanos);
    }

    /** Errors, interruption, cancellation and refusals say nothing about the backend. */
    private static boolean isNoOutcome(Throwable thrown) {
        return thrown instanceof Error
                || thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof CallRefusedException
                // a wrapper that has to speak its own language, as JDBC does
                || thrown.getCause() instanceof CallRefusedException;
    }
}

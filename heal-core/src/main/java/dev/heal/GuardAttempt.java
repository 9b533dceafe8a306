package dev.heal;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
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
    private final Reading reading;
    private final Deadline deadline;
    private final Entry entry;

    private Retry.@Nullable AsyncContext<Object> tries;
    private @Nullable Throwable judged;
    private @Nullable Failure verdict;
    private long startNanos;
    private boolean ended;

    /** How the call came in: its standing, the breaker that let it, and when its first try began. */
    record Entry(Admission admission, CircuitBreaker breaker, long startNanos) {}

    GuardAttempt(GuardCore core, Effect effect, Reading reading, Deadline deadline, Entry entry) {
        this.core = core;
        this.effect = effect;
        this.reading = reading;
        this.deadline = deadline;
        this.entry = entry;
        this.startNanos = entry.startNanos();
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    boolean isNested() {
        return entry.admission() == Admission.NESTED;
    }

    /** Takes over what a call inside this one judged, before its thread leaves. */
    void takeVerdict(@Nullable Object[] scope) {
        CallScope.passTo(this, scope);
    }

    void judged(Throwable thrown, Failure failure) {
        judged = thrown;
        verdict = failure;
    }

    @Override
    public void success() {
        if (ended) {
            return;
        }
        ended = true;
        core.succeeded(entry.admission(), entry.breaker(), startNanos, reading.credits());
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
        OptionalLong wait = OptionalLong.empty();
        try {
            Failure failure = judge(thrown);
            wait = entry.admission() == Admission.CALL ? waitFor(failure, thrown) : OptionalLong.empty();
        } catch (RuntimeException own) {
            core.ownFailure(own);
        }
        if (wait.isEmpty()) {
            end(GuardCore.Ending.FAILED);
        } else {
            core.counts().retried();
            startNanos = core.nanos() + wait.getAsLong();
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
        Failure inner = judged == null ? null : verdictOn(thrown);
        Failure failure = inner != null ? inner : reading.of(thrown, core.name());
        boolean paused = core.isOfPause(failure, entry.startNanos());
        if (inner == null && !paused) {
            core.saw(failure, reading.recovery());
        }
        switch (entry.admission()) {
            // the outer call reports to the breaker: it holds the permission
            case NESTED -> core.judgedInside(thrown, failure);
            case SHADOW, REFUSED -> {}
            case CALL, PROBE -> {
                if (failure.kind().isEvidence() && !paused) {
                    core.tell(entry.breaker(), elapsedNanos(), thrown);
                } else {
                    releasePermission();
                }
            }
        }
        if (!isNested()) {
            core.endedWith(thrown, failure);
        }
        return failure;
    }

    /** What a call inside said of this very throwable; looked for in the causes too, as hosts wrap. */
    private @Nullable Failure verdictOn(Throwable thrown) {
        Throwable seen = thrown;
        for (int depth = 0; seen != null && depth < 8; depth++, seen = seen.getCause()) {
            if (seen == judged) {
                return verdict;
            }
        }
        return null;
    }

    /** How long to wait before the next try, if there is to be one; takes the breaker's permission for it. */
    private OptionalLong waitFor(Failure failure, Throwable thrown) {
        if (!reading.recovery().retries(failure) || !effect.mayRepeatAfter(failure.phase()) || !core.mayRetry(entry)) {
            return OptionalLong.empty();
        }
        if (tries == null) {
            tries = core.retries().ofOneCall();
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
        if (wait >= deadline.remainingNanos() || !core.retries().withdraw(failure.kind())) {
            return OptionalLong.empty();
        }
        if (!core.permits(entry.breaker())) {
            core.retries().refund();
            return OptionalLong.empty();
        }
        return OptionalLong.of(wait);
    }

    private void releasePermission() {
        try {
            switch (entry.admission()) {
                case CALL -> core.giveBack(entry.breaker());
                case PROBE -> entry.breaker().releasePermission();
                case NESTED, SHADOW, REFUSED -> {}
            }
        } catch (RuntimeException own) {
            core.ownFailure(own);
        }
    }

    private void end(GuardCore.Ending ending) {
        ended = true;
        if (!isNested()) {
            core.count(ending);
        }
    }

    private long elapsedNanos() {
        return Math.max(0, core.nanos() - startNanos);
    }

    /** Errors, interruption, cancellation and refusals say nothing about the backend. */
    static boolean isNoOutcome(Throwable thrown) {
        return thrown instanceof Error
                || thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof CallRefusedException
                // a wrapper that has to speak its own language, as JDBC does
                || thrown.getCause() instanceof CallRefusedException;
    }
}

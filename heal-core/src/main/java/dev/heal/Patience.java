package dev.heal;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.time.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a call again and again, as one that a guard would refuse or give up, until it succeeds or too much time is gone. */
final class Patience {

    /** After a failure: whoever fails has been asked. */
    private static final Pace FAILED = new Pace(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(500));

    /** After a refusal, which costs nobody anything. */
    private static final Pace REFUSED = new Pace(TimeUnit.MILLISECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(100));

    /** The last round begins so long before the end: a backend that came back during the last pause is asked. */
    private static final long LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final GuardCore core;
    private final Reading reading;
    private final Effect effect;
    private final Deadline until;

    Patience(GuardCore core, Reading reading, Effect effect, Deadline until) {
        this.core = core;
        this.reading = reading;
        this.effect = effect;
        this.until = until;
    }

    <T extends @Nullable Object, X extends Exception> T call(Guard.Call<T, X> round) throws X {
        @Nullable Object[] scope = core.scope();
        CallScope.asks(scope);
        try {
            while (true) {
                try {
                    return round.call();
                } catch (Throwable thrown) {
                    Duration asked = askedFor(thrown, CallScope.lastVerdict(scope, thrown));
                    if (asked == null || !pause(thrown instanceof CallRefusedException ? REFUSED : FAILED, asked)) {
                        throw thrown;
                    }
                }
            }
        } finally {
            CallScope.asksNoMore(scope);
        }
    }

    /** How long the other side asks to be left alone, mostly not at all; null where no wait will help. */
    private @Nullable Duration askedFor(Throwable thrown, @Nullable Failure verdict) {
        if (thrown instanceof CallRefusedException refused) {
            boolean passes = refused.guard().equals(core.name()) && refused.reason() == Reason.OPEN;
            return passes ? Duration.ZERO : null;
        } else if (GuardAttempt.isNoOutcome(thrown)) {
            return null;
        }
        // a call inside may know its client better than this view does
        Failure failure = verdict == null ? reading.of(thrown, core.name()) : verdict;
        if (!reading.recovery().retries(failure) || !effect.mayRepeatAfter(failure.phase())) {
            return null;
        }
        return failure.retryAfter() == null ? Duration.ZERO : failure.retryAfter();
    }

    /** Those who wait are many, and come back at different times. */
    private boolean pause(Pace pace, Duration asked) {
        // compared as durations: what is asked for may be centuries, which do not fit into nanoseconds
        long most = until.remainingNanos() - LAST_NANOS;
        if (most <= 0 || asked.compareTo(Duration.ofNanos(most)) >= 0) {
            return false;
        }
        double chance = core.runtime().random().nextDouble();
        long wait = Math.min(most, Math.max(pace.nanos(chance), asked.toNanos()));
        try {
            core.runtime().ticker().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Between which bounds a pause is drawn. */
    private record Pace(long shortest, long longest) {
        long nanos(double chance) {
            return shortest + (long) (chance * (longest - shortest));
        }
    }
}

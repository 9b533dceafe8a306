package dev.heal;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.time.Deadline;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a call again and again, as one that a guard would refuse or give up, until it succeeds or too much time is gone. */
final class Patience {

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

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
        while (true) {
            try {
                return round.call();
            } catch (Throwable thrown) {
                if (!isWorthWaiting(thrown) || !pause()) {
                    throw thrown;
                }
            }
        }
    }

    private boolean isWorthWaiting(Throwable thrown) {
        if (thrown instanceof CallRefusedException refused) {
            return refused.guard().equals(core.name()) && refused.reason() == Reason.OPEN;
        } else if (GuardAttempt.isNoOutcome(thrown)) {
            return false;
        }
        Failure failure = reading.of(thrown, core.name());
        return reading.recovery().retries(failure) && effect.mayRepeatAfter(failure.phase());
    }

    /** Those who wait are many, and come back at different times. */
    private boolean pause() {
        double chance = core.runtime().random().nextDouble();
        long wait = SHORTEST_NANOS + (long) (chance * (LONGEST_NANOS - SHORTEST_NANOS));
        if (wait >= until.remainingNanos()) {
            return false;
        }
        try {
            core.runtime().ticker().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.heal.jdbc;

import java.io.Serial;
import java.time.Duration;

/** Suppressed in a pool's own time-out: says that Heal's deadline made it shorter than the pool's setting, and where to change it. */
final class AcquireDeadlineNote extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    AcquireDeadlineNote(String guard, Duration ours, Duration own) {
        super(
                "data source '" + guard + "': the wait was bounded at " + ours.toMillis() + " ms by heal.guard." + guard
                        + ".deadline.jdbc-acquire, the pool's own time-out is " + own.toMillis() + " ms; set 0s to wait"
                        + " as long as the pool does",
                null,
                false,
                false);
    }
}

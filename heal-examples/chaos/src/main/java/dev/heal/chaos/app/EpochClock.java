package dev.heal.chaos.app;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Nanoseconds since 1970 that only go forward, to hold times of several JVMs of one machine against each other: the wall clock
 * read once, and the monotonic clock from there on. Safe for use by many threads.
 */
public final class EpochClock {

    private final long epoch;
    private final long origin;

    /** Reads the wall clock. */
    public EpochClock() {
        Instant now = Instant.now();
        origin = System.nanoTime();
        epoch = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** The time. */
    public long now() {
        return epoch + (System.nanoTime() - origin);
    }

    /** The same in milliseconds. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now());
    }

    /**
     * Returns at that time, or at once if it has passed.
     *
     * @param time in nanoseconds since 1970
     * @throws InterruptedException if the calling thread was interrupted
     */
    public void sleepUntil(long time) throws InterruptedException {
        for (long left = time - now(); left > 0; left = time - now()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}

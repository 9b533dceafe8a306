package dev.heal.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Nanoseconds since it was made: times of one run that may be compared. Safe for use by many threads. */
final class Stopwatch {

    private final long origin = System.nanoTime();

    long now() {
        return System.nanoTime() - origin;
    }

    /** Returns at that time, or at once if it has passed. */
    void sleepUntil(long nanos) throws InterruptedException {
        for (long left = nanos - now(); left > 0; left = nanos - now()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    void sleep(Duration duration) throws InterruptedException {
        sleepUntil(now() + duration.toNanos());
    }
}

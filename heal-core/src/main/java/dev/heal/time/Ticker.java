package dev.heal.time;

/**
 * A monotonic clock, the only one that decisions are made by, together with the way to wait on it.
 *
 * <p>Readings are nanoseconds from an arbitrary origin: they may be negative and may wrap around, so they are only ever
 * subtracted from each other, never compared. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

    /**
     * The current reading.
     *
     * @return nanoseconds since an arbitrary origin
     */
    long nanos();

    /**
     * Waits on this clock. The default waits in real time.
     *
     * @param nanos how long, in nanoseconds; nothing happens at 0 or less
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default void sleep(long nanos) throws InterruptedException {
        SystemTime.sleep(nanos);
    }

    /**
     * The JVM's monotonic clock.
     *
     * @return a shared, stateless ticker over {@link System#nanoTime()}
     */
    static Ticker system() {
        return SystemTime.TICKER;
    }
}

package dev.heal.safety;

/**
 * A token bucket: so many at once, one more per interval. In any window there are at most {@code burst + window / interval}
 * takings. Immutable; counts in nanoseconds of saved-up time, so that nothing is lost to rounding.
 *
 * @param burst the most that can be saved up
 * @param intervalNanos the time that one more takes
 * @param savedNanos what is saved up, at most {@code burst * intervalNanos}
 * @param atNanos when that was so
 */
record Budget(int burst, long intervalNanos, long savedNanos, long atNanos) {

    static Budget full(int burst, long intervalNanos, long nowNanos) {
        return new Budget(burst, intervalNanos, burst * intervalNanos, nowNanos);
    }

    boolean isEmpty(long nowNanos) {
        return saved(nowNanos) < intervalNanos;
    }

    boolean isFull(long nowNanos) {
        return saved(nowNanos) == burst * intervalNanos;
    }

    Budget take(long nowNanos) {
        return new Budget(burst, intervalNanos, saved(nowNanos) - intervalNanos, nowNanos);
    }

    private long saved(long nowNanos) {
        // a reading from before the last one saves nothing: readers may overtake each other
        long elapsed = Math.max(0, nowNanos - atNanos);
        long room = burst * intervalNanos - savedNanos;
        return savedNanos + Math.min(room, elapsed);
    }
}

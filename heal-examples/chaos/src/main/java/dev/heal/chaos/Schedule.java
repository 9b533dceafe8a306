package dev.heal.chaos;

import java.time.Duration;

/**
 * How long the parts of a run take.
 *
 * @param warmUp traffic that is not looked at
 * @param base traffic before the fault: what normal is
 * @param aftermath traffic after the cause is gone, at least 2.5 s since normal is judged over 2 s
 * @param scale factor of the time for which a fault holds
 */
record Schedule(Duration warmUp, Duration base, Duration aftermath, double scale) {

    static final Schedule FULL = new Schedule(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(12), 1);

    /** Everything scaled, with a floor below which nothing can be told. */
    static Schedule scaled(double scale) {
        return new Schedule(
                atLeast(Duration.ofMillis(500), FULL.warmUp, scale),
                atLeast(Duration.ofSeconds(1), FULL.base, scale),
                atLeast(Duration.ofSeconds(3), FULL.aftermath, scale),
                scale);
    }

    Duration held(Duration hold) {
        return times(hold, scale);
    }

    /** All parts together. */
    Duration length(Duration hold) {
        return warmUp.plus(base).plus(held(hold)).plus(aftermath);
    }

    private static Duration atLeast(Duration floor, Duration full, double scale) {
        Duration scaled = times(full, scale);
        return scaled.compareTo(floor) < 0 ? floor : scaled;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}

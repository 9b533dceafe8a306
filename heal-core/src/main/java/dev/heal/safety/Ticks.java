package dev.heal.safety;

import java.time.Duration;

/**
 * What the ticks of the timer tell. Immutable.
 *
 * @param lastNanos when the last tick was
 * @param gapNanos by how much the last tick that was late by more than a second was late, 0 if none was
 * @param gapEndNanos when that tick was
 * @param unsteady whether a tick was ever missing for more than {@link #DEAD_NANOS}
 * @param unsteadyNanos when ticks were last missing for that long, until then
 */
record Ticks(long lastNanos, long gapNanos, long gapEndNanos, boolean unsteady, long unsteadyNanos) {

    static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();
    static final long DEAD_NANOS = Duration.ofSeconds(5).toNanos();
    static final long STEADY_NANOS = Duration.ofSeconds(10).toNanos();

    static Ticks begin(long nowNanos) {
        return new Ticks(nowNanos, 0, nowNanos, false, nowNanos);
    }

    Ticks tick(long nowNanos) {
        long late = nowNanos - lastNanos - PERIOD_NANOS;
        boolean gap = late > LATE_NANOS;
        boolean dead = nowNanos - lastNanos > DEAD_NANOS;
        return new Ticks(
                nowNanos,
                gap ? late : gapNanos,
                gap ? nowNanos : gapEndNanos,
                dead || (unsteady && !isSteadyAgain(nowNanos)),
                dead ? nowNanos : unsteadyNanos);
    }

    /** Whether the last tick was late by more than a second. */
    boolean isLate() {
        return gapNanos > 0 && gapEndNanos == lastNanos;
    }

    boolean spansPause(long startNanos, long nowNanos) {
        long lateFrom = lastNanos + PERIOD_NANOS + LATE_NANOS;
        boolean lateNow = nowNanos - lateFrom > 0 && startNanos - lateFrom <= 0;
        return lateNow || (gapNanos > 0 && startNanos - gapEndNanos < 0);
    }

    boolean isRegular(long nowNanos) {
        return nowNanos - lastNanos <= DEAD_NANOS && (!unsteady || isSteadyAgain(nowNanos));
    }

    private boolean isSteadyAgain(long nowNanos) {
        return nowNanos - unsteadyNanos >= STEADY_NANOS;
    }
}

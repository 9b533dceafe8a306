package dev.heal.safety;

import java.time.Duration;

/**
 * Watches the timer that everything else is watched with: the gate has it tick once a second. Whoever judges by age asks here
 * first, since after a pause of the process everything looks old. Safe for use by many threads; reading takes no lock.
 */
public final class Watchdog {

    private volatile Ticks ticks;

    Watchdog(long nowNanos) {
        ticks = Ticks.begin(nowNanos);
    }

    /** Answers whether this tick came more than a second late. */
    synchronized boolean tick(long nowNanos) {
        ticks = ticks.tick(nowNanos);
        return ticks.isLate();
    }

    /**
     * How long ago the timer ticked.
     *
     * @param nowNanos a reading of the runtime's ticker
     * @return about a second or less while all is well; past 5 s a caller that waits for the timer helps itself
     */
    public Duration age(long nowNanos) {
        return Duration.ofNanos(Math.max(0, nowNanos - ticks.lastNanos()));
    }

    /**
     * The last pause: by how much the last tick that came more than a second late was late.
     *
     * @return zero if there was none
     */
    public Duration lastGap() {
        return Duration.ofNanos(ticks.gapNanos());
    }

    /**
     * Whether an age can be trusted: there was no pause in that time.
     *
     * @param age the age that something seems to have
     * @param nowNanos a reading of the runtime's ticker
     * @return false if a tick came more than a second late within that time, or is more than a second late now
     */
    public boolean isSound(Duration age, long nowNanos) {
        Ticks now = ticks;
        boolean lateNow = nowNanos - now.lastNanos() > Ticks.PERIOD_NANOS + Ticks.LATE_NANOS;
        // a pause began before the tick that ended it, so what is younger than that tick has not seen it
        boolean lateThen = now.gapNanos() > 0
                && Duration.ofNanos(nowNanos - now.gapEndNanos()).compareTo(age) < 0;
        return !lateNow && !lateThen;
    }

    /**
     * Whether something that ends now was interrupted by a pause, so that the time it took says nothing of the other side.
     * Known at once after the pause, before the timer has ticked.
     *
     * @param startNanos when it began
     * @param nowNanos a reading of the runtime's ticker
     * @return true if a tick came more than a second late since then, or is more than a second late now and it began before
     *     that tick was so late; what begins later knows nothing of the pause, or else it is the timer alone that stands still
     */
    public boolean spansPause(long startNanos, long nowNanos) {
        return ticks.spansPause(startNanos, nowNanos);
    }

    /**
     * Whether the timer can be relied on.
     *
     * @param nowNanos a reading of the runtime's ticker
     * @return false if it has not ticked for more than 5 s, and for the 10 s after it began to tick again
     */
    public boolean isRegular(long nowNanos) {
        return ticks.isRegular(nowNanos);
    }
}

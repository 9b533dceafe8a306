package dev.heal.testkit;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One stated fault: what it does to a call, and to which calls. Immutable.
 *
 * @param latencyNanos what it adds to the time of a call
 * @param hangs whether the call then gets no answer
 * @param failure what the call then fails with, or null
 * @param share the share of calls that it hits, from 0 to 1
 * @param window when it is there
 * @param times how many calls it hits before it is over
 */
record Fault(
        long latencyNanos,
        boolean hangs,
        @Nullable Supplier<? extends Exception> failure,
        double share,
        Window window,
        long times) {

    /**
     * From when on, and for how long.
     *
     * @param startNanos a reading of the clock
     * @param lengthNanos {@link Long#MAX_VALUE} for without end
     */
    record Window(long startNanos, long lengthNanos) {

        boolean contains(long nowNanos) {
            long since = nowNanos - startNanos;
            return since >= 0 && (lengthNanos == Long.MAX_VALUE || since < lengthNanos);
        }
    }

    static Fault latency(Duration added, long nowNanos) {
        return new Fault(added.toNanos(), false, null, 1, from(nowNanos), Long.MAX_VALUE);
    }

    static Fault hang(@Nullable Supplier<? extends Exception> timeOut, long nowNanos) {
        return new Fault(0, true, timeOut, 1, from(nowNanos), Long.MAX_VALUE);
    }

    static Fault fail(double share, Supplier<? extends Exception> failure, long nowNanos) {
        return new Fault(0, false, failure, share, from(nowNanos), Long.MAX_VALUE);
    }

    /** Whether a call that it hits does not reach the backend. */
    boolean endsCall() {
        return hangs || failure != null;
    }

    boolean isActive(long nowNanos) {
        return times > 0 && window.contains(nowNanos);
    }

    Fault later(Duration wait) {
        return in(new Window(window.startNanos() + wait.toNanos(), window.lengthNanos()));
    }

    Fault lasting(Duration length) {
        return in(new Window(window.startNanos(), length.toNanos()));
    }

    Fault times(long most) {
        return new Fault(latencyNanos, hangs, failure, share, window, most);
    }

    /** What is left of it after a hit. */
    Fault used() {
        return times == Long.MAX_VALUE ? this : times(times - 1);
    }

    private Fault in(Window other) {
        return new Fault(latencyNanos, hangs, failure, share, other, times);
    }

    private static Window from(long nowNanos) {
        return new Window(nowNanos, Long.MAX_VALUE);
    }
}

package dev.heal.jdbc;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Which size would suit a pool better. Pure.
 *
 * <p>Looks at windows of 30 s of samples. Up, by at most half, when in a fifth of the samples callers waited while every
 * connection was lent. Down, by at most a fifth, when over ten windows in a row never more than half of the connections
 * were lent at once; a quarter above that peak is kept. Never past twice the size that the host set, nor up to where the server said that it has too many
 * connections, for an hour after it did. A window of fewer than 40 samples says nothing.
 */
final class SizeAdvice {

    static final long WINDOW = SECONDS.toNanos(30);
    static final int MIN_SAMPLES = 40;
    static final int QUIET_WINDOWS = 10;
    private static final double WAITING_SHARE = 0.2;
    private static final double UP = 1.5;
    private static final double DOWN = 0.8;
    private static final double HEADROOM = 1.25;
    private static final int CEILING_FACTOR = 2;
    private static final long CEILING_HOLDS = HOURS.toNanos(1);

    private SizeAdvice() {}

    /** Takes a sample in; the advice is the size to use from now on, which is the present one most of the time. */
    static Step step(State state, Sample sample, long nowNanos) {
        State now = state.started ? state : State.startingAt(nowNanos, sample.max);
        now = now.learning(sample, nowNanos);
        if (nowNanos - now.windowNanos < WINDOW) {
            return new Step(now, sample.max, now.waitingShare());
        }
        double share = now.waitingShare();
        if (now.samples < MIN_SAMPLES) {
            return new Step(now.nextWindow(nowNanos, 0, 0), sample.max, share);
        }
        if (share >= WAITING_SHARE) {
            int up = Math.min((int) Math.floor(sample.max * UP), now.ceiling(nowNanos));
            up = Math.max(up, sample.max);
            return new Step(now.nextWindow(nowNanos, 0, 0), up, share);
        }
        int peak = Math.max(now.peak, now.quietPeak);
        int quiet = 2 * now.peak <= sample.max ? now.quiet + 1 : 0;
        if (quiet < QUIET_WINDOWS) {
            return new Step(now.nextWindow(nowNanos, quiet, quiet == 0 ? 0 : peak), sample.max, share);
        }
        int down = Math.max((int) Math.ceil(sample.max * DOWN), (int) Math.ceil(peak * HEADROOM));
        return new Step(now.nextWindow(nowNanos, 0, 0), Math.max(1, Math.min(down, sample.max)), share);
    }

    /**
     * How full the pool is at one moment.
     *
     * @param total open connections
     * @param active those that are lent
     * @param waiting threads that wait for one
     * @param max the most that the pool opens
     * @param tooMany whether the server has refused a connection as one too many since the last sample
     */
    record Sample(int total, int active, int waiting, int max, boolean tooMany) {}

    /** What is remembered: the window so far, quiet windows before it, and what the server allows. */
    record State(
            boolean started,
            int hostMax,
            long windowNanos,
            int samples,
            int waited,
            int peak,
            int quiet,
            int quietPeak,
            int allowed,
            long allowedNanos) {

        static final State START = new State(false, 0, 0, 0, 0, 0, 0, 0, Integer.MAX_VALUE, 0);

        private static State startingAt(long nowNanos, int hostMax) {
            return new State(true, hostMax, nowNanos, 0, 0, 0, 0, 0, Integer.MAX_VALUE, nowNanos);
        }

        private State learning(Sample sample, long nowNanos) {
            boolean short0 = sample.waiting > 0 && sample.active >= sample.max;
            return new State(
                    true,
                    hostMax,
                    windowNanos,
                    samples + 1,
                    waited + (short0 ? 1 : 0),
                    Math.max(peak, sample.active),
                    quiet,
                    quietPeak,
                    sample.tooMany ? Math.max(1, sample.total) : allowed,
                    sample.tooMany ? nowNanos : allowedNanos);
        }

        private State nextWindow(long nowNanos, int quietWindows, int quietHigh) {
            return new State(true, hostMax, nowNanos, 0, 0, 0, quietWindows, quietHigh, allowed, allowedNanos);
        }

        private double waitingShare() {
            return samples == 0 ? 0 : (double) waited / samples;
        }

        private int ceiling(long nowNanos) {
            int known = nowNanos - allowedNanos < CEILING_HOLDS ? allowed : Integer.MAX_VALUE;
            return Math.min(known, CEILING_FACTOR * hostMax);
        }
    }

    /**
     * State and advice.
     *
     * @param state the next state
     * @param max the size that would suit
     * @param waitingShare in which share of the window's samples callers waited for want of connections
     */
    record Step(State state, int max, double waitingShare) {}
}

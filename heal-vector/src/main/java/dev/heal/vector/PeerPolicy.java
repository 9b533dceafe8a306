package dev.heal.vector;

import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Which of several servers is left out for a while: one that failed five calls in a row, for 1 s, doubling to 30 s as long
 * as it goes on so when it is let in again. Pure. Never the last one, and of ten or more at most three in ten: when more seem
 * ill, it is rather the judge who is.
 */
final class PeerPolicy {

    static final int IN_A_ROW = 5;
    static final long FIRST_PAUSE = SECONDS.toNanos(1);
    static final long LONGEST_PAUSE = SECONDS.toNanos(30);

    private static final int MANY = 10;
    private static final double SHARE = 0.3;

    private PeerPolicy() {}

    /** How many of this many servers may be left out at once. */
    static int mostOut(int servers) {
        return servers >= MANY ? (int) (servers * SHARE) : servers - 1;
    }

    /** A call on the server ended. */
    static State step(State state, boolean well, boolean mayLeaveOut, long nowNanos) {
        if (well) {
            return State.GOOD;
        }
        int failures = Math.min(IN_A_ROW, state.failures + 1);
        if (failures < IN_A_ROW || !mayLeaveOut || state.isOut(nowNanos)) {
            return new State(failures, state.out, state.untilNanos, state.pause);
        }
        long pause = state.pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * state.pause);
        // one more failure after its return is enough
        return new State(IN_A_ROW - 1, true, nowNanos + pause, pause);
    }

    /**
     * What is remembered of one server.
     *
     * @param failures how many calls in a row failed
     * @param out whether it was left out
     * @param untilNanos until when; means nothing otherwise
     * @param pause for how long, 0 if not
     */
    record State(int failures, boolean out, long untilNanos, long pause) {
        static final State GOOD = new State(0, false, 0, 0);

        boolean isOut(long nowNanos) {
            return out && untilNanos - nowNanos > 0;
        }
    }
}

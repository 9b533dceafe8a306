package dev.heal.retry;

import dev.heal.failure.Failure.Kind;

/**
 * How many retries a backend gets, from what its calls show. Pure.
 *
 * <p>A token bucket: each success deposits a share of a token, each retry takes one. How large the share is depends on whether
 * failures come with load. The sign of load is that successful calls take longer than usual: a full backend serves late before
 * it fails, a network that loses calls, or one bad node, leaves the others as quick as ever. So
 *
 * <ul>
 *   <li>as quick as usual: the wide share, which bounds the load at {@code 1 + share} times the calls;
 *   <li>slower: the narrow share, and none at all for time-outs and overload, which another try would only feed;
 *   <li>not known yet: the narrow share.
 * </ul>
 *
 * <p>"Usual" is the mean time of successful calls, forgotten with a half-life of 10 s while they are not slower, and of 10 min
 * while they are, so that an overload is not learned as usual before it is over; a gap without successes counts as 1 s at
 * the most. A load that takes two minutes or more to build up is learned on the way. Token buckets against retry storms:
 * Finagle's retry budget, gRPC A6; why they alone do not tell the two cases apart: Bronson et al., "Metastable failures in
 * distributed systems", HotOS 2021.
 */
final class BudgetPolicy {

    /** The most tokens: what may be spent at once after a quiet time. */
    static final double MOST_TOKENS = 50;

    /** The share per success while failures look load-dependent, or while nothing is known. */
    static final double NARROW = 0.05;

    /** Successes before their time counts as known. */
    static final long LEARNED = 20;

    /** And how long they are watched before: the first answers of a burst to come are the quickest ones. */
    static final long LEARNED_NANOS = 1_000_000_000L;

    /** The most that one look adds to that: a pause between two bursts is not watched. */
    static final long WATCHED_NANOS = 250_000_000L;

    static final double SLOWER = 2;
    static final double SLOWER_BY_NANOS = 2e6;

    private static final double WINDOW_SUCCESSES = 10;
    private static final double HALF_LIFE_NANOS = 10e9;
    private static final double RISE_HALF_LIFE_NANOS = 600e9;
    private static final long LONGEST_GAP_NANOS = 1_000_000_000L;

    private BudgetPolicy() {}

    /**
     * What is known of a backend.
     *
     * @param tokens retries that may be spent
     * @param successes successful calls seen so far
     * @param nanos the time they took in all
     * @param fast mean time of the last few
     * @param usual mean time while all is well
     * @param atNanos the reading at which this was known
     * @param learning whether the usual time is still being learned
     * @param watchedNanos how long calls were watched while it is learned
     */
    record State(
            double tokens,
            long successes,
            long nanos,
            double fast,
            double usual,
            long atNanos,
            boolean learning,
            long watchedNanos) {

        static State fresh(long nowNanos) {
            return new State(MOST_TOKENS, 0, 0, 0, 0, nowNanos, true, 0);
        }

        State with(double otherTokens) {
            return new State(
                    Math.min(MOST_TOKENS, otherTokens), successes, nanos, fast, usual, atNanos, learning, watchedNanos);
        }

        Load load() {
            if (learning) {
                return Load.UNKNOWN;
            }
            return fast > SLOWER * usual + SLOWER_BY_NANOS ? Load.DEPENDENT : Load.INDEPENDENT;
        }
    }

    /** Whether failures look as if load made them. */
    enum Load {
        UNKNOWN,
        INDEPENDENT,
        DEPENDENT
    }

    /** Takes in the successes since the last look. */
    static State look(State state, double wide, long successes, long nanos, long nowNanos) {
        long fresh = successes - state.successes();
        if (fresh <= 0) {
            return state;
        }
        double mean = Math.max(0, (double) (nanos - state.nanos()) / fresh);
        boolean first = state.successes() == 0;
        long watched = first || !state.learning()
                ? state.watchedNanos()
                : state.watchedNanos() + Math.min(WATCHED_NANOS, elapsed(state, nowNanos));
        boolean learning = state.learning() && (successes < LEARNED || watched < LEARNED_NANOS);
        double fast = first ? mean : towards(state.fast(), mean, Math.pow(1 - 1 / WINDOW_SUCCESSES, (double) fresh));
        double usual = state.learning()
                // a plain mean as long as there is little to go by
                ? state.usual() + (mean - state.usual()) * fresh / successes
                : usual(state, fast, elapsed(state, nowNanos));
        State next = new State(state.tokens(), successes, nanos, fast, usual, nowNanos, learning, watched);
        double share = next.load() == Load.INDEPENDENT ? wide : Math.min(wide, NARROW);
        return next.with(state.tokens() + share * fresh);
    }

    /** An hour without a call says nothing of what is usual, whatever the first call after it shows. */
    private static long elapsed(State state, long nowNanos) {
        return Math.min(LONGEST_GAP_NANOS, Math.max(0, nowNanos - state.atNanos()));
    }

    private static double usual(State state, double fast, long elapsedNanos) {
        boolean slower = fast > SLOWER * state.usual() + SLOWER_BY_NANOS;
        double halfLife = slower ? RISE_HALF_LIFE_NANOS : HALF_LIFE_NANOS;
        return towards(state.usual(), fast, Math.pow(0.5, elapsedNanos / halfLife));
    }

    private static double towards(double from, double to, double keep) {
        return to + (from - to) * keep;
    }

    /** Whether a failure of this kind may be followed by a retry now. */
    static boolean allows(State state, Kind kind) {
        boolean feedsLoad = kind == Kind.TIME_OUT || kind == Kind.OVERLOAD || kind == Kind.EXHAUSTED;
        return state.tokens() >= 1 && !(feedsLoad && state.load() == Load.DEPENDENT);
    }

    static State add(State state, double tokens) {
        return state.with(state.tokens() + tokens);
    }
}

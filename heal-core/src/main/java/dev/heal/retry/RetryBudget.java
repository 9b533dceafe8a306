package dev.heal.retry;

import dev.heal.failure.Failure.Kind;

/**
 * The retries that all callers of one backend share. It fills with successful calls, not with time and not with calls, so
 * that a backend that fails them all gets a handful of retries and then none. Load-aware: see {@link #explain} for what it
 * finds; a backend whose successful calls take more than twice their usual time gets a twentieth of a retry per success, and
 * none after time-outs and overload.
 *
 * <p>The largest amplification of load is {@code 1 + share} of the successful calls, plus at most 50 retries after a quiet
 * time. Safe for use by many threads; costs nothing on the way of a call that succeeds, one short lock for each retry.
 */
public final class RetryBudget {

    private BudgetPolicy.State state; // guarded by this

    /**
     * A budget with 50 retries at hand.
     *
     * @param nowNanos the reading of the monotonic clock
     */
    public RetryBudget(long nowNanos) {
        state = BudgetPolicy.State.fresh(nowNanos);
    }

    /**
     * Takes in what has happened since the last look. To be called a few times a second while calls succeed; more often does
     * no harm.
     *
     * @param share tokens per success while failures do not look load-dependent, in [0, 1]
     * @param successes calls that have succeeded so far
     * @param nanos the time that they took in all
     * @param nowNanos the reading of the monotonic clock
     * @throws IllegalArgumentException if the share is outside its range
     */
    public synchronized void look(double share, long successes, long nanos, long nowNanos) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("retry budget: share must be in [0, 1], was " + share
                    + "; use 0.5 for 50 retries per 100 successes");
        }
        state = BudgetPolicy.look(state, share, successes, nanos, nowNanos);
    }

    /**
     * Asks for a retry, and spends it.
     *
     * @param kind what the last try failed with
     * @return false if there is none to be had
     */
    public synchronized boolean withdraw(Kind kind) {
        if (!BudgetPolicy.allows(state, kind)) {
            return false;
        }
        state = BudgetPolicy.add(state, -1);
        return true;
    }

    /** Gives back a retry that was not made after all. */
    public synchronized void refund() {
        state = BudgetPolicy.add(state, 1);
    }

    /**
     * Whether retries are held back: nothing is left, or failures look load-dependent.
     *
     * @return true if a caller may miss a retry that the settings promise
     */
    public synchronized boolean isNarrow() {
        return state.tokens() < 1 || state.load() == BudgetPolicy.Load.DEPENDENT;
    }

    /**
     * What is left and why.
     *
     * @return a clause such as {@code 7 retries at hand, failures do not look load-dependent}
     */
    public synchronized String explain() {
        BudgetPolicy.State now = state;
        String load = switch (now.load()) {
            case UNKNOWN -> "too few calls yet to tell whether failures come with load";
            case INDEPENDENT -> "failures do not look load-dependent";
            case DEPENDENT -> "calls take longer than usual, so failures look load-dependent";
        };
        return (long) now.tokens() + " retries at hand, " + load;
    }
}

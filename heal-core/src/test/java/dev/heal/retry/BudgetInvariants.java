package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.heal.failure.Failure.Kind;
import dev.heal.retry.BudgetPolicy.Load;
import dev.heal.retry.BudgetPolicy.State;

/**
 * What holds of a budget after every step, whatever the traffic: a plain bucket filled one success at a time and a plain mean
 * taken until enough is known, kept next to the policy's, and the bound on amplification.
 */
final class BudgetInvariants {

    private static final double CLOSE = 1e-6;

    private State state;
    private double bucket = BudgetPolicy.MOST_TOKENS;
    private boolean learning = true;
    private long lastNanos;
    private long watched;
    private double earned;
    private long retries;
    private long emptied;
    private long successes;
    private long nanos;

    BudgetInvariants(long nowNanos) {
        state = State.fresh(nowNanos);
    }

    void succeeded(double share, int calls, long nanosInAll, long nowNanos) {
        if (calls > 0) {
            watched += successes == 0 ? 0 : Math.max(0, Math.min(250_000_000L, nowNanos - lastNanos));
            lastNanos = nowNanos;
        }
        successes += calls;
        nanos += nanosInAll;
        state = BudgetPolicy.look(state, share, successes, nanos, nowNanos);
        if (calls > 0 && learning) {
            assertThat(state.usual()).as("mean of all").isCloseTo((double) nanos / successes, withinPercentage(1e-6));
            learning = successes < 20 || watched < 1_000_000_000L;
        }
        double deposit = state.load() == Load.INDEPENDENT ? share : Math.min(share, 0.05);
        for (int i = 0; i < calls; i++) {
            bucket = Math.min(BudgetPolicy.MOST_TOKENS, bucket + deposit);
        }
        earned += share * calls;
        check();
    }

    /** Asks for a retry as the budget does; true if it was given. */
    boolean withdraw(Kind kind) {
        boolean allowed = BudgetPolicy.allows(state, kind);
        boolean feeds = kind == Kind.TIME_OUT || kind == Kind.OVERLOAD || kind == Kind.EXHAUSTED;
        boolean expected = bucket >= 1 && !(feeds && state.load() == Load.DEPENDENT);
        if (Math.abs(bucket - 1) > CLOSE) {
            assertThat(allowed).as("%s of %s", kind, state).isEqualTo(expected);
        }
        if (allowed) {
            state = BudgetPolicy.add(state, -1);
            bucket -= 1;
            retries++;
        } else if (bucket < 1) {
            emptied++;
        }
        check();
        return allowed;
    }

    void refund() {
        state = BudgetPolicy.add(state, 1);
        bucket = Math.min(BudgetPolicy.MOST_TOKENS, bucket + 1);
        retries--;
        check();
    }

    long retries() {
        return retries;
    }

    /** Retries refused because none was left. */
    long emptied() {
        return emptied;
    }

    Load load() {
        return state.load();
    }

    private void check() {
        assertThat(state.tokens()).isBetween(0.0, BudgetPolicy.MOST_TOKENS);
        assertThat(state.load() == Load.UNKNOWN).as("learning").isEqualTo(learning);
        assertThat(Math.abs(state.tokens() - bucket)).as("naive bucket").isLessThan(CLOSE);
        assertThat((double) retries).as("amplification").isLessThanOrEqualTo(BudgetPolicy.MOST_TOKENS + earned + CLOSE);
        assertThat(state.fast()).isFinite().isNotNegative();
        assertThat(state.usual()).isFinite().isNotNegative();
    }
}

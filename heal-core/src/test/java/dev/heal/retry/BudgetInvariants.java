package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure.Kind;
import dev.heal.retry.BudgetPolicy.Load;
import dev.heal.retry.BudgetPolicy.State;

/**
 * What holds of a budget after every step, whatever the traffic: a plain bucket filled one success at a time, kept next to the
 * policy's, and the bound on amplification.
 */
final class BudgetInvariants {

    private static final double CLOSE = 1e-6;

    private State state;
    private double bucket = 10;
    private double earned;
    private long retries;
    private long successes;
    private long nanos;

    BudgetInvariants(long nowNanos) {
        state = State.fresh(nowNanos);
    }

    void succeeded(double share, int calls, long nanosInAll, long nowNanos) {
        successes += calls;
        nanos += nanosInAll;
        state = BudgetPolicy.look(state, share, successes, nanos, nowNanos);
        double deposit = state.load() == Load.INDEPENDENT ? share : Math.min(share, 0.05);
        for (int i = 0; i < calls; i++) {
            bucket = Math.min(10, bucket + deposit);
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
        }
        check();
        return allowed;
    }

    void refund() {
        state = BudgetPolicy.add(state, 1);
        bucket = Math.min(10, bucket + 1);
        retries--;
        check();
    }

    long retries() {
        return retries;
    }

    Load load() {
        return state.load();
    }

    private void check() {
        assertThat(state.tokens()).isBetween(0.0, 10.0);
        assertThat(Math.abs(state.tokens() - bucket)).as("naive bucket").isLessThan(CLOSE);
        assertThat((double) retries).as("amplification").isLessThanOrEqualTo(10 + earned + CLOSE);
        assertThat(state.fast()).isFinite().isNotNegative();
        assertThat(state.usual()).isFinite().isNotNegative();
    }
}

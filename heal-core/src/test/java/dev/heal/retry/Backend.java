package dev.heal.retry;

import dev.heal.retry.BudgetPolicy.Load;
import dev.heal.retry.BudgetPolicy.State;
import java.time.Duration;

/** A backend that serves at a steady pace, as the budget sees it: a look ten times a second. */
final class Backend {

    private static final long LOOK_NANOS = 100_000_000L;

    private State state;
    private long nowNanos;
    private long successes;
    private long nanos;

    /** Starts its clock at a reading that soon wraps around. */
    Backend() {
        nowNanos = Long.MAX_VALUE - 3_000_000_000L;
        state = State.fresh(nowNanos);
    }

    /** Serves so many calls a second, each in the time given. */
    Backend serves(int perSecond, double millis, Duration during) {
        for (long left = during.toNanos(); left > 0; left -= LOOK_NANOS) {
            answers(perSecond / 10, millis);
        }
        return this;
    }

    /** Serves so many calls, and is looked at a tenth of a second later. */
    Backend answers(int calls, double millis) {
        return answersAfter(LOOK_NANOS, calls, millis);
    }

    /** Serves so many calls, and is looked at once so much time has passed. */
    Backend answersAfter(long waitNanos, int calls, double millis) {
        nowNanos += waitNanos;
        successes += calls;
        nanos += Math.round(calls * millis * 1e6);
        state = BudgetPolicy.look(state, 0.5, successes, nanos, nowNanos);
        return this;
    }

    Backend quiet(Duration during) {
        nowNanos += during.toNanos();
        return this;
    }

    Backend without(double tokens) {
        state = BudgetPolicy.add(state, -tokens);
        return this;
    }

    State state() {
        return state;
    }

    Load load() {
        return state.load();
    }

    double usualMillis() {
        return state.usual() / 1e6;
    }

    double tokens() {
        return state.tokens();
    }
}

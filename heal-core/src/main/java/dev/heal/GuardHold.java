package dev.heal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A guard kept shut on the word of a probe. */
final class GuardHold implements Guard.Hold {

    private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);

    private final GuardCore core;
    private final ProbeHolds holds;
    private final @Nullable Throwable cause;
    private volatile long nextTryNanos;

    GuardHold(GuardCore core, ProbeHolds holds, @Nullable Throwable cause) {
        this.core = core;
        this.holds = holds;
        this.cause = cause;
        this.nextTryNanos = core.nanos();
    }

    /** Opens the breaker, unless a person has decided, and takes the place of the hold in force. */
    void shut(CircuitBreaker breaker, AtomicReference<@Nullable GuardHold> place) {
        State state;
        do {
            state = breaker.getState();
            if (state == State.CLOSED || state == State.HALF_OPEN) {
                breaker.transitionToOpenState();
            } else if (state != State.OPEN) {
                return;
            }
            place.set(this);
            state = breaker.getState();
            // who moved it meanwhile may have looked before there was a hold to overrule
        } while (state != State.OPEN && place.compareAndSet(this, null) && state == State.HALF_OPEN);
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    long nextTryNanos() {
        return nextTryNanos;
    }

    @Override
    public void retryIn(Duration wait) {
        Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        nextTryNanos = core.nanos() + (bounded.isNegative() ? 0 : bounded.toNanos());
    }

    @Override
    public boolean isHeld() {
        return holds.current() == this;
    }

    @Override
    public void release() {
        holds.release(this);
    }
}

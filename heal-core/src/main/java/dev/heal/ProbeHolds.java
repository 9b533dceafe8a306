package dev.heal;

import dev.heal.failure.Failure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The hold that keeps one guard shut, if there is one: at most one at a time, the latest. Safe for use by many threads. */
final class ProbeHolds {

    private final GuardCore core;
    private final AtomicReference<@Nullable GuardHold> place = new AtomicReference<>();

    ProbeHolds(GuardCore core) {
        this.core = core;
    }

    /** The one in force. */
    @Nullable
    GuardHold current() {
        return place.get();
    }

    /** A probe found the backend gone. */
    Guard.Hold shut(Failure failure, @Nullable Throwable cause) {
        GuardHold next = new GuardHold(core, this, cause);
        core.saw(failure);
        try {
            next.shut(core.breaker(), place);
        } catch (RuntimeException own) {
            // somebody else moved the breaker meanwhile
            place.compareAndSet(next, null);
            core.ownFailure(own);
        }
        return next;
    }

    void release(GuardHold released) {
        CircuitBreaker breaker = core.breaker();
        try {
            if (place.compareAndSet(released, null) && breaker.getState() == State.OPEN) {
                breaker.transitionToClosedState();
            }
        } catch (RuntimeException own) {
            core.ownFailure(own);
        }
    }

    /** Whoever takes the breaker out of the open state by hand overrules a probe's word. */
    void breakerIs(State now) {
        GuardHold held = place.get();
        // told late, after the breaker was shut again, it says nothing of the hold in force now
        if (now != State.OPEN && core.breaker().getState() != State.OPEN) {
            place.compareAndSet(held, null);
        }
    }
}

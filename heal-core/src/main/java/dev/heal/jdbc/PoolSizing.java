package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.journal.Decision;
import java.util.Map;

/** Says which size would suit the pool better, in the journal. The pool is left as the host set it. */
final class PoolSizing {

    private final Guard guard;
    private final PoolPilot pilot;
    private volatile SizeAdvice.State state = SizeAdvice.State.START; // written by the tick
    private volatile boolean tooMany;
    private volatile int advised;

    PoolSizing(Guard guard, PoolPilot pilot) {
        this.guard = guard;
        this.pilot = pilot;
    }

    /** The server has refused a connection as one too many. */
    void sawTooMany() {
        tooMany = true;
    }

    void sample(PoolPilot.Fill fill, long nowNanos) {
        if (fill.max() == 0) {
            return;
        }
        boolean refused = tooMany;
        tooMany = false;
        SizeAdvice.Step step = SizeAdvice.step(
                state,
                new SizeAdvice.Sample(fill.total(), fill.active(), fill.waiting(), fill.max(), refused),
                nowNanos);
        state = step.state();
        // said once, until something else is to be said
        if (step.max() != fill.max() && step.max() != advised) {
            advised = step.max();
            suggest(fill, step);
        }
    }

    String explain() {
        int max = advised;
        return max == 0
                ? "no other pool size is suggested"
                : "a pool size of " + max + " is suggested instead of "
                        + pilot.fill().max();
    }

    private void suggest(PoolPilot.Fill fill, SizeAdvice.Step step) {
        boolean up = step.max() > fill.max();
        guard.journal()
                .record(new Decision(
                        guard.runtime().clock().instant(),
                        guard.name(),
                        "suggest a pool size",
                        Integer.toString(fill.max()),
                        Integer.toString(step.max()),
                        new Decision.Cause(
                                guard.name(), up ? "callers wait for connections" : "unused connections", "pool"),
                        Map.of("waitingSharePercent", 100 * step.waitingShare(), "activeConnections", (double)
                                fill.active()),
                        "the pool's own maximum size"));
    }
}

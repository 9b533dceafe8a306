package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.journal.Decision;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Proposal;
import java.util.Map;

/** Proposes the size that would suit the pool better. It is only suggested, unless {@code heal.mode} says enforce. */
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
        guard.propose(
                new Proposal(
                        ActionClass.REACH_OUT,
                        "resize-pool",
                        guard.name(),
                        Proposal.Change.of(
                                new Proposal.Numeric(fill.max(), step.max(), 1, Math.max(fill.max(), step.max()), true),
                                "the pool's own maximum size",
                                null),
                        new Proposal.Grounds(
                                new Decision.Cause(
                                        guard.name(),
                                        up ? "callers wait for connections" : "unused connections",
                                        "pool"),
                                SizeAdvice.MIN_SAMPLES,
                                1,
                                Map.of("waitingSharePercent", 100 * step.waitingShare(), "activeConnections", (double)
                                        fill.active()),
                                Decision.Standing.HEAL)),
                this::resize);
    }

    private boolean resize(String expected, String next) {
        if (!expected.equals(Integer.toString(pilot.fill().max()))) {
            return false;
        }
        pilot.resize(Integer.parseInt(next));
        return true;
    }
}

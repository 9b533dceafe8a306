package dev.heal.trials.sim;

import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The clock, the events and the chance of one run. Backend, clients and contender share one line of time, so a contender may
 * use timers of its own.
 */
final class Simulation {

    private final VirtualTime time = new VirtualTime();
    private final HealRuntime runtime;
    private final Draws draws;

    Simulation(long seed) {
        this.runtime = time.runtime(seed);
        this.draws = new Draws(seed);
    }

    /** Nanoseconds since the run began. */
    long nowNanos() {
        return time.nanos();
    }

    Draws draws() {
        return draws;
    }

    HealRuntime runtime() {
        return runtime;
    }

    /** Runs an event after a while; events of one moment run in the order in which they were asked for. */
    ScheduledFuture<?> after(long nanos, Runnable event) {
        return runtime.timer().schedule(event, nanos, TimeUnit.NANOSECONDS);
    }

    void advance(Duration by) {
        time.advance(by);
    }
}

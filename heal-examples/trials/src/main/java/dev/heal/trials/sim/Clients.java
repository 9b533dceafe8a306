package dev.heal.trials.sim;

import dev.heal.trials.contender.Door;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Begins calls at the times of a Poisson process, each through the door. */
final class Clients {

    final Simulation simulation;
    final Backend backend;
    final Door door;
    final Tally tally;
    final long timeoutNanos;
    // made once: a stack trace a time-out would be most of the cost of a run
    final SocketTimeoutException timedOut = new SocketTimeoutException("no answer in time");

    private final Workload workload;

    Clients(Simulation simulation, Workload workload, Backend backend, Door door, Tally tally) {
        this.simulation = simulation;
        this.workload = workload;
        this.backend = backend;
        this.door = door;
        this.tally = tally;
        this.timeoutNanos = workload.timeout().toNanos();
    }

    void start() {
        next(0);
    }

    private void next(long number) {
        double gaps = simulation.draws().exponential(Draws.Purpose.ARRIVAL, number, 0);
        long gapNanos = Math.round(gaps * 1e9 / workload.callsPerSecond());
        if (simulation.nowNanos() + gapNanos < workload.length().toNanos()) {
            var unused = simulation.after(gapNanos, () -> {
                next(number + 1);
                int second = (int) TimeUnit.NANOSECONDS.toSeconds(simulation.nowNanos());
                new ClientCall(this, number, second).begin();
            });
        }
    }
}

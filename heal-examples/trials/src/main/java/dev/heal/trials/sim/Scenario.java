package dev.heal.trials.sim;

import dev.heal.trials.contender.Contender;
import java.time.Duration;

/**
 * Clients and a backend: everything about a run but the contender and the seed. Immutable; a run has all its state to
 * itself, so scenarios may be run by many threads at once.
 *
 * @param workload what is asked
 * @param backend who is asked
 */
public record Scenario(Workload workload, BackendSettings backend) {

    private static final int DRAIN_SECONDS = 600;

    /**
     * Runs from the first arrival until the last call has ended. Costs a few microseconds a call.
     *
     * @param seed start of the random numbers; equal seeds give equal arrivals, work and losses to every contender
     * @param contender who stands between clients and backend
     * @return what became of the calls
     * @throws IllegalStateException if calls have not ended ten minutes after the last arrival
     */
    public RunResult run(long seed, Contender contender) {
        Simulation simulation = new Simulation(seed);
        Tally tally = new Tally(workload.length());
        new Clients(simulation, workload, new Backend(simulation, backend), contender.open(simulation.runtime()), tally)
                .start();
        simulation.advance(workload.length());
        for (int i = 0; tally.open() > 0 && i < DRAIN_SECONDS; i++) {
            simulation.advance(Duration.ofSeconds(1));
        }
        if (tally.open() > 0) {
            throw new IllegalStateException("run of " + contender.name() + ": every call must have ended by now, was "
                    + tally.open() + " open calls; does the contender retry without end?");
        }
        return tally.result(contender.name());
    }
}

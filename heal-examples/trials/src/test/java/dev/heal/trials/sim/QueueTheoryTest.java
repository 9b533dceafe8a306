package dev.heal.trials.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heal.trials.sim.BackendSettings.Spread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The model against what queueing theory says of it (Kleinrock, "Queueing systems", volume 1, 1975). */
final class QueueTheoryTest {

    private static final int CALLS = 300_000;
    private static final double WORK_SECONDS = 0.01;

    private double waited;

    @Test
    void oneServerExponentialWork() {
        double load = 0.7;
        double expected = WORK_SECONDS * load / (1 - load);
        assertThat(meanWaitSeconds(1, load, Spread.EXPONENTIAL)).isCloseTo(expected, within(0.05 * expected));
    }

    @Test
    void oneServerFixedWorkWaitsHalfAsLong() {
        double load = 0.7;
        double expected = WORK_SECONDS * load / (1 - load) / 2;
        assertThat(meanWaitSeconds(1, load, Spread.FIXED)).isCloseTo(expected, within(0.05 * expected));
    }

    @Test
    void tenServersByErlangC() {
        int servers = 10;
        double load = 0.75;
        double expected = erlangC(servers, load) * WORK_SECONDS / (servers * (1 - load));
        assertThat(meanWaitSeconds(servers, load, Spread.EXPONENTIAL)).isCloseTo(expected, within(0.05 * expected));
    }

    /** Time between arrival and answer, less the work itself. */
    private double meanWaitSeconds(int servers, double load, Spread spread) {
        Simulation simulation = new Simulation(11);
        Duration work = Duration.ofMillis(10);
        Backend backend = new Backend(
                simulation,
                new BackendSettings(servers, work, spread, Integer.MAX_VALUE, Capacity.full(), Loss.none()));
        arrive(simulation, backend, servers * load / WORK_SECONDS, 0);
        simulation.advance(Duration.ofDays(1));
        return (waited - backend.workedNanos() / 1e9) / CALLS;
    }

    private void arrive(Simulation simulation, Backend backend, double rate, int call) {
        if (call == CALLS) {
            return;
        }
        double gap = simulation.draws().exponential(Draws.Purpose.ARRIVAL, call, 0) / rate;
        var unused = simulation.after(Math.round(gap * 1e9), () -> {
            long arrived = simulation.nowNanos();
            backend.submit(new Request(call, 1, new Reply() {
                @Override
                public void answered() {
                    waited += (simulation.nowNanos() - arrived) / 1e9;
                }

                @Override
                public void failed(Exception why) {
                    throw new AssertionError(why);
                }
            }));
            arrive(simulation, backend, rate, call + 1);
        });
    }

    /** Probability that all servers are busy. */
    private static double erlangC(int servers, double load) {
        double blocking = 1;
        double offered = servers * load;
        for (int i = 1; i <= servers; i++) {
            blocking = offered * blocking / (i + offered * blocking);
        }
        return blocking / (1 - load * (1 - blocking));
    }
}

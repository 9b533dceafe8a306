package dev.heal.trials.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.trials.sim.BackendSettings.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backend with fixed work does, second by second. */
final class BackendTest {

    private static final BackendSettings ONE_A_SECOND = new BackendSettings(
            1, Duration.ofSeconds(1), Spread.FIXED, Integer.MAX_VALUE, Capacity.full(), Loss.none());

    private final Simulation simulation = new Simulation(7);
    private final List<String> events = new ArrayList<>();

    @Test
    void firstComeFirstServed() {
        Backend backend = new Backend(simulation, ONE_A_SECOND);
        submit(backend, 3);
        assertThat(backend.waiting()).isEqualTo(2);

        simulation.advance(Duration.ofSeconds(10));
        assertThat(events).containsExactly("1 answered at 1000", "2 answered at 2000", "3 answered at 3000");
    }

    @Test
    void serversWorkSideBySide() {
        submit(new Backend(simulation, of(2, Integer.MAX_VALUE)), 3);

        simulation.advance(Duration.ofSeconds(10));
        assertThat(events).containsExactly("1 answered at 1000", "2 answered at 1000", "3 answered at 2000");
    }

    @Test
    void aFullQueueTurnsAwayAtOnce() {
        submit(new Backend(simulation, of(1, 1)), 3);
        assertThat(events).as("not before whoever submits is ready").isEmpty();

        simulation.advance(Duration.ofSeconds(10));
        assertThat(events)
                .containsExactly("3 failed at 0: ConnectException", "1 answered at 1000", "2 answered at 2000");
    }

    @Test
    void aDropOfCapacityDelaysWhatIsInProgressToo() {
        Capacity drop = Capacity.drop(Duration.ofMillis(500), Duration.ofSeconds(10), 0.2);
        submit(new Backend(simulation, ONE_A_SECOND.with(drop)), 4);

        simulation.advance(Duration.ofSeconds(20));
        // 0.5 s of work is left at 0.5 s and takes 2.5 s; the third is half done when full speed returns at 10.5 s
        assertThat(events)
                .containsExactly(
                        "1 answered at 3000", "2 answered at 8000", "3 answered at 11000", "4 answered at 12000");
    }

    @Test
    void silentLossIsNeverAnsweredAndCostsNoWork() {
        Backend backend = new Backend(simulation, ONE_A_SECOND.with(new Loss(1, Loss.Manner.SILENT)));
        submit(backend, 3);

        simulation.advance(Duration.ofMinutes(1));
        assertThat(events).isEmpty();
        assertThat(backend.workedNanos()).isZero();
    }

    @Test
    void refusedLossFailsAtOnce() {
        submit(new Backend(simulation, ONE_A_SECOND.with(new Loss(1, Loss.Manner.REFUSED))), 2);

        simulation.advance(Duration.ZERO);
        assertThat(events).containsExactly("1 failed at 0: ConnectException", "2 failed at 0: ConnectException");
    }

    @Test
    void theShareOfLostRequestsIsAsStated() {
        submit(new Backend(simulation, of(1_000, Integer.MAX_VALUE).with(new Loss(0.3, Loss.Manner.REFUSED))), 100_000);

        simulation.advance(Duration.ZERO);
        // a standard deviation is 145
        assertThat(events.size()).isBetween(29_400, 30_600);
    }

    private static BackendSettings of(int servers, int maxQueue) {
        return new BackendSettings(
                servers, Duration.ofSeconds(1), Spread.FIXED, maxQueue, Capacity.full(), Loss.none());
    }

    private void submit(Backend backend, int calls) {
        for (int call = 1; call <= calls; call++) {
            backend.submit(new Request(call, 1, noting(call)));
        }
    }

    private Reply noting(int call) {
        return new Reply() {
            @Override
            public void answered() {
                events.add(call + " answered at " + simulation.nowNanos() / 1_000_000);
            }

            @Override
            public void failed(Exception why) {
                events.add(call + " failed at " + simulation.nowNanos() / 1_000_000 + ": "
                        + why.getClass().getSimpleName());
            }
        };
    }
}

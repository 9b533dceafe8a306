package dev.heal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many threads on one breaker: whatever they do, it ends up where resilience4j's breaker is. */
final class ReportingBreakerThreadsTest {

    private static final int ROUNDS = 2_000;
    private static final int THREADS = 4;

    @Test
    void theLastStateIsNeverLost() throws Exception {
        VirtualTime time = new VirtualTime();
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        CyclicBarrier end = new CyclicBarrier(THREADS + 1);
        Told told = new Told();
        CircuitBreaker plain = new BreakerSettings(50, 4, 4, Duration.ofHours(1), 2).toBreaker("db", time);
        ReportingBreaker breaker = new ReportingBreaker(plain, time, told);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(t);
            threads.add(new Thread(() -> {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        start.await();
                        move(breaker, random.nextInt(3));
                        end.await();
                    }
                } catch (Throwable thrown) {
                    synchronized (broken) {
                        broken.add(thrown);
                    }
                }
            }));
        }
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        for (int round = 0; round < ROUNDS; round++) {
            start.await(60, TimeUnit.SECONDS);
            end.await(60, TimeUnit.SECONDS);
            // a state that is over would refuse calls for the hour of the open wait
            assertThat(breaker.tryAcquirePermission())
                    .as("round %s in state %s", round, plain.getState())
                    .isEqualTo(plain.getState() != State.OPEN);
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertThat(broken).isEmpty();
    }

    /** The transition that another thread makes between a thread's look at the state and its telling, step by step. */
    @Test
    void aStateThatIsOverBeforeItIsToldIsToldAsOver() {
        VirtualTime time = new VirtualTime();
        CircuitBreaker plain = new BreakerSettings(50, 4, 4, Duration.ofHours(1), 2).toBreaker("db", time);
        List<ReportingBreaker> self = new ArrayList<>();
        boolean[] once = {true};
        Told told = new Told();
        ReportingBreaker breaker = new ReportingBreaker(
                plain,
                () -> {
                    // the clock is read after the state: here another thread closes the breaker, and finds nothing to
                    // tell
                    if (!self.isEmpty() && once[0]) {
                        once[0] = false;
                        self.get(0).transitionToClosedState();
                    }
                    return time.nanos();
                },
                told);
        self.add(breaker);

        breaker.transitionToOpenState();

        assertThat(plain.getState()).isEqualTo(State.CLOSED);
        assertThat(told.last()).isEqualTo(State.CLOSED);
        assertThat(breaker.tryAcquirePermission()).as("closed").isTrue();
    }

    private static void move(CircuitBreaker breaker, int which) {
        switch (which) {
            case 0 -> breaker.transitionToOpenState();
            case 1 -> breaker.transitionToClosedState();
            default -> breaker.tryAcquirePermission();
        }
    }
}

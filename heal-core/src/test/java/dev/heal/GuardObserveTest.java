package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery.Step;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guard is told of, and did not call itself. */
final class GuardObserveTest {

    private static final Guard.Counts NOTHING = new Guard.Counts(0, 0, 0, 0, 0, 0);

    private final Bench bench = new Bench(Bench.SMALL);

    @Test
    void failuresOpenTheBreaker() {
        for (int i = 0; i < 4; i++) {
            assertThat(observe(Fault.passing())).isEqualTo(new Failure(Kind.TRANSIENT, Phase.NOT_APPLIED, "F42"));
        }
        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(bench.guard.counts()).as("no call of the guard's").isEqualTo(NOTHING);
        assertThat(bench.guard.explain()).contains("last failure transient (F42)");
    }

    @Test
    void successesKeepItClosed() {
        for (int i = 0; i < 100; i++) {
            assertThat(observe(null)).isNull();
            assertThat(observe(null)).isNull();
            assertThat(observe(null)).isNull();
            observe(Fault.passing());
        }
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyEvidenceCounts(Kind kind) {
        Failure failure = observe(Fault.of(kind, Phase.MAYBE_APPLIED));
        assertThat(failure).isNotNull().extracting(Failure::kind).isEqualTo(kind);
        assertThat(buffered()).isEqualTo(kind.isEvidence() ? 1 : 0);
    }

    @Test
    void whatSaysNothingOfTheBackendIsNothing() {
        assertThat(observe(new CancellationException())).isNull();
        assertThat(observe(new InterruptedException())).isNull();
        assertThat(observe(new AssertionError("a bug"))).isNull();
        assertThat(buffered()).isZero();
    }

    @Test
    void theViewReadsIt() {
        Guard other = bench.guard.classifying(thrown -> new Failure(Kind.LOCK, Phase.NOT_APPLIED, "view"));
        assertThat(other.observe(new SocketTimeoutException(), 1))
                .isEqualTo(new Failure(Kind.LOCK, Phase.NOT_APPLIED, "view"));
    }

    @Test
    void insideACallNothingIsCountedTwice() throws Exception {
        bench.guard.run(Effect.READ, () -> {
            for (int i = 0; i < 10; i++) {
                assertThat(observe(Fault.passing())).isNotNull();
                observe(null);
            }
        });
        assertThat(buffered()).as("the call itself").isEqualTo(1);
    }

    @Test
    void aBreakerThatIsNotClosedIsNotMoved() {
        bench.tripAndWait();
        int before = buffered();
        observe(Fault.passing());
        observe(null);
        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(buffered()).isEqualTo(before);

        bench.guard.begin(Effect.READ).abandon();
        for (int i = 0; i < 10; i++) {
            observe(null);
        }
        assertThat(bench.state()).as("probes decide").isEqualTo(State.HALF_OPEN);
    }

    @Test
    void aTimeThatIsNegativeCountsAsNone() {
        Duration[] seen = new Duration[2];
        bench.guard.breaker().getEventPublisher().onError(event -> seen[0] = event.getElapsedDuration());
        bench.guard.breaker().getEventPublisher().onSuccess(event -> seen[1] = event.getElapsedDuration());
        bench.guard.observe(Fault.passing(), -5);
        bench.guard.observe(null, Long.MIN_VALUE);
        assertThat(seen).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void itCallsForHealing() {
        AtomicInteger evicted = new AtomicInteger();
        bench.guard.heals(Step.EVICT, "connection evicted", evicted::incrementAndGet);
        observe(Fault.of(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED));
        bench.time.runDue();
        assertThat(evicted).hasValue(1);
    }

    @Test
    void aHostsBreakerThatFailsDisturbsNobody() {
        Bench hosted = new Bench(
                Bench.SMALL, new HostBreaker().breaking("onSuccess", "onError").breaker());
        assertThat(hosted.guard.observe(null, 1)).isNull();
        assertThat(hosted.guard.observe(Fault.passing(), 1)).isNotNull();
    }

    private Failure observe(Throwable thrown) {
        return bench.guard.observe(thrown, 1_000_000);
    }

    private int buffered() {
        return bench.guard.breaker().getMetrics().getNumberOfBufferedCalls();
    }
}

package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.time.HealRuntime;
import dev.heal.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What says nothing about the backend is not counted, and gives back the permission it held. */
final class GuardNoOutcomeTest {

    static Stream<Throwable> noOutcomes() {
        return Stream.of(
                new AssertionError("a bug of the host's"),
                new StackOverflowError(),
                new InterruptedException("shutting down"),
                new CancellationException("not wanted any more"),
                refusalOfAnother(),
                new SQLTransientConnectionException("no", "08001", refusalOfAnother()));
    }

    @ParameterizedTest
    @MethodSource("noOutcomes")
    void itPassesThroughUncounted(Throwable thrown) {
        Bench bench = new Bench(Bench.SMALL);

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> bench.guard.call(Effect.READ, () -> sneak(thrown)))
                    .isSameAs(thrown);
        }

        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(20, 0, 0, 0, 20, 0));
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        assertThat(bench.guard.breaker().getMetrics().getNumberOfBufferedCalls())
                .isZero();
        assertThat(bench.guard.explain()).doesNotContain("last failure");
    }

    @ParameterizedTest
    @MethodSource("noOutcomes")
    void aProbeThatEndsSoGivesItsPlaceBack(Throwable thrown) throws Exception {
        Bench bench = new Bench(Bench.SMALL);
        bench.tripAndWait();

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> bench.guard.call(Effect.READ, () -> sneak(thrown)))
                    .isSameAs(thrown);
        }

        assertThat(bench.state()).isEqualTo(State.HALF_OPEN);
        bench.guard.run(Effect.READ, () -> {});
        bench.guard.run(Effect.READ, () -> {});
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        bench.checkIdle();
    }

    @Test
    void aProbeThatFailsForItsOwnReasonsGivesItsPlaceBack() {
        Bench bench = new Bench(Bench.SMALL);
        bench.tripAndWait();

        for (Kind kind : List.of(Kind.PERMANENT, Kind.LOCK, Kind.EXHAUSTED, Kind.PERMANENT)) {
            assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                        throw Fault.of(kind, Phase.NOT_APPLIED);
                    }))
                    .isInstanceOf(Fault.class);
        }

        assertThat(bench.state()).isEqualTo(State.HALF_OPEN);
        assertThat(bench.guard.counts().refused()).isZero();
    }

    @Test
    void interruptionDuringTheWaitRethrowsTheFailureAndKeepsTheFlag() {
        Bench bench = new Bench(Bench.SMALL);
        Fault fault = Fault.passing();

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    Thread.currentThread().interrupt();
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(Thread.interrupted()).as("the flag").isTrue();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 1));
        assertThat(bench.time.nanos()).as("nothing was waited for").isZero();
    }

    @Test
    void interruptionOfARealWaitEndsItSoon() throws Exception {
        HealRuntime real = new HealRuntime(
                Ticker.system(),
                java.time.InstantSource.system(),
                new Random(1),
                new Bench(Bench.SMALL).runtime.timer(),
                new Bench(Bench.SMALL).runtime.io(),
                null);
        Guard guard = new Guard("db", new LiveBox<>(Bench.SMALL), real).classifying(Fault.CLASSIFIER);
        Fault fault = Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, java.time.Duration.ofSeconds(9));
        Throwable[] seen = new Throwable[1];
        boolean[] flag = new boolean[1];
        Thread caller = new Thread(() -> {
            try {
                guard.run(Effect.READ, () -> {
                    throw fault;
                });
            } catch (Throwable thrown) {
                seen[0] = thrown;
                flag[0] = Thread.currentThread().isInterrupted();
            }
        });
        caller.start();
        Await.until("the caller waits", () -> guard.counts().retries() == 1);
        caller.interrupt();
        caller.join(60_000);

        assertThat(seen[0]).isSameAs(fault);
        assertThat(flag[0]).isTrue();
        assertThat(guard.counts().abandoned()).isEqualTo(1);
    }

    private static CallRefusedException refusalOfAnother() {
        Bench other = new Bench(Bench.SMALL);
        other.trip();
        try {
            throw new AssertionError(other.guard.begin(Effect.READ));
        } catch (CallRefusedException refused) {
            return refused;
        }
    }

    @SuppressWarnings("unchecked") // lets a test throw what the signature does not name
    private static <T extends Throwable> Object sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.retry.RetrySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The retries that all callers of a guard share. */
final class GuardBudgetTest {

    /** Retries at hand at first, and at the most. */
    private static final int MOST = 50;

    private final Bench bench = new Bench(wide(5, 50));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void onceItIsSpentTheFailureItselfSurfaces() {
        for (int i = 0; i < 40; i++) {
            Fault fault = Fault.passing();
            assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                        tries.incrementAndGet();
                        throw fault;
                    }))
                    .isSameAs(fault);
        }
        assertThat(tries).as("40 calls and 50 retries").hasValue(40 + MOST);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(40, 0, 40, 0, 0, MOST));
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void successesEarnRetriesForAllCallers() throws Exception {
        spend();
        serve(60, 5);
        assertThat(spend()).as("a twentieth each in the first second").isEqualTo(3);
        serve(400, 5);
        assertThat(spend()).as("no more than there is room for").isEqualTo(MOST);
        serve(8, 5);
        assertThat(spend()).as("a half each").isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyABreakerThatLetsEverythingThroughAllowsRetries(State state) {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    switch (state) {
                        case CLOSED -> {}
                        case OPEN -> bench.guard.breaker().transitionToOpenState();
                        case HALF_OPEN -> {
                            bench.guard.breaker().transitionToOpenState();
                            bench.guard.breaker().transitionToHalfOpenState();
                        }
                        case FORCED_OPEN -> bench.guard.breaker().transitionToForcedOpenState();
                        case DISABLED -> bench.guard.breaker().transitionToDisabledState();
                        case METRICS_ONLY -> bench.guard.breaker().transitionToMetricsOnlyState();
                    }
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);
        boolean through = state == State.CLOSED || state == State.DISABLED || state == State.METRICS_ONLY;
        assertThat(tries).hasValue(through ? 5 : 1);
        assertThat(spend()).as("what is left").isEqualTo(through ? MOST - 4 : MOST);
    }

    @Test
    void timeOutsAreNotRepeatedOnceSuccessesTakeLongerThanUsual() throws Exception {
        serve(3_000, 10);
        assertThat(triesOf(Kind.TIME_OUT)).isEqualTo(5);
        serve(100, 60);

        assertThat(triesOf(Kind.TIME_OUT)).isEqualTo(1);
        assertThat(triesOf(Kind.OVERLOAD)).isEqualTo(1);
        assertThat(triesOf(Kind.CONNECTION_DEAD)).isEqualTo(5);
        spend();
        serve(60, 60);
        assertThat(spend()).as("a twentieth each").isEqualTo(3);

        serve(100, 10);
        assertThat(triesOf(Kind.TIME_OUT)).as("quick again").isEqualTo(5);
    }

    @Test
    void aThirdOfTriesThatFailHardlyShows() throws Exception {
        Random random = new Random(30);
        int calls = 20_000;
        int visible = 0;
        for (int i = 0; i < calls; i++) {
            try {
                bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    bench.time.advance(Duration.ofNanos(3_000_000 + random.nextInt(4_000_000)));
                    if (random.nextInt(10) < 3) {
                        throw Fault.of(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED);
                    }
                });
            } catch (Fault seen) {
                visible++;
            }
        }
        // without retries 30 % of calls would fail
        assertThat(visible).isLessThanOrEqualTo(calls * 3 / 100);
        assertThat(tries.get()).isLessThanOrEqualTo(calls * 3 / 2);
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aRetryThatTheBreakerRefusesIsGivenBack() {
        HostBreaker host = new HostBreaker();
        Bench hosted = new Bench(wide(5, 50), host.breaker());
        for (int i = 0; i < 30; i++) {
            Attempt attempt = hosted.guard.begin(Effect.READ);
            host.refuses(true);
            assertThat(attempt.failure(Fault.passing())).isEmpty();
            host.refuses(false);
        }
        assertThat(hosted.guard.counts()).isEqualTo(new Guard.Counts(30, 0, 30, 0, 0, 0));
        assertThat(spend(hosted)).isEqualTo(MOST);
    }

    @Test
    void aBudgetOfNothingSwitchesRetriesOff() throws Exception {
        Bench none = new Bench(wide(5, 0));
        for (int i = 0; i < 100; i++) {
            none.guard.run(Effect.READ, () -> none.time.advance(Duration.ofMillis(5)));
        }
        assertThat(spend(none)).isZero();
    }

    @Test
    void aChangeTakesEffectAtTheNextFailure() throws Exception {
        serve(300, 5);
        bench.settings.set(wide(5, 0));
        assertThat(spend()).isZero();
        serve(100, 5);
        bench.settings.set(wide(5, 100));
        assertThat(spend()).as("what was there before").isEqualTo(MOST);
        serve(6, 5);
        assertThat(spend()).as("one each").isEqualTo(6);
    }

    @Test
    void callsInsideCallsEarnNothing() throws Exception {
        serve(300, 5);
        spend();
        bench.guard.run(Effect.READ, () -> {
            for (int i = 0; i < 50; i++) {
                bench.guard.run(Effect.READ, () -> {});
            }
        });
        assertThat(spend()).isZero();
    }

    private static GuardSettings wide(int tries, double budget) {
        return Bench.with(
                new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 2),
                new RetrySettings(tries, Duration.ofMillis(1), Duration.ofMillis(5), budget));
    }

    private void serve(int calls, int millis) throws Exception {
        for (int i = 0; i < calls; i++) {
            bench.guard.run(Effect.READ, () -> bench.time.advance(Duration.ofMillis(millis)));
        }
    }

    private int triesOf(Kind kind) {
        tries.set(0);
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(kind, Phase.NOT_APPLIED);
                }))
                .isInstanceOf(Fault.class);
        return tries.get();
    }

    /** Fails calls until no retry is left; how many there were. */
    private int spend() {
        return spend(bench);
    }

    private static int spend(Bench from) {
        from.guard.breaker().transitionToClosedState();
        long before = from.guard.counts().retries();
        long seen;
        do {
            seen = from.guard.counts().retries();
            assertThatThrownBy(() -> from.guard.run(Effect.READ, () -> {
                        throw Fault.passing();
                    }))
                    .isInstanceOf(Fault.class);
        } while (from.guard.counts().retries() > seen);
        return (int) (seen - before);
    }
}

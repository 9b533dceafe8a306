package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.journal.Decision;
import dev.heal.retry.RetrySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Settings that change while the guard is in use. */
final class GuardSettingsChangeTest {

    private static final BreakerSettings SLOWER = new BreakerSettings(50, 4, 4, Duration.ofSeconds(5), 1);

    private final Bench bench = new Bench(Bench.SMALL);

    @Test
    void moreTriesTakeEffectAtTheNextCall() {
        bench.settings.set(Bench.with(
                new BreakerSettings(100, 100, 100, Duration.ofSeconds(1), 2),
                new RetrySettings(7, Duration.ofMillis(1), Duration.ofMillis(1))));
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(7);
    }

    @Test
    void anOpenBreakerStaysOpenAndWaitsTheNewTime() {
        bench.trip();
        bench.time.advance(Duration.ofMillis(900));
        CircuitBreaker before = bench.guard.breaker();

        bench.settings.set(Bench.with(SLOWER, Bench.SMALL.retry()));

        assertThat(bench.guard.breaker()).isNotSameAs(before);
        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(5).plusNanos(1));
        bench.time.advance(Duration.ofMillis(4_999));
        Duration left = refusal().retryAfter();
        assertThat(left).isEqualTo(Duration.ofMillis(1).plusNanos(1));
        bench.time.advance(left);
        bench.guard.begin(Effect.READ).success();
        assertThat(bench.state()).as("one probe is enough now").isEqualTo(State.CLOSED);
    }

    @Test
    void everyStateIsKeptAsFarAsItCanBe() {
        for (State state : State.values()) {
            Bench one = new Bench(Bench.SMALL);
            switch (state) {
                case CLOSED -> {}
                case OPEN -> one.trip();
                case HALF_OPEN -> {
                    one.tripAndWait();
                    one.guard.begin(Effect.READ).abandon();
                }
                case FORCED_OPEN -> one.guard.breaker().transitionToForcedOpenState();
                case DISABLED -> one.guard.breaker().transitionToDisabledState();
                case METRICS_ONLY -> one.guard.breaker().transitionToMetricsOnlyState();
            }
            assertThat(one.state()).isEqualTo(state);

            one.settings.set(Bench.with(SLOWER, Bench.SMALL.retry()));

            assertThat(one.state()).isEqualTo(state == State.HALF_OPEN ? State.OPEN : state);
        }
    }

    @Test
    void aChangeOfOtherSettingsKeepsTheBreaker() {
        CircuitBreaker before = bench.guard.breaker();
        bench.settings.set(
                Bench.with(Bench.SMALL.breaker(), new RetrySettings(2, Duration.ofMillis(1), Duration.ofMillis(1))));
        assertThat(bench.guard.breaker()).isSameAs(before);
    }

    @Test
    void theHostsOwnBreakerIsNeverReplaced() {
        CircuitBreaker own = CircuitBreaker.ofDefaults("host");
        Bench hosted = new Bench(Bench.SMALL, own);
        hosted.settings.set(Bench.with(SLOWER, Bench.SMALL.retry()));
        assertThat(hosted.guard.breaker()).isSameAs(own);
    }

    @Test
    void lateResultsOfCallsOnTheReplacedBreakerMoveNothing() {
        Attempt[] late = new Attempt[4];
        for (int i = 0; i < late.length; i++) {
            late[i] = bench.guard.begin(Effect.UNSAFE);
        }
        bench.settings.set(Bench.with(SLOWER, Bench.SMALL.retry()));
        bench.time.advance(Duration.ofMinutes(1));

        for (Attempt attempt : late) {
            assertThat(attempt.failure(new SocketTimeoutException("late"))).isEmpty();
        }

        assertThat(bench.state()).isEqualTo(State.CLOSED);
        assertThat(bench.journal.recent(10)).extracting(Decision::action).containsExactly("notice");
        assertThat(bench.guard.explain()).startsWith("db is CLOSED since 2026-01-01T00:00:00Z: ");
        bench.checkIdle();
    }

    @Test
    void theNewBreakerIsJournaledLikeTheOldOne() {
        bench.settings.set(Bench.with(SLOWER, Bench.SMALL.retry()));
        bench.trip();
        assertThat(bench.journal.recent(10)).extracting(Decision::action).containsExactly("notice", "open");
    }

    private CallRefusedException refusal() {
        return catchThrowableOfType(CallRefusedException.class, () -> bench.guard.begin(Effect.READ));
    }
}

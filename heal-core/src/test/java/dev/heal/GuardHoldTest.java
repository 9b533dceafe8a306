package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.journal.Decision;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guard kept shut on the word of a probe. */
final class GuardHoldTest {

    private static final Failure GONE = new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "REFUSED");

    private final Bench bench = new Bench(Bench.SMALL);
    private final Exception cause = new java.net.ConnectException("refused");

    @Test
    void itRefusesWithTheCauseAndTheTimeGiven() {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        hold.retryIn(Duration.ofSeconds(3));
        bench.time.advance(Duration.ofSeconds(1));

        CallRefusedException refused = refusal();
        assertThat(refused.reason()).isEqualTo(Reason.OPEN);
        assertThat(refused).hasCause(cause);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(hold.isHeld()).isTrue();
        assertThat(bench.state()).isEqualTo(State.OPEN);
        bench.time.advance(Duration.ofSeconds(5));
        assertThat(refusal().retryAfter()).isZero();
        assertThat(bench.guard.counts().refused()).isEqualTo(2);
    }

    @Test
    void withoutACauseItIsTheBreakersOwn() {
        bench.guard.shut(GONE, null);
        CallRefusedException first = refusal();
        assertThat(first.getCause()).isInstanceOf(CallNotPermittedException.class);
        assertThat(refusal().getCause()).isSameAs(first.getCause());
    }

    @Test
    void waitsBeyondAllBoundsAreBounded() {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        hold.retryIn(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(refusal().retryAfter()).isEqualTo(Duration.ofDays(36_500));
        hold.retryIn(Duration.ofSeconds(Long.MIN_VALUE));
        assertThat(refusal().retryAfter()).isZero();
    }

    @Test
    void itStaysShutBeyondTheBreakersOwnWait() {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        for (int i = 0; i < 100; i++) {
            bench.time.advance(Duration.ofMinutes(1));
            assertThat(refusal()).hasCause(cause);
        }
        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(hold.isHeld()).isTrue();
    }

    @Test
    void releaseCloses() throws Exception {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        hold.release();
        assertThat(hold.isHeld()).isFalse();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        bench.guard.run(Effect.READ, () -> {});

        bench.trip();
        hold.release();
        assertThat(bench.state()).as("a second release does nothing").isEqualTo(State.OPEN);
    }

    @Test
    void anOlderHoldDoesNothingAfterANewerOne() {
        Guard.Hold older = bench.guard.shut(GONE, new java.net.ConnectException("older"));
        Guard.Hold newer = bench.guard.shut(GONE, cause);
        assertThat(older.isHeld()).isFalse();
        older.release();
        older.retryIn(Duration.ofHours(1));

        assertThat(newer.isHeld()).isTrue();
        assertThat(refusal()).hasCause(cause);
        assertThat(refusal().retryAfter()).isZero();
        newer.release();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"CLOSED", "HALF_OPEN", "DISABLED", "METRICS_ONLY", "FORCED_OPEN"})
    void whoeverMovesTheBreakerByHandOverrulesIt(State to) {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        byHand(to);

        assertThat(hold.isHeld()).isFalse();
        hold.release();
        assertThat(bench.state()).isEqualTo(to);
        if (to == State.FORCED_OPEN) {
            assertThat(refusal().reason()).isEqualTo(Reason.PINNED);
        } else {
            bench.guard.begin(Effect.READ).success();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"FORCED_OPEN", "DISABLED", "METRICS_ONLY"})
    void whatAPersonDecidedStands(State decided) {
        byHand(decided);
        int written = bench.journal.recent(10).size();
        Guard.Hold hold = bench.guard.shut(GONE, cause);

        assertThat(hold.isHeld()).isFalse();
        assertThat(bench.state()).isEqualTo(decided);
        hold.release();
        assertThat(bench.state()).isEqualTo(decided);
        assertThat(bench.journal.recent(10)).hasSize(written);
    }

    @Test
    void itShutsABreakerThatTriesTheBackendOut() {
        bench.tripAndWait();
        Attempt probe = bench.guard.begin(Effect.READ);
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        probe.success();

        assertThat(hold.isHeld()).isTrue();
        assertThat(bench.state()).isEqualTo(State.OPEN);
        bench.time.advance(Duration.ofHours(1));
        assertThat(refusal()).hasCause(cause);
    }

    @Test
    void itTakesOverABreakerThatIsOpen() {
        bench.trip();
        int written = bench.journal.recent(10).size();
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        bench.time.advance(Duration.ofHours(1));

        assertThat(refusal()).hasCause(cause);
        assertThat(bench.journal.recent(10)).as("no transition").hasSize(written);
        hold.release();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void callsInProgressEndNormallyAndAreNotRepeated() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        String page = bench.guard.call(Effect.READ, () -> {
            bench.guard.shut(GONE, cause);
            assertThat(bench.guard.<String, Exception>call(Effect.READ, () -> "inside"))
                    .isEqualTo("inside");
            return "page";
        });
        assertThat(page).isEqualTo("page");
        bench.guard.breaker().transitionToClosedState();

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    bench.guard.shut(GONE, cause);
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
        bench.checkIdle();
    }

    @Test
    void retriesStopWhileItIsHeld() {
        Attempt attempt = bench.guard.begin(Effect.READ);
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        assertThat(attempt.failure(Fault.passing())).isEmpty();
        hold.release();
        assertThat(bench.guard.begin(Effect.READ).failure(Fault.passing())).isPresent();
    }

    @Test
    void theHostsOwnBreakerOpensAndCloses() {
        CircuitBreaker own = CircuitBreaker.ofDefaults("host");
        Bench hosted = new Bench(Bench.SMALL, own);
        Guard.Hold hold = hosted.guard.shut(GONE, cause);
        assertThat(own.getState()).isEqualTo(State.OPEN);
        assertThatThrownBy(() -> hosted.guard.begin(Effect.READ))
                .isInstanceOf(CallRefusedException.class)
                .hasCause(cause);
        hold.release();
        assertThat(own.getState()).isEqualTo(State.CLOSED);

        Guard.Hold overruled = hosted.guard.shut(GONE, cause);
        own.transitionToHalfOpenState();
        assertThat(overruled.isHeld()).isFalse();
    }

    @Test
    void aHostsBreakerThatCannotOpenLeavesTheGuardAsItIs() {
        HostBreaker host = new HostBreaker().breaking("transitionToOpenState");
        Bench hosted = new Bench(Bench.SMALL, host.breaker());
        Guard.Hold hold = hosted.guard.shut(GONE, cause);
        assertThat(hold.isHeld()).isFalse();
        hold.release();
        hosted.guard.begin(Effect.READ).success();
    }

    @Test
    void aHostsBreakerThatCannotCloseIsNoHoldAnyMore() {
        HostBreaker host = new HostBreaker().breaking("transitionToClosedState");
        Bench hosted = new Bench(Bench.SMALL, host.breaker());
        Guard.Hold hold = hosted.guard.shut(GONE, cause);
        hold.release();
        assertThat(hold.isHeld()).isFalse();
    }

    @Test
    void aCallLetThroughWhileItIsShutDoesNotUndoIt() {
        // at the moment of shutting, another caller's probe moves the breaker on
        CircuitBreaker own = CircuitBreaker.ofDefaults("host");
        boolean[] once = {true};
        Bench hosted = new Bench(Bench.SMALL, own);
        own.getEventPublisher().onStateTransition(event -> {
            if (once[0] && event.getStateTransition().getToState() == State.OPEN) {
                once[0] = false;
                own.transitionToHalfOpenState();
            }
        });
        Guard.Hold hold = hosted.guard.shut(GONE, cause);

        assertThat(own.getState()).isEqualTo(State.OPEN);
        assertThat(hold.isHeld()).isTrue();
    }

    @Test
    void itOutlivesAChangeOfTheBreakersSettings() {
        Guard.Hold hold = bench.guard.shut(GONE, cause);
        bench.settings.set(Bench.with(
                new dev.heal.breaker.BreakerSettings(10, 8, 8, Duration.ofSeconds(9), 1), Bench.SMALL.retry()));
        assertThat(hold.isHeld()).isTrue();
        assertThat(refusal()).hasCause(cause);
        hold.release();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        assertThat(bench.guard.begin(Effect.READ)).isNotNull();
    }

    @Test
    void itIsJournaledWithWhatTheProbeFound() {
        bench.guard.shut(GONE, cause).release();
        assertThat(bench.journal.recent(10).stream().map(Decision::sentence).filter(s -> !s.startsWith("db: notice")))
                .containsExactly(
                        "db: open, CLOSED to OPEN, because of connection-dead REFUSED in db (client);"
                                + " calls 0, failedCalls 0; to overrule: heal.guard.db.breaker.*",
                        "db: close, OPEN to CLOSED, because of answers again in db (client);"
                                + " calls 0, failedCalls 0; to overrule: heal.guard.db.breaker.*");
        assertThat(bench.guard.explain()).contains("last failure connection-dead (REFUSED)");
    }

    private void byHand(State to) {
        CircuitBreaker breaker = bench.guard.breaker();
        switch (to) {
            case CLOSED -> breaker.transitionToClosedState();
            case OPEN -> breaker.transitionToOpenState();
            case HALF_OPEN -> breaker.transitionToHalfOpenState();
            case FORCED_OPEN -> breaker.transitionToForcedOpenState();
            case DISABLED -> breaker.transitionToDisabledState();
            case METRICS_ONLY -> breaker.transitionToMetricsOnlyState();
        }
    }

    private CallRefusedException refusal() {
        return catchThrowableOfType(CallRefusedException.class, () -> bench.guard.begin(Effect.READ));
    }
}

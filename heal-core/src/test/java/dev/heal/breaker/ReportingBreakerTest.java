package dev.heal.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is told of a breaker's transitions, and how to the nanosecond it waits. */
final class ReportingBreakerTest {

    /** Opens at 50 % of 4 calls, waits 1 s, lets 2 through. */
    private static final BreakerSettings SMALL = new BreakerSettings(50, 4, 4, Duration.ofSeconds(1), 2);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final VirtualTime time = new VirtualTime();
    private final Told told = new Told();
    private final ReportingBreaker breaker = new ReportingBreaker(SMALL.toBreaker("db", time), time, told);

    @Test
    void transitionsByItselfAreToldOnce() {
        failures(4);
        assertThat(told.since()).containsExactly("CLOSED > OPEN");
        assertThat(breaker.tryAcquirePermission()).isFalse();
        assertThat(told.since()).isEmpty();

        time.advance(SECOND.plus(NANO));
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(told.since()).containsExactly("OPEN > HALF_OPEN");
        assertThat(breaker.tryAcquirePermission()).isTrue();
        failures(2);
        assertThat(told.since()).containsExactly("HALF_OPEN > OPEN");

        time.advance(SECOND.plus(NANO));
        breaker.acquirePermission();
        breaker.acquirePermission();
        successes(2);
        assertThat(told.since()).containsExactly("OPEN > HALF_OPEN", "HALF_OPEN > CLOSED");
    }

    @Test
    void transitionsByHandAreToldOnce() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        breaker.transitionToClosedState();
        breaker.transitionToForcedOpenState();
        breaker.transitionToDisabledState();
        breaker.transitionToMetricsOnlyState();
        breaker.transitionToClosedState();
        breaker.transitionToOpenStateFor(SECOND);
        breaker.reset();
        breaker.transitionToOpenStateUntil(java.time.Instant.EPOCH.plusSeconds(9));
        assertThat(told.since())
                .containsExactly(
                        "CLOSED > OPEN",
                        "OPEN > HALF_OPEN",
                        "HALF_OPEN > CLOSED",
                        "CLOSED > FORCED_OPEN",
                        "FORCED_OPEN > DISABLED",
                        "DISABLED > METRICS_ONLY",
                        "METRICS_ONLY > CLOSED",
                        "CLOSED > OPEN",
                        "OPEN > CLOSED",
                        "CLOSED > OPEN");
    }

    @Test
    void whatChangesNothingIsNotTold() {
        breaker.transitionToClosedState();
        breaker.reset();
        breaker.transitionToOpenState();
        assertThat(told.since()).containsExactly("CLOSED > OPEN");
        breaker.transitionToOpenState();
        breaker.transitionToOpenStateFor(SECOND);
        assertThat(told.since()).isEmpty();
    }

    @Test
    void aTransitionThatIsNotAllowedIsNotTold() {
        breaker.transitionToMetricsOnlyState();
        told.since();
        assertThatThrownBy(breaker::transitionToOpenState).isInstanceOf(IllegalStateTransitionException.class);
        assertThat(told.since()).isEmpty();
        assertThat(breaker.tryAcquirePermission()).isTrue();
    }

    @Test
    void aListenerThatMovesTheBreakerIsToldOfThatToo() {
        List<String> heard = new ArrayList<>();
        ReportingBreaker impatient = new ReportingBreaker(SMALL.toBreaker("db", time), time, (self, from, to) -> {
            heard.add(from + " > " + to);
            if (to == State.OPEN) {
                self.transitionToClosedState();
            }
        });
        impatient.transitionToOpenState();

        assertThat(heard).containsExactly("CLOSED > OPEN", "OPEN > CLOSED");
        assertThat(impatient.tryAcquirePermission()).isTrue();
    }

    @Test
    void theWaitEndsToTheNanosecond() {
        breaker.transitionToOpenState();
        assertThat(breaker.openUntilNanos()).isEqualTo(SECOND.plus(NANO).toNanos());
        assertWaits(SECOND);
    }

    @Test
    void aWaitByHandEndsToTheNanosecond() {
        breaker.transitionToOpenStateFor(Duration.ofMillis(300));
        assertWaits(Duration.ofMillis(300));
        breaker.transitionToOpenStateFor(Duration.ofSeconds(30));
        assertWaits(Duration.ofSeconds(30));
    }

    @Test
    void aWaitUntilAMomentEndsToTheNanosecond() {
        // the breaker's clock began when it was made
        breaker.transitionToOpenStateUntil(java.time.Instant.EPOCH.plusSeconds(3));
        assertWaits(Duration.ofSeconds(3));
    }

    @Test
    void partsOfAMillisecondCountForNothingAsInResilience4j() {
        breaker.transitionToOpenStateFor(Duration.ofNanos(2_900_000));
        assertWaits(Duration.ofMillis(2));
    }

    @Test
    void openedAnewWhileOpenItWaitsAnewAndNotAsLongAsBefore() {
        breaker.transitionToOpenStateFor(Duration.ofHours(1));
        breaker.transitionToOpenState();
        assertWaits(SECOND);
        breaker.transitionToOpenState();
        time.advance(Duration.ofMillis(700));
        breaker.transitionToOpenState();
        assertWaits(SECOND);
    }

    @Test
    void aWaitOfAgesIsAWait() {
        breaker.transitionToOpenStateFor(Duration.ofDays(365_000));
        assertThat(breaker.tryAcquirePermission()).isFalse();
        time.advance(Duration.ofDays(3_650));
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void refusalsWithinTheWaitAreCountedUntilTheStateEnds() {
        breaker.transitionToOpenState();
        for (int i = 0; i < 7; i++) {
            assertThat(breaker.tryAcquirePermission()).isFalse();
        }
        assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isEqualTo(7);
        breaker.transitionToClosedState();
        assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isZero();
    }

    @Test
    void aRefusalThrowsResilience4jsOwnException() {
        CircuitBreaker alone = SMALL.toBreaker("db", time);
        alone.transitionToOpenState();
        breaker.transitionToOpenState();
        Throwable expected = org.assertj.core.api.Assertions.catchThrowable(alone::acquirePermission);

        assertThatThrownBy(breaker::acquirePermission)
                .isInstanceOfSatisfying(
                        CallNotPermittedException.class,
                        refused -> assertThat(refused.getCausingCircuitBreakerName())
                                .isEqualTo("db"))
                .hasMessage(expected.getMessage())
                .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty());
        assertThatThrownBy(() -> breaker.executeCallable(() -> "page")).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void whoeverAsksForEventsGetsAllOfThem() {
        breaker.transitionToOpenState();
        assertThat(breaker.tryAcquirePermission()).as("before anybody asked").isFalse();
        List<CircuitBreakerEvent.Type> events = new ArrayList<>();
        breaker.getEventPublisher().onEvent(event -> events.add(event.getEventType()));

        assertThat(breaker.tryAcquirePermission()).isFalse();
        breaker.transitionToClosedState();
        breaker.onSuccess(1, TimeUnit.NANOSECONDS);
        breaker.onError(1, TimeUnit.NANOSECONDS, new IllegalStateException());
        breaker.onResult(1, TimeUnit.NANOSECONDS, "page");
        breaker.reset();

        assertThat(events)
                .containsExactly(
                        CircuitBreakerEvent.Type.NOT_PERMITTED,
                        CircuitBreakerEvent.Type.STATE_TRANSITION,
                        CircuitBreakerEvent.Type.SUCCESS,
                        CircuitBreakerEvent.Type.ERROR,
                        CircuitBreakerEvent.Type.SUCCESS,
                        CircuitBreakerEvent.Type.RESET);
    }

    @Test
    void everythingElseIsTheBreakersOwn() {
        CircuitBreaker alone = SMALL.toBreaker("db", time);
        assertThat(breaker.getName()).isEqualTo("db");
        assertThat(breaker).hasToString(alone.toString());
        assertThat(breaker.getTags()).isEmpty();
        assertThat(breaker.getTimestampUnit()).isEqualTo(TimeUnit.NANOSECONDS);
        time.advance(SECOND);
        assertThat(breaker.getCurrentTimestamp()).isEqualTo(SECOND.toNanos());
        assertThat(breaker.getCircuitBreakerConfig().getSlidingWindowSize()).isEqualTo(4);
    }

    /** Refuses up to the very end of the wait, and not a nanosecond longer; closed afterwards. */
    private void assertWaits(Duration wait) {
        assertThat(breaker.tryAcquirePermission()).isFalse();
        time.advance(wait);
        assertThat(breaker.tryAcquirePermission()).as("at the end").isFalse();
        time.advance(NANO);
        assertThat(breaker.tryAcquirePermission()).as("after the end").isTrue();
        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
        breaker.transitionToClosedState();
    }

    private void failures(int times) {
        for (int i = 0; i < times; i++) {
            breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException());
        }
    }

    private void successes(int times) {
        for (int i = 0; i < times; i++) {
            breaker.onSuccess(1, TimeUnit.MILLISECONDS);
        }
    }
}

package dev.heal.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BreakerSettingsTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void itsFiguresReachTheBreaker() {
        CircuitBreakerConfig config = new BreakerSettings(30, 40, 15, Duration.ofSeconds(7), 4)
                .toBreaker("db", time)
                .getCircuitBreakerConfig();

        assertThat(config.getFailureRateThreshold()).isEqualTo(30f);
        assertThat(config.getSlidingWindowSize()).isEqualTo(40);
        assertThat(config.getMinimumNumberOfCalls()).isEqualTo(15);
        assertThat(config.getPermittedNumberOfCallsInHalfOpenState()).isEqualTo(4);
        assertThat(config.getWaitIntervalFunctionInOpenState().apply(1)).isEqualTo(7_000);
    }

    @Test
    void aWindowSmallerThanTheMinimumStillOpens() {
        CircuitBreaker breaker = new BreakerSettings(50, 5, 10, Duration.ofSeconds(1), 1).toBreaker("db", time);
        for (int i = 0; i < 5; i++) {
            breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException());
        }
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
    }

    @Test
    void itWaitsOnTheTickerGiven() {
        CircuitBreaker breaker = new BreakerSettings().toBreaker("db", time);
        breaker.transitionToOpenState();
        time.advance(Duration.ofSeconds(1));
        assertThat(breaker.tryAcquirePermission()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(breaker.tryAcquirePermission()).isTrue();
    }

    @Test
    void theWaitOutlivesAWrapOfTheTicker() {
        long[] now = {Long.MAX_VALUE - 10};
        CircuitBreaker breaker = new BreakerSettings().toBreaker("db", () -> now[0]);
        breaker.transitionToOpenState();
        assertThat(breaker.tryAcquirePermission()).isFalse();
        now[0] += 1_000_000_001L;
        assertThat(breaker.tryAcquirePermission()).isTrue();
    }

    @Test
    void theClockCountsFromItsOwnBeginning() {
        time.advance(Duration.ofDays(3));
        Clock clock = new TickerClock(time);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        time.advance(Duration.ofMillis(5));
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusMillis(5));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(ZoneId.of("Europe/Paris"))).isSameAs(clock);
    }

    @Test
    void rangesAreChecked() {
        Duration wait = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new BreakerSettings(101, 20, 10, wait, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("breaker: failureRate must be in [1, 100], was 101; use 100 or less");
        assertThatThrownBy(() -> new BreakerSettings(0.5, 20, 10, wait, 3))
                .hasMessage("breaker: failureRate must be in [1, 100], was 0.5; use 1 or more");
        assertThatThrownBy(() -> new BreakerSettings(Double.NaN, 20, 10, wait, 3))
                .hasMessageStartingWith("breaker: failureRate must be in [1, 100], was NaN;");
        assertThatThrownBy(() -> new BreakerSettings(50, 0, 10, wait, 3))
                .hasMessage("breaker: window must be in [1, 10000], was 0; use 1 or more");
        assertThatThrownBy(() -> new BreakerSettings(50, 20, 10_001, wait, 3))
                .hasMessage("breaker: minimumCalls must be in [1, 10000], was 10001; use 10000 or less");
        assertThatThrownBy(() -> new BreakerSettings(50, 20, 10, Duration.ofHours(2), 3))
                .hasMessage("breaker: waitOpen must be in [1ms, 1h], was 2h; use 1h or less");
        assertThatThrownBy(() -> new BreakerSettings(50, 20, 10, wait, 101))
                .hasMessage("breaker: probes must be in [1, 100], was 101; use 100 or less");
    }
}

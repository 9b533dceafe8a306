package dev.heal.breaker;

import dev.heal.settings.Setting;
import dev.heal.settings.Setting.Clamp;
import dev.heal.settings.Setting.Form;
import dev.heal.settings.Settings;
import dev.heal.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a breaker opens, how long it stays open and how it closes again. Keys {@code heal.breaker.*}.
 *
 * @param failureRate percentage of failed calls in the window at which the breaker opens
 * @param window number of calls that the percentage is taken of
 * @param minimumCalls calls that must have ended before the breaker may open
 * @param waitOpen how long calls are refused before a few are let through to try
 * @param probes calls let through to try; the breaker closes again if their failure rate is below the level
 */
public record BreakerSettings(
        @Setting(
                value = "Percentage of failed calls at which the breaker opens.",
                min = "1",
                max = "100",
                form = Form.PERCENT)
        double failureRate,

        @Setting(
                value = "Number of calls that the failure rate is taken of.",
                min = "1",
                max = "10000",
                clamp = Clamp.BOTH)
        int window,

        @Setting(
                value = "Calls that must have ended before the breaker may open.",
                min = "1",
                max = "10000",
                clamp = Clamp.BOTH,
                atMost = "window",
                aliases = "min-calls")
        int minimumCalls,

        @Setting(
                value = "How long calls are refused before a few are let through.",
                min = "1ms",
                max = "1h",
                unit = "ms",
                clamp = Clamp.BOTH)
        Duration waitOpen,

        @Setting(
                value = "Calls let through to try whether the backend is back.",
                min = "1",
                max = "100",
                clamp = Clamp.HIGH)
        int probes) {

    private static final Duration NEVER_SLOW = Duration.ofNanos(Long.MAX_VALUE);

    /** Checks every range. */
    public BreakerSettings {
        Settings.check(BreakerSettings.class, failureRate, window, minimumCalls, waitOpen, probes);
    }

    /**
     * The defaults: open at 80 % of the last 25 calls, once 20 have ended; wait 1 s; 3 probes. So high because a breaker makes a
     * total failure of a partial one, and retries cure that better; a window of this length crosses 50 % by chance every few
     * hundred calls of a backend that loses 30 % of them, and 80 % hardly ever.
     */
    public BreakerSettings() {
        this(80, 25, 20, Duration.ofSeconds(1), 3);
    }

    /**
     * A resilience4j breaker with these settings, closed, on the given clock.
     *
     * @param name its name
     * @param ticker the only clock it reads
     * @return a new breaker
     */
    public CircuitBreaker toBreaker(String name, Ticker ticker) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .failureRateThreshold((float) failureRate)
                        .slidingWindow(window, Math.min(minimumCalls, window), SlidingWindowType.COUNT_BASED)
                        .waitDurationInOpenState(waitOpen)
                        .permittedNumberOfCallsInHalfOpenState(probes)
                        // resilience4j's default opens on calls of a minute or more; a slow report is no failure
                        .slowCallDurationThreshold(NEVER_SLOW)
                        .clock(new TickerClock(ticker))
                        .currentTimestampFunction(any -> ticker.nanos(), TimeUnit.NANOSECONDS)
                        // a refusal is the hot path of an outage: no stack trace
                        .writableStackTraceEnabled(false)
                        .build());
    }
}

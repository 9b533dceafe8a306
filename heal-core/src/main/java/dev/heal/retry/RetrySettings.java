package dev.heal.retry;

import dev.heal.settings.Setting;
import dev.heal.settings.Setting.Clamp;
import dev.heal.settings.Settings;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a call is tried and how long is waited in between. Keys {@code heal.retry.*}. The wait before retry <i>n</i> is
 * drawn evenly from zero to {@code firstWait * 2^(n-1)}, at most {@code maxWait}: exponential back-off with full jitter
 * (Brooker, "Exponential Backoff And Jitter", 2015).
 *
 * @param maxAttempts tries in all, the first one included
 * @param firstWait upper end of the wait before the second try
 * @param maxWait upper end of any wait
 * @param budget retries that all callers share per 100 successful calls, while failures do not look load-dependent
 */
public record RetrySettings(
        @Setting(
                value = "Tries in all, the first one included; 1 switches retries off.",
                min = "1",
                max = "20",
                clamp = Clamp.HIGH)
        int maxAttempts,

        @Setting(
                value = "Upper end of the wait before the second try.",
                min = "1ms",
                max = "1m",
                unit = "ms",
                clamp = Clamp.BOTH,
                atMost = "maxWait",
                sameQuantity = true)
        Duration firstWait,

        @Setting(
                value = "Upper end of any wait between two tries.",
                min = "1ms",
                max = "10m",
                unit = "ms",
                clamp = Clamp.BOTH)
        Duration maxWait,

        @Setting(
                value = "Retries per 100 successful calls, while failures do not look load-dependent; 0 for none.",
                min = "0",
                max = "100")
        double budget) {

    private static final int MAX_DOUBLINGS = 30;

    /** Checks every range. */
    public RetrySettings {
        Settings.check(RetrySettings.class, maxAttempts, firstWait, maxWait, budget);
    }

    /**
     * Settings with the default budget.
     *
     * @param maxAttempts tries in all, the first one included
     * @param firstWait upper end of the wait before the second try
     * @param maxWait upper end of any wait
     */
    public RetrySettings(int maxAttempts, Duration firstWait, Duration maxWait) {
        this(maxAttempts, firstWait, maxWait, 50);
    }

    /** The defaults: 5 tries, first wait up to 100 ms, later ones up to 2 s, 50 retries per 100 successes. */
    public RetrySettings() {
        this(5, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    /**
     * A resilience4j retry with these settings. It decides on the number of tries and the waits; which failures are worth a
     * retry is decided before it is asked.
     *
     * @param name its name
     * @param random chance for the jitter, safe for many threads
     * @return a new retry
     */
    public Retry toRetry(String name, RandomGenerator random) {
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(maxAttempts)
                        .intervalFunction(retry -> waitMillis(retry, random.nextDouble()))
                        .build());
    }

    /**
     * The wait before a retry.
     *
     * @param retry 1 for the first retry
     * @param chance evenly drawn from [0, 1)
     * @return milliseconds, at least 1
     */
    long waitMillis(int retry, double chance) {
        // the exponent is clamped: an unbounded one overflows to a wait of zero after some tries
        long ceiling = Math.min(maxWait.toMillis(), firstWait.toMillis() << Math.min(retry - 1, MAX_DOUBLINGS));
        return Math.max(1, Math.round(ceiling * chance));
    }
}

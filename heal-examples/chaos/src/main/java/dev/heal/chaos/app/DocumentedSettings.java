package dev.heal.chaos.app;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/** The settings of {@code documented.properties}, which names the pages that they follow. */
final class DocumentedSettings {

    private final Properties values = new Properties();

    DocumentedSettings() throws IOException {
        try (InputStream in = DocumentedSettings.class.getResourceAsStream("documented.properties")) {
            values.load(Objects.requireNonNull(in));
        }
    }

    String text(String key) {
        return Objects.requireNonNull(values.getProperty(key), key);
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    Duration duration(String key) {
        return Duration.parse(text(key));
    }

    CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(number("breaker.failureRateThreshold"))
                .slowCallRateThreshold(number("breaker.slowCallRateThreshold"))
                .slowCallDurationThreshold(duration("breaker.slowCallDurationThreshold"))
                .waitDurationInOpenState(duration("breaker.waitDurationInOpenState"))
                .permittedNumberOfCallsInHalfOpenState(number("breaker.permittedNumberOfCallsInHalfOpenState"))
                .minimumNumberOfCalls(number("breaker.minimumNumberOfCalls"))
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(number("breaker.slidingWindowSizeSeconds"))
                .build();
    }

    RetryConfig retry() {
        return RetryConfig.custom()
                .maxAttempts(number("retry.maxAttempts"))
                .waitDuration(duration("retry.waitDuration"))
                .build();
    }
}

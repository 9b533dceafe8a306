package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GuardSettingsTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        GuardSettings defaults = new GuardSettings();
        assertThat(defaults.deadline())
                .isEqualTo(new GuardSettings.Deadlines(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(3),
                        Duration.ZERO));
        assertThat(defaults.cache())
                .isEqualTo(new GuardSettings.Cache(
                        Duration.ofSeconds(300), Duration.ofHours(1), Duration.ofSeconds(30), 262_144));
        assertThat(defaults.retry().maxAttempts()).isEqualTo(5);
        assertThat(defaults.breaker().failureRate()).isEqualTo(80);
    }

    @Test
    void rangesAreChecked() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new GuardSettings.Deadlines(second, Duration.ofMillis(-1), second, second, second))
                .hasMessage("deadlines: search must be in [0s, 1d], was PT-0.001S; use 0s or more");
        assertThatThrownBy(() -> new GuardSettings.Deadlines(second, second, second, Duration.ofDays(2), second))
                .hasMessage("deadlines: jdbcAcquire must be in [0s, 1d], was 2d; use 1d or less");
        assertThatThrownBy(() -> new GuardSettings.Cache(Duration.ZERO, second, second, 1_024))
                .hasMessage("cache: ttl must be in [1s, 30d], was 0s; use 1s or more");
        assertThatThrownBy(() -> new GuardSettings.Cache(second, second, second, 255))
                .hasMessage("cache: maxBytes must be in [256, 16777216], was 255; use 256 or more");
    }
}

package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetrySettingsTest {

    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private final RetrySettings defaults = new RetrySettings();

    @Test
    void theCeilingDoublesUpToTheLongestWait() {
        assertThat(new long[] {
                    defaults.waitMillis(1, ALMOST_ONE),
                    defaults.waitMillis(2, ALMOST_ONE),
                    defaults.waitMillis(3, ALMOST_ONE),
                    defaults.waitMillis(4, ALMOST_ONE),
                    defaults.waitMillis(5, ALMOST_ONE),
                    defaults.waitMillis(6, ALMOST_ONE)
                })
                .containsExactly(100, 200, 400, 800, 1_600, 2_000);
    }

    @Test
    void itIsNeverZeroAndNeverAboveTheLongestWaitHoweverManyRetries() {
        Random random = new Random(11);
        for (RetrySettings settings : new RetrySettings[] {
            defaults,
            new RetrySettings(20, Duration.ofMillis(1), Duration.ofMillis(1)),
            new RetrySettings(20, Duration.ofMinutes(1), Duration.ofMinutes(10)),
            new RetrySettings(20, Duration.ofMinutes(1), Duration.ofMillis(1))
        }) {
            for (int retry = 1; retry <= 1_000; retry++) {
                for (double chance : new double[] {0, random.nextDouble(), ALMOST_ONE}) {
                    assertThat(settings.waitMillis(retry, chance))
                            .isBetween(1L, settings.maxWait().toMillis());
                }
                assertThat(settings.waitMillis(retry, ALMOST_ONE))
                        .as("never shorter than the first ceiling")
                        .isGreaterThanOrEqualTo(Math.min(
                                settings.firstWait().toMillis(),
                                settings.maxWait().toMillis()));
            }
        }
    }

    @Test
    void waitsAreSpreadEvenly() {
        Random random = new Random(5);
        int[] tenths = new int[10];
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            long millis = defaults.waitMillis(6, random.nextDouble());
            tenths[(int) Math.min(9, millis / 200)]++;
        }
        // a tenth each, within 5 % of it: 5.3 standard deviations
        assertThat(tenths).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(9_500, 10_500);
            }
        });
    }

    @Test
    void theRetryTakesItsChanceFromTheGeneratorGiven() {
        var context = defaults.toRetry("db", new Random(3)).asyncContext();
        Random twin = new Random(3);
        for (int retry = 1; retry < 5; retry++) {
            assertThat(context.onError(new IllegalStateException()))
                    .isEqualTo(defaults.waitMillis(retry, twin.nextDouble()));
        }
        assertThat(context.onError(new IllegalStateException()))
                .as("five tries in all")
                .isEqualTo(-1);
    }

    @Test
    void rangesAreChecked() {
        Duration wait = Duration.ofMillis(100);
        assertThatThrownBy(() -> new RetrySettings(0, wait, wait))
                .hasMessage("retry: maxAttempts must be in [1, 20], was 0; use 1 or more");
        assertThatThrownBy(() -> new RetrySettings(21, wait, wait))
                .hasMessage("retry: maxAttempts must be in [1, 20], was 21; use 20 or less");
        assertThatThrownBy(() -> new RetrySettings(3, Duration.ZERO, wait))
                .hasMessage("retry: firstWait must be in [1ms, 1m], was 0s; use 1ms or more");
        assertThatThrownBy(() -> new RetrySettings(3, wait, Duration.ofHours(1)))
                .hasMessage("retry: maxWait must be in [1ms, 10m], was 1h; use 10m or less");
    }
}

package dev.heal.trials.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Attempt;
import dev.heal.GuardSettings;
import dev.heal.time.VirtualTime;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each contender does with one failing call, and settings by key. */
final class ContenderTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void noneTriesOnce() {
        assertThat(triesOf(Contender.none())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void plainRetriesAreCounted(int retries) {
        assertThat(triesOf(Contender.retry(retries))).isEqualTo(retries + 1);
    }

    @Test
    void plainRetriesWaitNeverLongerThanTwoSeconds() {
        Attempt attempt = Contender.retry(20).open(time.runtime(1)).admit().orElseThrow();
        for (int i = 1; i <= 20; i++) {
            long ceiling = Math.min(2_000_000_000L, 100_000_000L << (i - 1));
            assertThat(attempt.failure(new SocketTimeoutException()).orElseThrow())
                    .isBetween(0L, ceiling);
        }
    }

    @Test
    void retriesOfTheGuardAreSwitchedOffByASetting() {
        assertThat(triesOf(Contender.healNoRetry())).isEqualTo(1);
    }

    @Test
    void anOpenBreakerRefuses() {
        Door door = Contender.guard("small", Map.of("heal.retry.max-attempts", "1", "heal.breaker.failure-rate", "1"))
                .open(time.runtime(1));
        int admitted = 0;
        for (int i = 0; i < 1_000 && door.admit().isPresent(); i++) {
            door.admit().ifPresent(attempt -> attempt.failure(new SocketTimeoutException()));
            admitted++;
        }
        assertThat(admitted).isBetween(1, 999);
    }

    @Test
    void runsDoNotShareState() {
        Contender heal = Contender.heal();
        assertThat(heal.open(time.runtime(1))).isNotSameAs(heal.open(time.runtime(1)));
    }

    @Test
    void statedValuesReplaceDefaultsAndNothingElse() {
        GuardSettings defaults = new GuardSettings();
        GuardSettings applied = StatedSettings.apply(
                "heal", defaults, Map.of("heal.deadline.call", "3s", "heal.retry.max-attempts", "2"));
        assertThat(applied.deadline().call()).isEqualTo(Duration.ofSeconds(3));
        assertThat(applied.retry().maxAttempts()).isEqualTo(2);
        assertThat(applied.breaker()).isEqualTo(defaults.breaker());
        assertThat(applied.retry().firstWait()).isEqualTo(defaults.retry().firstWait());
        assertThat(StatedSettings.apply("heal", defaults, Map.of())).isEqualTo(defaults);
    }

    @Test
    void unknownKeysAndWrongValuesAreRefused() {
        assertThatThrownBy(() -> Contender.guard("x", Map.of("heal.retry.max-tries", "2")))
                .hasMessage("settings: key must name a setting, was 'heal.retry.max-tries'; see docs/configuration.md");
        assertThatThrownBy(() -> Contender.guard("x", Map.of("heal.retry.max-attempts", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxAttempts");
        assertThatThrownBy(() -> Contender.retry(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retries must be in [0, 20], was -1");
    }

    private int triesOf(Contender contender) {
        Attempt attempt = contender.open(time.runtime(1)).admit().orElseThrow();
        int tries = 1;
        for (OptionalLong wait = attempt.failure(new SocketTimeoutException());
                wait.isPresent();
                wait = attempt.failure(new SocketTimeoutException())) {
            time.advance(Duration.ofNanos(wait.getAsLong()));
            tries++;
        }
        return tries;
    }
}

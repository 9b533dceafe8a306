package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.GuardSettings;
import dev.heal.failure.Failure.Kind;
import dev.heal.vector.CachePolicy.Use;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CachePolicyTest {

    /** Fresh for 300 s, stale for 3600 s more, without hits 30 s. */
    private static final GuardSettings.Cache SETTINGS = new GuardSettings.Cache();

    @ParameterizedTest
    @CsvSource(
            textBlock = // age, took, empty, outdated, chance -> use
                    """
            PT0S,     PT0.005S, false, false, 0.0,    FRESH
            PT299S,   PT0.005S, false, false, 0.0,    FRESH
            PT299S,   PT0.005S, false, false, 0.5,    RENEW
            PT290S,   PT0.005S, false, false, 0.9,    FRESH
            PT290S,   PT0.005S, false, false, 0.99,   RENEW
            PT200S,   PT0.005S, false, false, 0.9999, FRESH
            PT200S,   PT60S,    false, false, 0.9999, RENEW
            PT300S,   PT0.005S, false, false, 0.0,    STAND_IN
            PT3899S,  PT0.005S, false, false, 0.9999, STAND_IN
            PT3900S,  PT0.005S, false, false, 0.0,    NONE
            PT1S,     PT0.005S, false, true,  0.0,    STAND_IN
            PT3900S,  PT0.005S, false, true,  0.0,    NONE
            PT29S,    PT0.005S, true,  false, 0.0,    FRESH
            PT30S,    PT0.005S, true,  false, 0.0,    NONE
            PT1S,     PT0.005S, true,  true,  0.0,    NONE
            PT-5S,    PT0.005S, false, false, 0.0,    FRESH
            PT-5.01S, PT0.005S, false, false, 0.0,    NONE
            """)
    void everyAgeHasItsUse(
            Duration age, Duration took, boolean empty, boolean outdated, double chance, CachePolicy.Use expected) {
        assertThat(CachePolicy.judge(new CachePolicy.Sample(age, took, empty, outdated), SETTINGS, chance))
                .isEqualTo(expected);
    }

    @Test
    void withoutTimeForAnswersWithoutHitsNoneIsFresh() {
        GuardSettings.Cache none =
                new GuardSettings.Cache(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ZERO, 262_144);

        assertThat(CachePolicy.judge(new CachePolicy.Sample(Duration.ZERO, Duration.ZERO, true, false), none, 0))
                .isEqualTo(Use.NONE);
        assertThat(CachePolicy.kept(true, none, 0.5)).isZero();
    }

    @Test
    void anAnswerGetsNoBetterWithAge() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            boolean empty = random.nextInt(4) == 0;
            boolean outdated = random.nextInt(4) == 0;
            double chance = random.nextDouble();
            Duration age = Duration.ofMillis(random.nextInt(4_000_000));
            Duration older = age.plusMillis(random.nextInt(100_000));

            assertThat(judge(older, empty, outdated, chance))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(judge(age, empty, outdated, chance));
        }
    }

    private static Use judge(Duration age, boolean empty, boolean outdated, double chance) {
        return CachePolicy.judge(new CachePolicy.Sample(age, Duration.ofMillis(5), empty, outdated), SETTINGS, chance);
    }

    /** 50 readers a second: the mean of many runs lies within the last twentieth of the time to live. */
    @Test
    void aHotAnswerIsRenewedOnceShortlyBeforeItsEnd() {
        Random random = new Random(7);
        double early = 0;
        int runs = 100;
        for (int run = 0; run < runs; run++) {
            long millis = 250_000;
            while (judge(Duration.ofMillis(millis), false, false, random.nextDouble()) == Use.FRESH) {
                millis += 20;
            }
            assertThat(millis).isLessThan(300_000);
            early += (300_000 - millis) / 1_000.0;
        }

        assertThat(early / runs).isBetween(3.0, 20.0);
    }

    @ParameterizedTest
    @CsvSource({"false, 0.0, PT1H5M", "false, 0.999999, PT58M30S", "true, 0.0, PT30S", "true, 0.999999, PT27S"})
    void isKeptForUpToATenthLessThanTheSettingsSay(boolean empty, double chance, Duration expected) {
        assertThat(CachePolicy.kept(empty, SETTINGS, chance)).isBetween(expected, expected.plusMillis(10));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyWhatPassesIsStoodInFor(Kind kind) {
        assertThat(CachePolicy.mayStandIn(kind)).isEqualTo(kind != Kind.PERMANENT && kind != Kind.EXHAUSTED);
    }
}

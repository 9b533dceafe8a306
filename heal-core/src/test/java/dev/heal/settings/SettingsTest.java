package dev.heal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingsTest {

    private record PoolSettings(
            @Setting(value = "Connections.", min = "1", max = "50")
            int size,

            @Setting(value = "A share.", min = "0.001") double share,

            @Setting(value = "A wait.", max = "1m") Duration pause,

            @Setting("A name.") String name,

            boolean bare) {
        PoolSettings {
            Settings.check(PoolSettings.class, size, share, pause, name, bare);
        }
    }

    @Test
    void whatIsInRangePasses() {
        PoolSettings settings = new PoolSettings(50, 1e300, Duration.ofMinutes(1), "", true);
        assertThat(settings.size()).isEqualTo(50);
        assertThat(settings.bare()).isTrue();
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheRuleTheValueAndTheFix() {
        assertRefused(() -> pool(0, 1, Duration.ZERO), "pool: size must be in [1, 50], was 0; use 1 or more");
        assertRefused(() -> pool(51, 1, Duration.ZERO), "pool: size must be in [1, 50], was 51; use 50 or less");
        assertRefused(
                () -> pool(1, 0.0005, Duration.ZERO), "pool: share must be >= 0.001, was 0.0005; use 0.001 or more");
        assertRefused(() -> pool(1, Double.NaN, Duration.ZERO), "pool: share must be >= 0.001, was NaN; use a number");
        assertRefused(
                () -> pool(1, 1, Duration.ofMillis(60_001)), "pool: pause must be <= 1m, was 60001ms; use 1m or less");
        assertRefused(
                () -> pool(1, 1, Duration.ofSeconds(Long.MAX_VALUE)),
                "pool: pause must be <= 1m, was PT2562047788015215H30M7S; use 1m or less");
    }

    @Test
    void checkingTheWrongNumberOfValuesIsAnError() {
        assertRefused(
                () -> Settings.check(PoolSettings.class, 1, 2.0),
                "pool: has 5 settings, but 2 values were checked; pass all of them in order");
    }

    @ParameterizedTest
    @CsvSource({"window,window", "waitOpen,wait-open", "jdbcAcquire,jdbc-acquire", "maxWaitNanos,max-wait-nanos"})
    void keysAreKebabCase(String component, String key) {
        assertThat(Settings.key(component)).isEqualTo(key);
    }

    @Test
    void everyValueIsReadBackAsItWasWritten() {
        Random random = new Random(2026);
        for (int i = 0; i < 20_000; i++) {
            roundTrip(boolean.class, random.nextBoolean());
            roundTrip(int.class, random.nextInt());
            roundTrip(long.class, random.nextLong());
            roundTrip(double.class, (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
            roundTrip(double.class, finite(random.nextLong()));
            roundTrip(double.class, (double) random.nextInt(1_000));
            roundTrip(Duration.class, Duration.ofMillis(random.nextInt(100_000_000)));
            roundTrip(Duration.class, Duration.ofSeconds(random.nextInt(10_000_000)));
            roundTrip(Duration.class, Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
            roundTrip(Duration.class, Duration.ofDays(random.nextInt(100_000)));
            roundTrip(Duration.class, Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000)));
            roundTrip(String.class, Long.toString(random.nextLong(), 36));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyConstantIsReadBackAsItWasWritten(Failure.Kind kind) {
        roundTrip(Failure.Kind.class, kind);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT0.25S,250ms",
        "PT5S,5s",
        "PT1.5S,1500ms",
        "PT2M,2m",
        "PT90S,90s",
        "PT1H,1h",
        "PT168H,7d",
        "PT0.0005S,PT0.0005S",
        "PT-1S,PT-1S"
    })
    void durationsAreWrittenShort(Duration duration, String text) {
        assertThat(Settings.format(duration)).isEqualTo(text);
        assertThat(Settings.parse(Duration.class, text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"50.0,50", "0.5,0.5", "0.0001,0.0001", "12.5,12.5", "1e15,1000000000000000", "-3.0,-3"})
    void numbersAreWrittenPlain(double number, String text) {
        assertThat(Settings.format(number)).isEqualTo(text);
    }

    @Test
    void enumConstantsAreWrittenInKebabCaseAndReadInAnyCase() {
        assertThat(Settings.format(Failure.Kind.CONNECTION_DEAD)).isEqualTo("connection-dead");
        for (String text : List.of("connection-dead", "CONNECTION_DEAD", "Connection_Dead")) {
            assertThat(Settings.parse(Failure.Kind.class, text)).isEqualTo(Failure.Kind.CONNECTION_DEAD);
        }
    }

    @Test
    void boxesAreReadLikeTheirPrimitives() {
        assertThat(Settings.parse(Integer.class, "+7")).isEqualTo(7);
        assertThat(Settings.parse(Long.class, "-7")).isEqualTo(-7L);
        assertThat(Settings.parse(Double.class, "7")).isEqualTo(7.0);
        assertThat(Settings.parse(Boolean.class, "true")).isEqualTo(true);
        assertThat(Settings.parse(Duration.class, "PT1M30S")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void whatIsNotInTheNotationIsRefused() {
        assertBad(boolean.class, "yes", "'yes' is not true or false");
        assertBad(boolean.class, "TRUE", "'TRUE' is not true or false");
        assertBad(int.class, "1.5", "'1.5' is not a whole number");
        assertBad(int.class, "1_000", "'1_000' is not a whole number");
        assertBad(int.class, " 1", "' 1' is not a whole number");
        assertBad(int.class, "", "'' is not a whole number");
        assertBad(int.class, "2147483648", "'2147483648' is too large for int");
        assertBad(long.class, "9223372036854775808", "'9223372036854775808' is too large for long");
        assertBad(long.class, "99999999999999999999", "'99999999999999999999' is too large for long");
        assertBad(double.class, "1e3", "'1e3' is not a number");
        assertBad(double.class, "NaN", "'NaN' is not a number");
        assertBad(double.class, ".5", "'.5' is not a number");
        assertBad(double.class, "0x1p3", "'0x1p3' is not a number");
        String huge = "9".repeat(309);
        assertBad(double.class, huge, "'" + huge + "' is too large for double");
        assertBad(Duration.class, "5", "'5' is not a duration such as 250ms, 5s, 2m, 1h or 7d");
        assertBad(Duration.class, "5 s", "'5 s' is not a duration such as 250ms, 5s, 2m, 1h or 7d");
        assertBad(Duration.class, "-5s", "'-5s' is not a duration such as 250ms, 5s, 2m, 1h or 7d");
        assertBad(Duration.class, "1.5s", "'1.5s' is not a duration such as 250ms, 5s, 2m, 1h or 7d");
        assertBad(Duration.class, "999999999999999d", "'999999999999999d' is too large for Duration");
        assertBad(Failure.Phase.class, "sent", "'sent' is not one of not-sent, not-applied, maybe-applied");
        assertBad(char.class, "a", "a setting cannot be of type char");
        assertBad(List.class, "a", "a setting cannot be of type java.util.List");
    }

    @Test
    void theSourceThatStatesNothingAnswersTheDefaults() {
        SettingsSource source = SettingsSource.defaults();
        PoolSettings defaults = new PoolSettings(1, 1, Duration.ZERO, "", false);
        Live<PoolSettings> live = source.live("heal.pool", defaults);

        assertThat(live.get()).isSameAs(defaults);
        assertThat(source.runtime()).isEmpty();
        Live.Subscription place = live.onChange((before, after) -> {
            throw new AssertionError("nothing changes");
        });
        place.close();
        place.close();
    }

    private static PoolSettings pool(int size, double share, Duration wait) {
        return new PoolSettings(size, share, wait, "", false);
    }

    private static double finite(long bits) {
        double value = Double.longBitsToDouble(bits);
        return Double.isFinite(value) ? value : 1;
    }

    private static void roundTrip(Class<?> type, Object value) {
        String text = Settings.format(value);
        assertThat(Settings.parse(type, text)).as(text).isEqualTo(value);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void assertBad(Class<?> type, String text, String message) {
        assertRefused(() -> Settings.parse(type, text), message);
    }
}

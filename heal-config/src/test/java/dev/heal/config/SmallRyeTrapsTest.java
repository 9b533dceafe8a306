package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.breaker.BreakerSettings;
import dev.heal.retry.RetrySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SmallRye Config does with mistakes when it is asked directly, and what must not happen here. */
final class SmallRyeTrapsTest {

    record Switches(boolean verify, String password, String home) {}

    private static final Switches ON = new Switches(true, "default-secret", "none");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ture", "enabled", "\"true\"", "true # on", "true\u00A0", "2", "null", "treu", "perhaps"})
    void anUnknownWordNeverSwitchesAnythingOff(String word) {
        try (HealConfig config = load("s.verify=" + word)) {
            assertThat(switches(config).verify()).isTrue();
            assertThat(config.report().isClean()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa$$w0rd", "pa${w0rd", "$1$x", "a$b${c}d", "\\\\${x}"})
    void dollarSignsInASecretStay(String secret) {
        try (HealConfig config = load("s.password=" + secret)) {
            assertThat(switches(config).password()).isEqualTo(secret.replace("\\\\", "\\"));
        }
    }

    @Test
    void linesThatEndInCarriageReturnAndLineFeedAreCountedOnce() throws Exception {
        Path file = Files.writeString(directory.resolve(Given.NAME), "# a\r\n\r\n# b\r\nheal.retry.max-wait=2 sec\r\n");
        try (HealConfig config = HealConfig.load(file)) {
            assertThat(config.report().corrections())
                    .singleElement()
                    .extracting(Correction::line)
                    .isEqualTo(4);
        }
    }

    @Test
    void aKeyAfterAByteOrderMarkIsRead() {
        try (HealConfig config = load("\uFEFFheal.retry.max-attempts=3")) {
            assertThat(config.live("heal.retry", new RetrySettings()).get().maxAttempts())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heal.braekr.x=1",
                "- heal.breaker.window=30",
                "export heal.breaker.windows=30",
                "HEAL.X=1",
                "heal:\n  breaker:\n    width: 3",
                "{\"heal\": 1}"
            })
    void aKeyThatNothingReadsIsNeverSilent(String lines) {
        try (HealConfig config = load(lines.split("\n", -1))) {
            assertThat(config.report().isClean()).isFalse();
        }
    }

    @Test
    void aSecretThatIsSetTwiceIsNotShown() {
        try (CapturedLog log = new CapturedLog();
                HealConfig config = load("s.password=hunter2a", "s.password=hunter2b")) {
            assertThat(switches(config).password()).isEqualTo("default-secret");
            assertThat(config.report().toString()).contains("s.password").doesNotContain("hunter2");
            assertThat(log.lines()).noneMatch(line -> line.contains("hunter2"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30s", "30 s", "pt30s"})
    void aDurationIsReadInEveryUsualNotation(String text) {
        try (HealConfig config = load("heal.config.poll=" + text)) {
            assertThat(config.live(Correcting.KEY, new Correcting()).get().poll())
                    .hasSeconds(30);
        }
    }

    @Test
    void aPercentageIsNeverNegative() {
        try (HealConfig config = load("heal.breaker.failure-rate=-1")) {
            assertThat(config.live("heal.breaker", new BreakerSettings()).get().failureRate())
                    .isEqualTo(80);
        }
    }

    @Test
    void aPathWithSingleBackslashesCostsItsOwnLineOnly() {
        try (HealConfig config = load("other.home=C:\\users", "heal.retry.max-attempts=3")) {
            assertThat(config.live("heal.retry", new RetrySettings()).get().maxAttempts())
                    .isEqualTo(3);
            assertThat(config.report().toString()).startsWith("heal.properties:1: ");
        }
    }

    private HealConfig load(String... lines) {
        return HealConfig.load(Given.file(directory, lines));
    }

    private static Switches switches(HealConfig config) {
        return config.live("s", ON).get();
    }
}

package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.Heal;
import dev.heal.failure.Effect;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealConfigTest {

    @TempDir
    private Path directory;

    @Test
    void guardsTakeTheirOwnSectionThenTheDefaultSectionThenTheCode() {
        Path file = Given.file(
                directory,
                "heal.guard.my.db-2.retry.max-attempts=3",
                "heal.retry.max-attempts=2",
                "heal.deadline.search=1500ms");
        try (HealConfig config = HealConfig.load(file);
                Heal heal = new Heal(config)) {
            GuardSettings named = heal.guard("my.db-2").settings();
            GuardSettings other = heal.guard("cache").settings();

            assertThat(named.retry().maxAttempts()).isEqualTo(3);
            assertThat(other.retry().maxAttempts()).isEqualTo(2);
            assertThat(named.deadline().search()).hasMillis(1500);
            assertThat(named.deadline().cache()).hasMillis(50);
            assertThat(config.report().isClean()).isTrue();
            assertThat(config.report().toString()).isEmpty();
        }
    }

    @Test
    void aSystemPropertyReachesARunningGuard() {
        Path file = Given.file(directory, "heal.guard.vectors.retry.max-attempts=3");
        SystemProperty.during("heal.guard.vectors.retry.max-attempts", "4", () -> {
            try (HealConfig config = HealConfig.load(file);
                    Heal heal = new Heal(config)) {
                assertThat(heal.guard("vectors").settings().retry().maxAttempts())
                        .isEqualTo(4);
            }
        });
    }

    @Test
    void theStateDirectoryIsReadFromTheFile() {
        Path state = directory.resolve("state");
        Path file = Given.file(directory, "heal.state-dir=" + state.toString().replace("\\", "\\\\"));
        try (HealConfig config = HealConfig.load(file)) {
            assertThat(config.live("heal", new Heal.Options()).get().stateDir()).isEqualTo(state.toString());
        }
    }

    @Test
    void aFileThatIsNotThereLeavesEveryDefaultAndIsReported() {
        Path file = directory.resolve("nowhere.properties");
        try (HealConfig config = HealConfig.load(file)) {
            assertThat(config.live("heal.retry", new RetrySettings()).get()).isEqualTo(new RetrySettings());
            assertThat(config.report().toString())
                    .isEqualTo(file + ": there is no such file; every setting has its default");
        }
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsRefused() {
        assertThatThrownBy(() -> HealConfig.load(directory))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "configuration '" + directory + "': must be a readable file in UTF-8, could not be read (")
                .hasMessageEndingWith("); check the path, its permissions and its encoding");
    }

    @Test
    void aLineThatIsNotUtf8CostsOnlyItself() throws IOException {
        byte[] lines = "heal.retry.max-attempts=3\nheal.retry.budget=1\u00E4".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve(Given.NAME), lines);
        try (HealConfig config = HealConfig.load(file)) {
            assertThat(config.live("heal.retry", new RetrySettings()).get()).isEqualTo(attempts(3));
            assertThat(config.report().toString())
                    .isEqualTo(
                            "heal.properties:2: heal.retry.budget: is not UTF-8; it is left out. Save the file in UTF-8"
                                    + " (S3); in effect: 50 (the default)");
        }
    }

    @Test
    void unknownKeysAreReportedWithTheirLineAndTheLikelyOnes() {
        Path file = Given.file(
                directory,
                "# comment",
                "heal.retry.attempts-max=3",
                "heal.braker.window=5",
                "heal.guard.my.db.retry.max-attempts=3",
                "heal.guard.my.db.retry.attempts-max=3",
                "heal.guard.retry.max-attempts=3",
                "heal=1",
                "scraper.pages=3");
        try (HealConfig config = HealConfig.load(file)) {
            assertThat(config.report().toString().lines())
                    .containsExactly(
                            "line 3: 'heal.braker.window' is taken for 'heal.breaker.window', it has 'braker' for 'breaker'"
                                    + " (K3); write 'heal.breaker.window' to silence this",
                            "heal.properties:2: heal.retry.attempts-max: is no key; which one is meant would be a guess (K4);"
                                    + " meant may be heal.retry.max-attempts; the line has no effect",
                            "heal.properties:5: heal.guard.my.db.retry.attempts-max: is no key; which one is meant would be a"
                                    + " guess (K4); meant may be heal.guard.my.db.retry.max-attempts; the line has no effect",
                            "heal.properties:6: heal.guard.retry.max-attempts: is no key; which one is meant would be a guess"
                                    + " (K4); meant may be heal.retry.max-attempts, heal.guard.my.db.retry.max-attempts; the line has no effect",
                            "heal.properties:7: heal: is no key that anything reads (K4); the line has no effect");
        }
    }

    @Test
    void aCorrectionOfTheDefaultSectionIsReportedOnceForManyGuards() {
        Path file = Given.file(directory, "heal.retry.max-attempts=99");
        try (HealConfig config = HealConfig.load(file);
                Heal heal = new Heal(config)) {
            assertThat(heal.guard("a").settings().retry().maxAttempts()).isEqualTo(20);
            assertThat(heal.guard("b").settings().retry().maxAttempts()).isEqualTo(20);

            assertThat(config.report().problems()).isEmpty();
            assertThat(config.report().corrections())
                    .containsExactly(
                            new Correction("heal.retry.max-attempts", "99", "20", 1, "C1", "must be in [1, 20]"));
        }
    }

    @Test
    void whatIsWrongIsLoggedWhenItIsFound() {
        Path file = Given.file(directory, "heal.retri=1", "heal.retry.max-attempts=999");
        try (CapturedLog log = new CapturedLog();
                HealConfig config = HealConfig.load(file)) {
            assertThat(config.live("heal.retry", new RetrySettings()).get().maxAttempts())
                    .isEqualTo(5);

            assertThat(log.lines())
                    .anyMatch(line -> line.contains("heal.properties:1: heal.retri: is no key"))
                    .anyMatch(line -> line.contains("heal.properties:2: heal.retry.max-attempts: must be"));
        }
    }

    @Test
    void closingTwiceDoesNoHarmAndTheValuesStayReadable() {
        HealConfig config = HealConfig.load(Given.file(directory, "r.max-attempts=3"));
        var live = config.live("r", new RetrySettings());

        config.close();
        config.close();

        assertThat(config.runtime().orElseThrow().io().isShutdown()).isTrue();
        assertThat(live.get().maxAttempts()).isEqualTo(3);
    }

    @Test
    void aRuntimeOfTheHostsStaysOpen() {
        HealRuntime runtime = HealRuntime.system();
        try {
            HealConfig config = HealConfig.load(Given.file(directory), runtime);
            assertThat(config.runtime()).containsSame(runtime);

            config.close();

            assertThat(runtime.io().isShutdown()).isFalse();
            assertThat(runtime.timer().isShutdown()).isFalse();
        } finally {
            runtime.close();
        }
    }

    @Test
    void aGuardRunsOnTheSettingsOfTheFile() throws Exception {
        VirtualTime time = new VirtualTime();
        Path file = Given.file(directory, "heal.retry.max-attempts=3", "heal.retry.max-wait=1ms");
        try (HealConfig config = HealConfig.load(file, time.runtime(1));
                Heal heal = new Heal(config)) {
            Guard guard = heal.guard("site");
            assertThatThrownBy(() -> guard.run(Effect.READ, () -> {
                        throw new IOException("down");
                    }))
                    .isInstanceOf(IOException.class);

            assertThat(guard.counts().retries()).isEqualTo(2);
            assertThat(Duration.ofNanos(time.nanos())).isLessThanOrEqualTo(Duration.ofMillis(2));
        }
    }

    @Test
    void theModeOfARunningInstanceFollowsTheFile() throws Exception {
        Path file = Given.file(directory, "heal.mode=observe");
        try (HealConfig config = HealConfig.load(file);
                Heal heal = new Heal(config)) {
            assertThat(heal.safety().protectionMode()).isEqualTo(Mode.OBSERVE);

            Files.writeString(file, "heal.mode=enforce");
            config.reload();

            assertThat(heal.safety().protectionMode()).isEqualTo(Mode.ENFORCE);
        }
    }

    private static RetrySettings attempts(int most) {
        RetrySettings defaults = new RetrySettings();
        return new RetrySettings(most, defaults.firstWait(), defaults.maxWait(), defaults.budget());
    }
}

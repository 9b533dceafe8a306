package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Heal;
import dev.heal.breaker.BreakerSettings;
import dev.heal.journal.Decision;
import dev.heal.journal.Journal;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Setting;
import dev.heal.time.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far corrections go, and what they leave behind. */
final class CorrectingTest {

    record Site(
            @Setting(value = "Pages at a time.", min = "1", max = "9", clamp = Setting.Clamp.HIGH)
            int workers,

            @Setting(value = "Wait between pages.", min = "0s", max = "1h", unit = "ms")
            Duration pause,

            boolean follow,
            String password,
            String home) {
        Site() {
            this(2, Duration.ofSeconds(1), false, "default-secret", "none");
        }
    }

    @TempDir
    private Path directory;

    @Test
    void inMemoryACorrectedLineIsInEffectAndSaid() {
        try (HealConfig config = load("heal.brekaer.wait-open=5 sec")) {
            assertThat(breaker(config).waitOpen()).hasSeconds(5);
            assertThat(config.report().corrections())
                    .extracting(Correction::rule)
                    .containsExactly("K3", "V2");
            assertThat(config.report().isClean()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heal.config.correct=report", "heal.mode=observe", "heal.config.correct=raport"})
    void aModeThatOnlyReportsSaysTheSameAndChangesNothing(String mode) {
        try (HealConfig config = load(mode, "heal.breaker.wait-open=5 sec", "heal.breaker.window=30")) {
            assertThat(breaker(config)).isEqualTo(new BreakerSettings(80, 30, 20, Duration.ofSeconds(1), 3));
            assertThat(config.report().corrections()).isEmpty();
            assertThat(config.report().toString())
                    .contains("heal.properties:2: heal.breaker.wait-open: '5 sec' would be taken for '5000ms'");
        }
    }

    @Test
    void switchedOffEveryLineIsTakenLiterally() {
        try (HealConfig config =
                load("heal.config.correct=off", "heal.breaker.wait-open=5 sec", "heal.breaker.windwo=3")) {
            assertThat(breaker(config)).isEqualTo(new BreakerSettings());
            assertThat(config.report().toString())
                    .contains("heal.properties:2: heal.breaker.wait-open: '5 sec' is not a duration")
                    .contains("heal.properties:3: heal.breaker.windwo: unknown key");
        }
    }

    @Test
    void theModesOfHealAndOfCorrectionsAreNeverGuessed() {
        try (HealConfig config = load("heal.mode=enforced", "heal.mod=enforce", "heal.config.correct=memroy")) {
            assertThat(config.live("heal", new Heal.Options()).get()).isEqualTo(new Heal.Options());
            assertThat(config.report().corrections()).isEmpty();
            assertThat(config.report().problems()).hasSize(3);
        }
    }

    @Test
    void recordsOfTheHostsAreCorrectedWhenTheyAreAskedFor() {
        try (HealConfig config = load("site.workres=4", "site.pause=2 min", "site.follow=\"true\"", "site.hoem=x")) {
            assertThat(config.report().isClean()).isTrue();

            Site site = config.live("site", new Site()).get();

            assertThat(site).isEqualTo(new Site(4, Duration.ofMinutes(2), true, "default-secret", "x"));
            assertThat(config.report().corrections()).hasSize(4);
        }
    }

    @Test
    void keysOfAGuardAreCorrectedLikeThoseOfAll() {
        try (HealConfig config = load("heal.guard.pages-db.retry.max-atempts=3", "heal.guard.x.deadline.cache=30");
                Heal heal = new Heal(config)) {
            assertThat(heal.guard("pages-db").settings().retry().maxAttempts()).isEqualTo(3);
            assertThat(heal.guard("x").settings().deadline().cache()).hasMillis(30);
        }
    }

    @Test
    void limitsOfTheRecordsHold() {
        try (HealConfig config = load("heal.retry.first-wait=9s", "heal.retry.max-wait=3s")) {
            RetrySettings retry = config.live("heal.retry", new RetrySettings()).get();

            assertThat(retry.firstWait()).hasSeconds(3);
            assertThat(retry.maxWait()).hasSeconds(9);
            assertThat(config.report().corrections())
                    .extracting(Correction::rule)
                    .containsExactly("X1", "X1");
        }
    }

    @Test
    void everyCorrectionAndProblemIsJournaledOnceAndAgainOnlyWhenItIsNew() {
        Journal journal = new Journal();
        VirtualTime time = new VirtualTime();
        Path file = Given.file(directory, "heal.retry.max-attempts=3x", "heal.retry.max-wait=2 sec");
        try (HealConfig config = HealConfig.load(file, time.runtime(1))) {
            config.recordIn(journal);
            assertThat(journal.recent(9))
                    .extracting(Decision::action)
                    .containsExactly("correct heal.retry.max-wait", "report heal.retry.max-attempts");

            Given.file(directory, "heal.retry.max-attempts=3x", "heal.retry.max-wait=3 sec");
            config.reload();

            assertThat(journal.recent(9)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(journal.recent(9).stream().filter(d -> d.action().equals("report heal.retry.max-attempts")))
                    .hasSize(1);
        }
    }

    @Test
    void noOutputHoldsASecret() {
        List<String> secrets =
                List.of("hunter2a", "hunter2b", "hunter2c", "hunter2d", "hunter2e", "hunter2f", "default-secret");
        Journal journal = new Journal();
        try (CapturedLog log = new CapturedLog();
                HealConfig config = load(
                        "site.password= hunter2a ",
                        "site.passwrod=hunter2b",
                        "site.password=hunter2c",
                        "heal.pasword=hunter2d",
                        "export SITE_PASSWORD=hunter2e",
                        "site.home=redis://u:hunter2f@h:1 \\u12")) {
            config.recordIn(journal);
            String values = config.live("site", new Site()).toString();
            config.reload();
            String all = config.report() + values + journal.recent(99) + log.lines();

            assertThat(config.report().problems()).isNotEmpty();
            assertThat(secrets).noneMatch(all::contains);
        }
    }

    private HealConfig load(String... lines) {
        return HealConfig.load(Given.file(directory, lines));
    }

    private static BreakerSettings breaker(HealConfig config) {
        return config.live("heal.breaker", new BreakerSettings()).get();
    }
}

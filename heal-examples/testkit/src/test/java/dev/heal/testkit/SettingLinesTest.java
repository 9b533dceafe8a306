package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.GuardSettings;
import dev.heal.breaker.BreakerSettings;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Setting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingLinesTest {

    record Crawl(
            @Setting("Pages at once.") int pages,
            @Setting("Wait.") Duration politeWait) {}

    @Test
    void withoutLinesEverythingHasItsDefault() {
        assertThat(guard(SettingLines.NONE.checked(), "db")).isEqualTo(new GuardSettings());
    }

    @Test
    void aGuardsOwnSectionComesBeforeThatOfAll() {
        SettingLines lines = SettingLines.NONE
                .with("heal.retry.max-attempts=2", "heal.retry.first-wait=7ms")
                .with("heal.guard.my.db.retry.max-attempts=3")
                .checked();

        assertThat(guard(lines, "my.db").retry().maxAttempts()).isEqualTo(3);
        assertThat(guard(lines, "my.db").retry().firstWait()).isEqualTo(Duration.ofMillis(7));
        assertThat(guard(lines, "db").retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void aRecordStatesAllItsSettingsAndLaterLinesWin() {
        GuardSettings given = new GuardSettings(
                new GuardSettings.Deadlines(),
                new BreakerSettings(50, 4, 4, Duration.ofSeconds(1), 2),
                new RetrySettings(1, Duration.ofMillis(100), Duration.ofSeconds(2)),
                new GuardSettings.Cache());
        assertThat(guard(SettingLines.NONE.with("heal.guard.db", given).checked(), "db"))
                .isEqualTo(given);
        assertThat(guard(
                                SettingLines.NONE
                                        .with("heal.guard.db", given)
                                        .with("heal.guard.db.breaker.window=5")
                                        .checked(),
                                "db")
                        .breaker()
                        .window())
                .isEqualTo(5);
    }

    @Test
    void aRecordMakesItsKeysKnown() {
        assertThat(SettingLines.NONE
                        .with("heal.crawl", new Crawl(3, Duration.ofMillis(20)))
                        .with("heal.crawl.pages=4")
                        .checked()
                        .live("heal.crawl", new Crawl(0, Duration.ZERO))
                        .get())
                .isEqualTo(new Crawl(4, Duration.ofMillis(20)));
        assertThatThrownBy(() -> SettingLines.NONE.with("heal.crawl.pages=4").checked())
                .hasMessageStartingWith("test settings: 'heal.crawl.pages' must be a known key, is not; known sections:"
                        + " heal.guard.NAME, heal.deadline, heal.breaker, heal.retry, heal.cache, ")
                .hasMessageEndingWith("; a record given to the extension makes its own known");
    }

    @Test
    void whatMeansNothingIsRefused() {
        assertRefused(
                "heal.mode",
                "test settings: a line must be KEY=VALUE, was 'heal.mode'; write it like"
                        + " heal.retry.max-attempts=1");
        assertRefused(
                "heal.retry.max-attempts=0",
                "test settings: retry: maxAttempts must be in [1, 20], was 0; use 1 or" + " more");
        assertThatThrownBy(() -> SettingLines.NONE.with("heal.guard.db.retry=1").checked())
                .hasMessageStartingWith("test settings: 'heal.guard.db.retry' must be a known key, is not; ");
        assertThatThrownBy(() ->
                        SettingLines.NONE.with("heal.guard.retry.budget=1").checked())
                .hasMessageStartingWith("test settings: 'heal.guard.retry.budget' must be a known key, is not; ");
    }

    private static GuardSettings guard(SettingLines lines, String name) {
        return lines.live(List.of("heal.guard." + name, "heal"), new GuardSettings())
                .get();
    }

    private static void assertRefused(String line, String message) {
        assertThatThrownBy(() -> SettingLines.NONE.with(line).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

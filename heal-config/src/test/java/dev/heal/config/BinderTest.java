package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.GuardSettings;
import dev.heal.breaker.BreakerSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BinderTest {

    enum Depth {
        SHALLOW,
        VERY_DEEP
    }

    private record Site(String home, int pages, long bytes, double share, boolean follow, Duration pause, Depth depth) {
        Site() {
            this("none", 10, 20L, 0.5, true, Duration.ofSeconds(1), Depth.SHALLOW);
        }
    }

    private record Scraper(Site site, String agent) {}

    record Unsettable(List<String> names) {}

    record Fragile(int divisor) {
        Fragile {
            if (100 / divisor < 0) {
                throw new IllegalArgumentException("fragile: divisor must be >= 0, was " + divisor);
            }
        }
    }

    @Test
    void aRecordOfTheHostsOwnIsFilledWithEveryTypeOfSetting() {
        Given given = Given.lines(
                "scraper.agent= Bot/1.0 ",
                "scraper.site.home=https://example.org/?a=b#c",
                "scraper.site.pages=  12 ",
                "scraper.site.bytes=9000000000",
                "scraper.site.share=0.25",
                "scraper.site.follow=false",
                "scraper.site.pause=PT0.5S",
                "scraper.site.depth=very-deep");

        assertThat(given.bind("scraper", new Scraper(new Site(), "none")))
                .isEqualTo(new Scraper(
                        new Site(
                                "https://example.org/?a=b#c",
                                12,
                                9_000_000_000L,
                                0.25,
                                false,
                                Duration.ofMillis(500),
                                Depth.VERY_DEEP),
                        "Bot/1.0 "));
        assertThat(given.report()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "enabled", "\"false\"", "false # off", "false\u00A0", "0", "null", "TRUE", ""})
    void whatIsNotExactlyTrueOrFalseIsReportedAndNotTakenForFalse(String value) {
        Given given = Given.lines("site.follow=" + value);

        assertThat(given.bind("site", new Site()).follow()).isTrue();
        assertThat(given.report())
                .containsExactly(
                        "heal.properties:1: site.follow: '" + value + "' is not true or false; in effect: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"٥٠", "５０", "1e3", "0x10", "5 0", "99999999999", "1.0", ""})
    void whatIsNotAPlainWholeNumberIsReported(String value) {
        Given given = Given.lines("site.pages=" + value);

        assertThat(given.bind("site", new Site()).pages()).isEqualTo(10);
        assertThat(given.report()).singleElement().asString().endsWith("in effect: 10");
    }

    @Test
    void anUnknownWordIsReportedWithThoseThatAreKnown() {
        Given given = Given.lines("site.depth=bottomless");

        assertThat(given.bind("site", new Site()).depth()).isEqualTo(Depth.SHALLOW);
        assertThat(given.report())
                .containsExactly("heal.properties:1: site.depth: 'bottomless' is not one of shallow, very-deep;"
                        + " in effect: shallow");
    }

    @Test
    void aValueOutOfItsRangeIsReportedWithTheRuleAndTheOthersAreInEffect() {
        Given given = Given.lines("heal.breaker.failure-rate=170", "heal.breaker.wait-open=5s");

        assertThat(given.bind("heal.breaker", new BreakerSettings()))
                .isEqualTo(new BreakerSettings(80, 25, 20, Duration.ofSeconds(5), 3));
        assertThat(given.report())
                .containsExactly("heal.properties:1: heal.breaker.failure-rate: breaker: failureRate must be in"
                        + " [1, 100], was 170; use 100 or less; in effect: 80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999d", "PT2562047788015H", "-PT2562047788015H"})
    void aDurationBeyondAllMeasureIsReportedAndDoesNotStopTheHost(String value) {
        Given given = Given.lines("heal.deadline.search=" + value);

        assertThat(given.bind("heal.deadline", new GuardSettings.Deadlines())).isEqualTo(new GuardSettings.Deadlines());
        assertThat(given.report()).singleElement().asString().endsWith("in effect: 2s");
    }

    @Test
    void aConstructorThatFailsInAnotherWayRefusesTheValueToo() {
        Given given = Given.lines("f.divisor=0");

        assertThat(given.bind("f", new Fragile(1))).isEqualTo(new Fragile(1));
        assertThat(given.report()).containsExactly("heal.properties:1: f.divisor: / by zero; in effect: 1");
    }

    @Test
    void aRecordWithAComponentThatCannotBeASettingIsRefused() {
        assertThatThrownBy(() -> Given.lines().bind("f", new Unsettable(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settings 'f.names': must be boolean, int, long, double, Duration, String, an enum or a"
                        + " record, was java.util.List; use one of these types");
    }

    @Test
    void keysOfARecordAreThoseOfItsLeaves() {
        assertThat(Binder.keys("s", Scraper.class))
                .containsExactly(
                        "s.site.home",
                        "s.site.pages",
                        "s.site.bytes",
                        "s.site.share",
                        "s.site.follow",
                        "s.site.pause",
                        "s.site.depth",
                        "s.agent");
    }
}

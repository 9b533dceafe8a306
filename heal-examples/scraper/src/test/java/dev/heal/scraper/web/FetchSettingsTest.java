package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theRobotNameIsTheProductWithoutItsVersion() {
        assertThat(FetchSettings.defaults().robotName()).isEqualTo("heal-scraper");
        assertThat(new FetchSettings("Bot (+http://h)", SECOND, SECOND, 1, 0).robotName())
                .isEqualTo("bot");
    }

    @Test
    void limitsOutOfRangeAreRefusedWithTheirValue() {
        assertRefused("bad\nname", SECOND, 1, 0, "fetch 'userAgent': must be printable ASCII");
        assertRefused("a", Duration.ZERO, 1, 0, "fetch 'requestTimeout': must be more than 0 s, was PT0S");
        assertRefused("a", SECOND, 0, 0, "fetch 'maxBodyBytes': must be in [1, 1073741824], was 0");
        assertRefused("a", SECOND, 1, 21, "fetch 'maxRedirects': must be in [0, 20], was 21");
    }

    private static void assertRefused(String agent, Duration timeout, int bytes, int redirects, String message) {
        assertThatThrownBy(() -> new FetchSettings(agent, SECOND, timeout, bytes, redirects))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

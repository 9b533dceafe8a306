package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolitenessTest {
    private static final URI REMOTE = URI.create("http://example.com/a");
    private static final URI LOCAL = URI.create("http://127.0.0.1:8080/a");
    private static final long SECOND = 1_000_000_000L;

    private final Politeness politeness = Politeness.defaults();

    @Test
    void theLongerOfOurGapAndTheirsCounts() {
        assertThat(politeness.gap(REMOTE, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(politeness.gap(REMOTE, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(politeness.gap(REMOTE, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(60));
        assertThat(politeness.gap(LOCAL, Duration.ZERO)).isZero();
        assertThat(politeness.gap(URI.create("http://localhost/"), Duration.ZERO))
                .isZero();
        assertThat(politeness.gap(URI.create("http://[::1]/"), Duration.ZERO)).isZero();
        assertThat(politeness.gap(URI.create("http://127.0.0.1.example.com/"), Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theNextStartIsTheGapAfterThePreviousAndNeverInThePast() {
        assertThat(politeness.nextStartNanos(REMOTE, Duration.ZERO, 0, SECOND / 4))
                .isEqualTo(SECOND);
        assertThat(politeness.nextStartNanos(REMOTE, Duration.ZERO, 0, 5 * SECOND))
                .isEqualTo(5 * SECOND);
    }

    @Test
    void aClockThatWrapsAroundMakesNoDifference() {
        long previous = Long.MAX_VALUE - 10;
        long now = previous + 20;

        assertThat(politeness.nextStartNanos(REMOTE, Duration.ZERO, previous, now) - previous)
                .isEqualTo(SECOND);
    }

    @Test
    void aScheduleKeepsTheGapForEachHostInAnyRun() {
        HostSchedule schedule = new HostSchedule(politeness);
        Random random = new Random(1);
        long now = 0;
        long last = -SECOND;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt((int) SECOND);
            long start = now + schedule.reserveNanos(REMOTE, Duration.ZERO, now);
            assertThat(start - last).isGreaterThanOrEqualTo(SECOND);
            last = start;
            assertThat(schedule.reserveNanos(LOCAL, Duration.ZERO, now)).isZero();
        }
    }

    @Test
    void aNegativeGapIsRefused() {
        assertThatThrownBy(() -> new Politeness(Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("politeness 'betweenRequests': must not be negative, was PT-1S");
    }
}

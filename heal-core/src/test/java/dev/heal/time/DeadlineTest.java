package dev.heal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlineTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void itCountsDownAndStaysAtZero() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), time);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline).hasToString("deadline in PT2S");
        time.advance(Duration.ofMillis(1_999));
        assertThat(deadline.remainingNanos()).isEqualTo(1_000_000);
        assertThat(deadline.expired()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(deadline.expired()).isTrue();
        time.advance(Duration.ofDays(1));
        assertThat(deadline.remainingNanos()).isZero();
        assertThat(deadline.remaining()).isZero();
        assertThat(deadline.isNone()).isFalse();
    }

    @Test
    void noneNeverPasses() {
        assertThat(Deadline.none().isNone()).isTrue();
        assertThat(Deadline.none().expired()).isFalse();
        assertThat(Deadline.none().remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.none()).hasToString("no deadline");
    }

    @Test
    void noneHasNoClockAndStaysNone() {
        assertThat(Deadline.none().atMost(Duration.ofSeconds(1))).isSameAs(Deadline.none());
    }

    @Test
    void whatIsTooFarAwayIsNone() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), time).isNone())
                .isTrue();
        assertThat(Deadline.after(Duration.ofDays(365 * 147), time).isNone()).isTrue();
        assertThat(Deadline.after(Duration.ofDays(365 * 145), time).isNone()).isFalse();
    }

    @Test
    void nothingOrLessHasPassedAtOnce() {
        assertThat(Deadline.after(Duration.ZERO, time).expired()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(-1), time).expired()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE), time).expired())
                .isTrue();
    }

    @Test
    void theTighterOfTwoWins() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), time);
        assertThat(deadline.atMost(Duration.ofSeconds(3))).isSameAs(deadline);
        assertThat(deadline.atMost(Duration.ofSeconds(2))).isSameAs(deadline);
        assertThat(deadline.atMost(Duration.ofSeconds(Long.MAX_VALUE))).isSameAs(deadline);
        assertThat(deadline.atMost(Duration.ofSeconds(1)).remaining()).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.atMost(Duration.ofSeconds(-1)).expired()).isTrue();

        time.advance(Duration.ofMillis(1_500));
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isSameAs(deadline);
        time.advance(Duration.ofSeconds(1));
        assertThat(deadline.atMost(Duration.ofSeconds(1))).isSameAs(deadline);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1_000, Long.MIN_VALUE, -1_000, 0})
    void readingsMayWrapAround(long origin) {
        long[] now = {origin};
        Deadline deadline = Deadline.after(Duration.ofNanos(2_000), () -> now[0]);
        assertThat(deadline.remainingNanos()).isEqualTo(2_000);
        now[0] += 1_500;
        assertThat(deadline.remainingNanos()).isEqualTo(500);
        assertThat(deadline.atMost(Duration.ofNanos(400)).remainingNanos()).isEqualTo(400);
        now[0] += 500;
        assertThat(deadline.expired()).isTrue();
        now[0] += 1_000_000;
        assertThat(deadline.remainingNanos()).isZero();
    }
}

package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WatchdogTest {

    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
    private final Watchdog watchdog = new Watchdog(now);

    @Test
    void regularTicksLeaveNoGap() {
        tick(30, 1_000);
        assertThat(watchdog.isRegular(now)).isTrue();
        assertThat(watchdog.lastGap()).isZero();
        pass(700);
        assertThat(watchdog.age(now)).isEqualTo(Duration.ofMillis(700));
        assertThat(watchdog.isSound(Duration.ofDays(1), now)).isTrue();
    }

    @Test
    void aTickThatIsASecondLateIsNoGapYet() {
        tick(1, 2_000);
        assertThat(watchdog.lastGap()).isZero();
        tick(1, 2_001);
        assertThat(watchdog.lastGap()).isEqualTo(Duration.ofMillis(1_001));
        assertThat(watchdog.isRegular(now)).as("but not dead").isTrue();
    }

    @Test
    void ageThatHasSeenAPauseIsNotSound() {
        tick(10, 1_000);
        tick(1, 3_000);
        assertThat(watchdog.isSound(Duration.ofMillis(1), now)).isFalse();
        pass(500);
        assertThat(watchdog.isSound(Duration.ofMillis(499), now)).isTrue();
        assertThat(watchdog.isSound(Duration.ofMillis(501), now)).isFalse();
        tick(10, 1_000);
        assertThat(watchdog.isSound(Duration.ofSeconds(10), now)).isTrue();
        assertThat(watchdog.isSound(Duration.ofSeconds(11), now)).isFalse();
    }

    @Test
    void aPauseThatIsStillGoingOnSpoilsEveryAge() {
        tick(10, 1_000);
        pass(2_001);
        assertThat(watchdog.isSound(Duration.ofMillis(1), now)).isFalse();
    }

    @Test
    void whatBeganBeforeTheEndOfAPauseSpansIt() {
        tick(10, 1_000);
        long before = now;
        pass(30_000);
        assertThat(watchdog.spansPause(before, now))
                .as("before the timer ticked")
                .isTrue();
        assertThat(watchdog.spansPause(now, now)).isFalse();
        watchdog.tick(now);
        assertThat(watchdog.spansPause(before, now)).as("after").isTrue();
        assertThat(watchdog.spansPause(now, now)).isFalse();
        tick(10, 1_000);
        assertThat(watchdog.spansPause(before, now)).isTrue();
        assertThat(watchdog.spansPause(now - 1, now)).isFalse();
    }

    @Test
    void aTimerThatStandsStillAloneExcusesNothingThatBeganLater() {
        tick(10, 1_000);
        long dead = now;
        pass(2_001);
        assertThat(watchdog.spansPause(dead, now)).isTrue();
        long later = now;
        pass(60_000);
        assertThat(watchdog.spansPause(later, now)).isFalse();
    }

    @Test
    void aTickThatIsASecondLateExcusesNothing() {
        long start = now;
        tick(10, 2_000);
        pass(2_000);
        assertThat(watchdog.spansPause(start, now)).isFalse();
    }

    @Test
    void pastFiveSecondsItIsIrregularUntilTenRegularOnes() {
        tick(10, 1_000);
        pass(5_000);
        assertThat(watchdog.isRegular(now)).isTrue();
        pass(1);
        assertThat(watchdog.isRegular(now)).isFalse();
        watchdog.tick(now);
        tick(9, 1_000);
        assertThat(watchdog.isRegular(now)).isFalse();
        tick(1, 1_000);
        assertThat(watchdog.isRegular(now)).isTrue();
    }

    @Test
    void aSecondDeathBeginsTheTenSecondsAnew() {
        tick(1, 6_000);
        tick(9, 1_000);
        tick(1, 6_000);
        tick(9, 1_000);
        assertThat(watchdog.isRegular(now)).isFalse();
        tick(1, 1_000);
        assertThat(watchdog.isRegular(now)).isTrue();
        tick(100, 1_000);
        assertThat(watchdog.isRegular(now)).isTrue();
    }

    @Test
    void aReaderThatWasOvertakenSeesNoNegativeAge() {
        tick(1, 1_000);
        assertThat(watchdog.age(now - 5)).isZero();
    }

    private void tick(int times, long millis) {
        for (int i = 0; i < times; i++) {
            pass(millis);
            watchdog.tick(now);
        }
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}

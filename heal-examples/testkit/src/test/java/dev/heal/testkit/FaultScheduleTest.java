package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.testkit.FaultSchedule.Strike;
import dev.heal.testkit.FaultSchedule.Struck;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FaultScheduleTest {

    private static final long SECOND = 1_000_000_000L;

    private final Fault failing = Fault.fail(0.5, () -> new IOException("stated"), 0);
    private final Fault slow = Fault.latency(Duration.ofNanos(30), 0);
    private final Fault hanging = Fault.hang(null, 0);

    @Test
    void nothingStatedIsNothingFelt() {
        assertThat(strike(FaultSchedule.NONE, 0, 0)).isEqualTo(Strike.NONE);
    }

    @Test
    void aFaultIsThereFromItsStartToBeforeItsEnd() {
        FaultSchedule schedule = FaultSchedule.NONE
                .plus(slow)
                .changeLast(fault -> fault.later(Duration.ofSeconds(2)).lasting(Duration.ofSeconds(3)));
        assertThat(schedule.at(2 * SECOND - 1)).isEmpty();
        assertThat(schedule.at(2 * SECOND)).containsExactly(0);
        assertThat(schedule.at(5 * SECOND - 1)).containsExactly(0);
        assertThat(schedule.at(5 * SECOND)).isEmpty();
        // the order of the two does not matter
        assertThat(slow.lasting(Duration.ofSeconds(3)).later(Duration.ofSeconds(2)))
                .isEqualTo(schedule.faults().get(0));
    }

    @Test
    void aFaultWithoutEndStaysAndReadingsMayWrapAround() {
        Fault late = Fault.latency(Duration.ofNanos(1), Long.MAX_VALUE - 5);
        assertThat(late.isActive(Long.MAX_VALUE - 6)).isFalse();
        assertThat(late.isActive(Long.MIN_VALUE + 5)).isTrue();
        assertThat(slow.isActive(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void theShareIsWhatDrawsAreBelow() {
        FaultSchedule schedule = FaultSchedule.NONE.plus(failing);
        assertThat(strike(schedule, 0, 0.4999).end()).isSameAs(failing);
        assertThat(strike(schedule, 0, 0.5)).isEqualTo(Strike.NONE);
        assertThat(strike(FaultSchedule.NONE.plus(Fault.fail(0, IOException::new, 0)), 0, 0)
                        .end())
                .isNull();
    }

    @Test
    void aFaultIsOverWhenItHasHitItsCalls() {
        FaultSchedule schedule = FaultSchedule.NONE.plus(failing).changeLast(fault -> fault.times(2));
        schedule = schedule.strike(0, () -> 0.9).left();
        schedule = schedule.strike(0, () -> 0).left();
        assertThat(schedule.at(0)).hasSize(1);
        schedule = schedule.strike(0, () -> 0).left();
        assertThat(schedule.at(0)).isEmpty();
    }

    @Test
    void latenciesAddUpAndTheFirstThatEndsTheCallCounts() {
        FaultSchedule schedule =
                FaultSchedule.NONE.plus(slow).plus(hanging).plus(slow).plus(failing.times(1));
        Struck struck = schedule.strike(0, () -> 0);
        assertThat(struck.strike().latencyNanos()).isEqualTo(60);
        assertThat(struck.strike().end()).isSameAs(hanging);
        // the failure had nothing left to end, and is not used up
        assertThat(struck.left().at(0)).hasSize(4);
    }

    @Test
    void randomSchedulesKeepTheirPromises() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int times = 1 + random.nextInt(5);
            Duration length = Duration.ofNanos(1 + random.nextInt(50));
            FaultSchedule schedule = FaultSchedule.NONE.plus(Fault.fail(random.nextDouble(), IOException::new, 10)
                    .lasting(length)
                    .times(times));
            int hits = 0;
            for (long now = 0; now < 100; now += random.nextInt(3)) {
                Struck struck = schedule.strike(now, random::nextDouble);
                boolean hit = struck.strike().isFelt();
                assertThat(!hit || (now >= 10 && now < 10 + length.toNanos())).isTrue();
                hits += hit ? 1 : 0;
                schedule = struck.left();
            }
            assertThat(hits).as("seed %s", seed).isLessThanOrEqualTo(times);
        }
    }

    private static Strike strike(FaultSchedule schedule, long nowNanos, double chance) {
        return schedule.strike(nowNanos, () -> chance).strike();
    }
}

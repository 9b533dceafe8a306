package dev.heal.trials.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.trials.sim.Capacity.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When work is done while the speed changes. */
final class CapacityTest {

    private static final Capacity DROP = Capacity.drop(Duration.ofNanos(100), Duration.ofNanos(50), 0.2);
    private static final Capacity PAUSE = Capacity.drop(Duration.ofNanos(100), Duration.ofNanos(50), 0);

    @ParameterizedTest
    @CsvSource({
        // start, work, done: before, across the first step, inside, across the second, across both, after
        "0, 100, 100",
        "90, 12, 110",
        "100, 4, 120",
        "140, 5, 153",
        "90, 25, 155",
        "150, 7, 157",
        "1000, 7, 1007",
    })
    void workSlowsDownWithTheServers(long start, long work, long done) {
        assertThat(DROP.finish(start, work)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"90, 10, 100", "90, 11, 151", "100, 1, 151", "149, 1, 151", "150, 1, 151"})
    void nothingIsDoneWhileTheServersStandStill(long start, long work, long done) {
        assertThat(PAUSE.finish(start, work)).isEqualTo(done);
    }

    @Test
    void agreesWithAClockThatTicksEveryNanosecond() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 2_000; run++) {
            List<Step> steps = new ArrayList<>();
            long at = 0;
            for (int i = random.nextInt(5); i > 0; i--) {
                at += random.nextInt(30);
                steps.add(new Step(Duration.ofNanos(at), (1 + random.nextInt(8)) / 8.0));
            }
            Capacity capacity = new Capacity(steps);
            long start = random.nextInt(100);
            long work = 1L + random.nextInt(50);

            assertThat(capacity.finish(start, work))
                    .as("%s from %d, work %d", steps, start, work)
                    .isEqualTo(ticked(steps, start, work));
        }
    }

    @Test
    void wrongStepsAreRefused() {
        assertThatThrownBy(() -> new Step(Duration.ZERO, 1.2))
                .hasMessage("capacity: factor must be in [0, 1], was 1.2; use 0.2 for 20 %");
        assertThatThrownBy(() -> new Capacity(List.of(step(2, 1), step(1, 1))))
                .hasMessage(
                        "capacity: steps must be in order of time, was PT0.000000001S after PT0.000000002S; sort them");
        assertThatThrownBy(() -> new Capacity(List.of(step(2, 0))))
                .hasMessageContaining("the last factor must be > 0, was 0.0");
    }

    private static Step step(long atNanos, double factor) {
        return new Step(Duration.ofNanos(atNanos), factor);
    }

    /** Speeds are multiples of an eighth, so that sums are exact. */
    private static long ticked(List<Step> steps, long start, long work) {
        double done = 0;
        long now = start;
        while (done < work) {
            double factor = 1;
            for (Step step : steps) {
                if (step.at().toNanos() <= now) {
                    factor = step.factor();
                }
            }
            done += factor;
            now++;
        }
        return now;
    }
}

package dev.heal.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heal.trials.RandomLossTrial.Comparison;
import dev.heal.trials.RandomLossTrial.Traffic;
import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.Loss;
import dev.heal.trials.sim.RunResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loss at random, compared run by run. */
final class RandomLossTrialTest {

    @ParameterizedTest
    @EnumSource(Loss.Manner.class)
    void withoutRetriesThreeInTenFail(Loss.Manner manner) {
        RunResult run = RandomLossTrial.run(1, new Traffic(100, Duration.ofSeconds(30), manner), Contender.none());
        assertThat(100.0 * run.visibleErrors() / run.calls()).isCloseTo(30, within(3.0));
    }

    @Test
    void aComparisonIsOfSums() {
        Comparison comparison = Comparison.of(
                List.of(run(100, 1, 2, 120), run(100, 2, 0, 140)), List.of(run(100, 20, 0, 100), run(100, 30, 0, 100)));
        assertThat(comparison.fewerErrorsPercent().estimate()).isCloseTo(90, within(1e-9));
        assertThat(comparison.fewerErrorsPercent().low())
                .isLessThanOrEqualTo(comparison.fewerErrorsPercent().high());
        assertThat(comparison.load().estimate()).isCloseTo(1.3, within(1e-9));
        assertThat(comparison.errorPercent().estimate()).isCloseTo(2.5, within(1e-9));
        assertThat(comparison.refusedPercent().estimate()).isCloseTo(1, within(1e-9));
    }

    private static RunResult run(long calls, long failed, long refused, long tries) {
        return new RunResult("x", List.of(calls), List.of(calls - failed - refused), failed, refused, tries);
    }
}

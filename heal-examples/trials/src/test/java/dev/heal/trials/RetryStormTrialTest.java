package dev.heal.trials;

import static dev.heal.trials.RetryStormTrial.goodputAfterTrigger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.RunResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trial shows what it is there to show, on a few seeds. */
final class RetryStormTrialTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void plainRetriesKeepTheBackendDownAndAGuardDoesNot(long seed) {
        RunResult none = RetryStormTrial.run(seed, Contender.none());
        RunResult storm = RetryStormTrial.run(seed, Contender.retry(3));
        RunResult heal = RetryStormTrial.run(seed, Contender.heal());

        assertThat(none.goodputPercent(0, 20)).as("before the trigger").isGreaterThan(99);
        assertThat(goodputAfterTrigger(none))
                .as("the queue outlives the trigger")
                .isBetween(40.0, 90.0);
        assertThat(goodputAfterTrigger(storm)).as("a storm without end").isLessThan(5);
        assertThat(storm.triesPerCall()).isGreaterThan(3);
        assertThat(goodputAfterTrigger(heal)).isGreaterThan(goodputAfterTrigger(none));
    }
}

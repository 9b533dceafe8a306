package dev.heal.trials.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heal.trials.sim.Draws.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers that depend on what they are for, and on nothing else. */
final class DrawsTest {

    @Test
    void eachPurposeCallTryAndSeedHasItsOwn() {
        Set<Double> seen = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (long call = 0; call < 100; call++) {
                    for (int attempt = 0; attempt < 5; attempt++) {
                        assertThat(seen.add(new Draws(seed).uniform(purpose, call, attempt)))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertThat(new Draws(5).uniform(Purpose.WORK, 9, 2)).isEqualTo(new Draws(5).uniform(Purpose.WORK, 9, 2));
    }

    @Test
    void meansAndNeighboursAreAsTheyShouldBe() {
        Draws draws = new Draws(3);
        int n = 200_000;
        double uniform = 0;
        double exponential = 0;
        double product = 0;
        for (int call = 0; call < n; call++) {
            double here = draws.uniform(Purpose.LOSS, call, 1);
            uniform += here;
            exponential += draws.exponential(Purpose.WORK, call, 1);
            product += (here - 0.5) * (draws.uniform(Purpose.LOSS, call + 1, 1) - 0.5);
        }
        assertThat(uniform / n).isCloseTo(0.5, within(0.003));
        assertThat(exponential / n).isCloseTo(1, within(0.01));
        assertThat(product / n * 12).as("correlation of neighbours").isCloseTo(0, within(0.01));
    }
}

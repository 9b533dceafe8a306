package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.jdbc.SizeAdvice.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** When another size is advised, and that no advice ever leaves its bounds. */
final class SizeAdviceTest {

    private static final long TICK = 250_000_000L;
    private static final Sample FULL = new Sample(10, 10, 4, 10, false);
    private static final Sample QUIET = new Sample(10, 2, 0, 10, false);

    @Test
    void callersThatWaitWantMore() {
        assertThat(advice(i -> FULL, 130)).containsOnly(15);
    }

    @Test
    void aFewThatWaitWantNothing() {
        assertThat(advice(i -> i % 10 == 0 ? FULL : QUIET, 130)).isEmpty();
    }

    @Test
    void waitersWhileConnectionsAreFreeAreThePoolsOwnAffair() {
        assertThat(advice(i -> new Sample(10, 7, 4, 10, false), 130)).isEmpty();
    }

    @Test
    void fiveQuietMinutesWantLessButNotBelowThePeak() {
        assertThat(advice(i -> QUIET, 9 * 121)).isEmpty();
        assertThat(advice(i -> QUIET, 10 * 121 + 5)).containsOnly(8);
        assertThat(advice(i -> i % 700 == 0 ? new Sample(10, 9, 0, 10, false) : QUIET, 11 * 121))
                .isEmpty();
    }

    @Test
    void whatTheServerRefusedIsNotAskedForAgain() {
        assertThat(advice(i -> new Sample(10, 10, 4, 10, i == 3), 130)).isEmpty();
    }

    @Test
    void fewSamplesSayNothing() {
        List<Integer> advised = new ArrayList<>();
        SizeAdvice.State state = SizeAdvice.State.START;
        for (int i = 0; i < 100; i++) {
            SizeAdvice.Step step = SizeAdvice.step(state, FULL, i * 4L * TICK);
            state = step.state();
            if (step.max() != 10) {
                advised.add(step.max());
            }
        }
        assertThat(advised).isEmpty();
    }

    @Test
    void adviceStaysWithinItsBoundsWhateverIsSeenAndFollowed() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int hostMax = 1 + random.nextInt(50);
            int max = hostMax;
            int allowed = Integer.MAX_VALUE;
            SizeAdvice.State state = SizeAdvice.State.START;
            int load = 0;
            for (int i = 0; i < 3_000; i++) {
                load = random.nextInt(200) == 0 ? random.nextInt(120) : load;
                boolean tooMany = random.nextInt(2_000) == 0;
                Sample sample = new Sample(max, Math.min(load, max), Math.max(0, load - max), max, tooMany);
                allowed = tooMany ? Math.max(1, max) : allowed;
                SizeAdvice.Step step = SizeAdvice.step(state, sample, i * TICK);
                state = step.state();
                if (step.max() > max) {
                    assertThat(step.max())
                            .as("seed %s", seed)
                            .isLessThanOrEqualTo((int) (max * 1.5))
                            .isLessThanOrEqualTo(2 * hostMax)
                            .isLessThanOrEqualTo(allowed);
                } else {
                    assertThat(step.max()).as("seed %s", seed).isGreaterThanOrEqualTo((int) Math.ceil(max * 0.8));
                }
                max = step.max();
            }
        }
    }

    private static List<Integer> advice(IntFunction<Sample> samples, int ticks) {
        List<Integer> advised = new ArrayList<>();
        SizeAdvice.State state = SizeAdvice.State.START;
        for (int i = 0; i < ticks; i++) {
            Sample sample = samples.apply(i);
            SizeAdvice.Step step = SizeAdvice.step(state, sample, i * TICK);
            state = step.state();
            if (step.max() != sample.max()) {
                advised.add(step.max());
            }
        }
        return advised;
    }
}

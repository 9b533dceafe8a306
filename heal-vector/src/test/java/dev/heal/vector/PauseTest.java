package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PauseTest {

    @Test
    void doublesFromTheShortestToTheLongest() {
        Pause pause = Pause.NONE;
        long now = 0;
        for (long expected : new long[] {100, 200, 400, 800, 800, 800}) {
            assertThat(pause.isOver(now)).isTrue();
            pause = pause.refused(now, 100, 800);
            assertThat(pause.isOver(now + expected - 1)).isFalse();
            now += expected;
        }
    }

    @Test
    void refusalsThatWereUnderWayTogetherCountOnce() {
        Pause once = Pause.NONE.refused(0, 100, 800);

        assertThat(once.refused(50, 100, 800)).isEqualTo(once);
    }

    @Test
    void neverEndsBeforeTheShortestOrAfterTheLongest() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Pause pause = Pause.NONE;
            long now = random.nextLong();
            for (int step = 0; step < 100; step++) {
                now += random.nextInt(2_000);
                pause = pause.refused(now, 100, 1_500);
                assertThat(pause.untilNanos() - now).as("seed %d", seed).isBetween(0L, 1_500L);
            }
        }
    }
}

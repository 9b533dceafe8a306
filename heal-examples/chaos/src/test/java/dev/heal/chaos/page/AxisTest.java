package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where seconds and milliseconds are drawn. */
final class AxisTest {

    private static final long SEED = 7;

    @Test
    void secondsLieEvenly() {
        Axis axis = new Axis(-5, 15, 100, 800);
        assertThat(axis.x(-5)).isEqualTo(100);
        assertThat(axis.x(0)).isEqualTo(300);
        assertThat(axis.x(15)).isEqualTo(900);
    }

    @Test
    void whatIsBeyondAnEndLiesAtTheEnd() {
        Axis axis = new Axis(-5, 15, 100, 800);
        assertThat(axis.x(-60)).isEqualTo(100);
        assertThat(axis.x(60)).isEqualTo(900);
    }

    @Test
    void ticksAreRoundAndFewAndTheFaultsBeginIsOneOfThem() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000; i++) {
            Axis axis = new Axis(-10 * random.nextDouble(), 0.1 + 500 * random.nextDouble(), 0, 100);
            List<Double> ticks = axis.ticks();
            assertThat(ticks).as("%s", axis).hasSizeBetween(1, 16).contains(0.0).isSorted();
            assertThat(ticks).allMatch(tick -> tick >= axis.from() && tick <= axis.to());
        }
        assertThat(new Axis(-3, 22, 0, 100).ticks()).startsWith(-2.0, 0.0, 2.0).endsWith(22.0);
    }

    @Test
    void anAxisHasALength() {
        assertThatThrownBy(() -> new Axis(1, 1, 0, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("axis: from < to must hold, was 1.0, 1.0 s");
    }

    @Test
    void tenTimesAsLongIsAlwaysAsMuchHigher() {
        LatencyScale scale = new LatencyScale(10, 100);
        assertThat(scale.y(1)).isEqualTo(110);
        assertThat(scale.y(20_000)).isEqualTo(10);
        assertThat(scale.y(10) - scale.y(100)).isEqualTo(scale.y(100) - scale.y(1_000), within(1e-9));
    }

    @Test
    void timesBeyondTheScaleLieAtItsEnds() {
        LatencyScale scale = new LatencyScale(10, 100);
        assertThat(scale.y(0)).isEqualTo(110);
        assertThat(scale.y(1e9)).isEqualTo(10);
    }
}

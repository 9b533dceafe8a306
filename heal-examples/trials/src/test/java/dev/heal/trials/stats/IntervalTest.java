package dev.heal.trials.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bootstrap intervals. */
final class IntervalTest {

    @Test
    void samplesWithoutSpreadHaveAnIntervalWithoutWidth() {
        assertThat(Interval.ofRatio(new double[] {1, 2, 3}, new double[] {2, 4, 6}))
                .isEqualTo(new Interval(0.5, 0.5, 0.5));
    }

    @Test
    void aRatioIsOneOfSums() {
        assertThat(Interval.ofRatio(new double[] {0, 3}, new double[] {1, 5}).estimate())
                .isEqualTo(0.5);
    }

    @Test
    void equalSamplesGiveEqualIntervals() {
        double[] samples = {3, 1, 4, 1, 5, 9, 2, 6};
        assertThat(Interval.ofMean(samples)).isEqualTo(Interval.ofMean(samples));
    }

    @Test
    void theTrueMeanLiesInsideAboutAsOftenAsStated() {
        SplittableRandom random = new SplittableRandom(6);
        int inside = 0;
        for (int i = 0; i < 300; i++) {
            Interval interval = Interval.ofMean(random.doubles(30).toArray());
            inside += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        assertThat(inside / 300.0).isCloseTo(0.94, within(0.04));
    }

    @Test
    void textAndJsonHoldAllThree() {
        Interval interval = new Interval(1.25, 1, 1.5);
        assertThat(interval.text(1)).isEqualTo("1.3 [1.0, 1.5]");
        assertThat(interval.json()).isEqualTo("{\"estimate\":1.2500,\"low\":1.0000,\"high\":1.5000}");
    }

    @Test
    void samplesThatAreNotPairedAreRefused() {
        assertThatThrownBy(() -> Interval.ofRatio(new double[1], new double[2]))
                .hasMessageContaining("samples must be paired and not empty, was 1 and 2 samples");
    }
}

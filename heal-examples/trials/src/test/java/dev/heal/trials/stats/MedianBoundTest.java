package dev.heal.trials.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Median and bound against tables of the sign test. */
final class MedianBoundTest {

    @ParameterizedTest
    @CsvSource({"5, 5", "6, 6", "7, 7", "8, 7", "10, 9", "20, 15", "30, 20", "1000, 527"})
    void theBoundIsTheOrderStatisticOfTheTable(int n, int k) {
        double[] ranks = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
        assertThat(MedianBound.of(ranks).upper()).hasValue(k);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fewSamplesHaveNoBound(int n) {
        assertThat(MedianBound.of(new double[n]).upper()).isEmpty();
    }

    @Test
    void theMedianOfAnEvenNumberLiesInBetween() {
        assertThat(MedianBound.of(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
        assertThat(MedianBound.of(new double[] {9, 1, 3}).median()).isEqualTo(3);
        assertThatThrownBy(() -> MedianBound.of(new double[0])).hasMessageContaining("samples must not be empty");
    }

    @Test
    void theTrueMedianLiesBelowTheBoundAsOftenAsStated() {
        SplittableRandom random = new SplittableRandom(5);
        int below = 0;
        for (int i = 0; i < 20_000; i++) {
            // skewed, median ln 2
            double[] samples = random.doubles(5).map(u -> -Math.log1p(-u)).toArray();
            below += Math.log(2) <= MedianBound.of(samples).upper().orElseThrow() ? 1 : 0;
        }
        assertThat(below / 20_000.0).isBetween(0.965, 0.973);
    }
}

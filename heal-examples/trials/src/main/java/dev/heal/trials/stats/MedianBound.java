package dev.heal.trials.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The median of samples and an upper bound that the true median stays below with at least 95 % confidence, whatever the
 * distribution. The bound is the order statistic that inverts the sign test (Conover, "Practical nonparametric statistics",
 * 3.2): the smallest <i>k</i>-th sample with P(Binomial(n, 1/2) &lt; k) of at least 0.95. Five samples are the fewest that
 * have one: their largest, at 96.9 %.
 *
 * @param median of the samples
 * @param upper the bound; empty with fewer than five samples
 */
public record MedianBound(double median, OptionalDouble upper) {

    private static final double CONFIDENCE = 0.95;

    /**
     * Computes both.
     *
     * @param samples independent ones, in any order, at least one
     * @return median and bound
     */
    public static MedianBound of(double[] samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("median: samples must not be empty, was 0 samples; pass one per fork");
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        // P(fewer than k of n samples lie below the median), built up term by term
        double term = Math.pow(0.5, n);
        double below = 0;
        for (int k = 1; k <= n; k++) {
            below += term;
            if (below >= CONFIDENCE) {
                return new MedianBound(median, OptionalDouble.of(sorted[k - 1]));
            }
            term *= (double) (n - k + 1) / k;
        }
        return new MedianBound(median, OptionalDouble.empty());
    }
}

package dev.heal.trials.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An estimate and the two-sided 95 % interval around it.
 *
 * @param estimate from all samples
 * @param low lower end
 * @param high upper end
 */
public record Interval(double estimate, double low, double high) {

    private static final int RESAMPLES = 4_000;
    private static final long SEED = 20_260_101;

    /**
     * The ratio of two sums over paired samples, such as errors of one contender per error of another, pair by pair on the
     * same seed. The interval is the percentile bootstrap over the pairs (Efron, Tibshirani, "An introduction to the
     * bootstrap", 1993, 13.3): 4,000 resamples from a fixed seed, so that a report can be repeated. With fewer than some
     * twenty pairs it is too narrow.
     *
     * @param numerators one per pair
     * @param denominators one per pair; their sum must not be 0
     * @return the ratio with its interval
     */
    public static Interval ofRatio(double[] numerators, double[] denominators) {
        int pairs = numerators.length;
        if (pairs == 0 || denominators.length != pairs) {
            throw new IllegalArgumentException("interval: samples must be paired and not empty, was " + pairs + " and "
                    + denominators.length + " samples; pass one of each per seed");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double above = 0;
            double below = 0;
            for (int i = 0; i < pairs; i++) {
                int drawn = random.nextInt(pairs);
                above += numerators[drawn];
                below += denominators[drawn];
            }
            ratios[r] = above / below;
        }
        Arrays.sort(ratios);
        double estimate =
                Arrays.stream(numerators).sum() / Arrays.stream(denominators).sum();
        return new Interval(estimate, ratios[(int) (0.025 * RESAMPLES)], ratios[(int) (0.975 * RESAMPLES) - 1]);
    }

    /**
     * The mean of samples, with the same interval.
     *
     * @param samples one per seed
     * @return the mean with its interval
     */
    public static Interval ofMean(double[] samples) {
        double[] ones = new double[samples.length];
        Arrays.fill(ones, 1);
        return ofRatio(samples, ones);
    }

    /**
     * The interval for people.
     *
     * @param digits digits after the point
     * @return for example {@code 98.2 [97.9, 98.4]}
     */
    public String text(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " [" + number + ", " + number + "]", estimate, low, high);
    }

    /**
     * The interval for programs.
     *
     * @return a JSON object with the record's names
     */
    public String json() {
        return String.format(Locale.ROOT, "{\"estimate\":%.4f,\"low\":%.4f,\"high\":%.4f}", estimate, low, high);
    }
}

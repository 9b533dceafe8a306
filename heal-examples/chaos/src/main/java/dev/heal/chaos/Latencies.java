package dev.heal.chaos;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How long answers took, in nanoseconds; all zero if there were none.
 *
 * @param count how many there were
 * @param p50 half took no longer
 * @param p99 99 % took no longer
 * @param max the longest
 * @param fast how many took at most 5 ms
 */
record Latencies(long count, long p50, long p99, long max, long fast) {

    private static final long FAST = TimeUnit.MILLISECONDS.toNanos(5);

    static Latencies of(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        if (sorted.length == 0) {
            return new Latencies(0, 0, 0, 0, 0);
        }
        return new Latencies(
                sorted.length,
                rank(sorted, 0.5),
                rank(sorted, 0.99),
                sorted[sorted.length - 1],
                LongStream.of(sorted).filter(value -> value <= FAST).count());
    }

    /** The share that took at most 5 ms, in [0, 1]; 0 if there were none. */
    double fastShare() {
        return count == 0 ? 0 : (double) fast / count;
    }

    /** The longest, null if there were none. */
    @Nullable
    Long longest() {
        return count == 0 ? null : max;
    }

    private static long rank(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}

package dev.heal.chaos;

import dev.heal.chaos.Call.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a contender came back. Times in nanoseconds from the moment at which the cause was gone; null for never.
 *
 * @param baseRate calls that succeeded per second before the fault
 * @param first the first success
 * @param normal the begin of the first two seconds with at least 80 % of the base rate, at least half of it in each half
 *     second, and a share of failures at most one point above that before the fault; looked for in steps of 50 ms; never if
 *     nothing succeeded before the fault
 * @param detected from the begin of the fault to the end of the first call that was refused
 */
record Recovery(
        double baseRate,
        @Nullable Long first,
        @Nullable Long normal,
        @Nullable Long detected) {

    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(2);
    private static final int SLICES = 4;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    static Recovery of(List<Call> calls, Timeline times) {
        return new Search(calls, times).recovery();
    }

    /** The ends of all calls in order, to count those of a window. */
    private static final class Search {
        private final long[] done;
        private final long[] unserved;
        private final long[] refused;
        private final Timeline times;

        Search(List<Call> calls, Timeline times) {
            this.times = times;
            done = ends(calls, call -> call.is(Outcome.DONE));
            unserved = ends(calls, call -> !call.is(Outcome.DONE));
            refused = ends(calls, call -> call.is(Outcome.REFUSED));
        }

        Recovery recovery() {
            return new Recovery(
                    count(done, times.base(), times.fault()) * SECOND / (times.fault() - times.base()),
                    firstAfter(done, times.gone()),
                    normal(),
                    firstAfter(refused, times.fault()));
        }

        private @Nullable Long normal() {
            for (long at = times.gone(); at + WINDOW <= times.end(); at += STEP) {
                if (isNormal(at)) {
                    return at - times.gone();
                }
            }
            return null;
        }

        private boolean isNormal(long at) {
            double base = count(done, times.base(), times.fault()) / (double) (times.fault() - times.base());
            if (base == 0
                    || count(done, at, at + WINDOW) < 0.8 * base * WINDOW
                    || failing(at, at + WINDOW) > failing(times.base(), times.fault()) + 0.01) {
                return false;
            }
            long slice = WINDOW / SLICES;
            for (long from = at; from < at + WINDOW; from += slice) {
                if (count(done, from, from + slice) < 0.5 * base * slice) {
                    return false;
                }
            }
            return true;
        }

        private double failing(long from, long to) {
            int failures = count(unserved, from, to);
            return failures / (double) Math.max(1, failures + count(done, from, to));
        }

        private static long[] ends(List<Call> calls, Predicate<Call> which) {
            return calls.stream().filter(which).mapToLong(Call::end).sorted().toArray();
        }

        private static int count(long[] sorted, long from, long to) {
            return lowerBound(sorted, to) - lowerBound(sorted, from);
        }

        private static @Nullable Long firstAfter(long[] sorted, long from) {
            int index = lowerBound(sorted, from);
            return index == sorted.length ? null : sorted[index] - from;
        }

        private static int lowerBound(long[] sorted, long value) {
            int index = Arrays.binarySearch(sorted, value);
            if (index < 0) {
                return -index - 1;
            }
            while (index > 0 && sorted[index - 1] == value) {
                index--;
            }
            return index;
        }
    }
}

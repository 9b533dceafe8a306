package dev.heal.chaos.page;

import dev.heal.chaos.page.Chart.Dot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls put together, so that a page stays small however many there were. */
final class Bins {

    /** At most one dot in so many seconds for each way to end. */
    static final double DOT = 0.1;

    /** The width of a bar. */
    static final double BAR = 0.25;

    private Bins() {}

    /**
     * Calls that were due within the same tenth of a second and ended the same way.
     *
     * @param at the middle of that tenth, in seconds from the begin of the fault
     * @param mark how they ended
     * @param shortest the least time that one took, in milliseconds
     * @param middle the median
     * @param longest the most
     */
    record Bin(double at, Mark mark, double shortest, double middle, double longest) {}

    /** By time, then by how they ended. */
    static List<Bin> dots(Chart chart) {
        Map<Long, Map<Mark, List<Double>>> tenths = new TreeMap<>();
        for (Dot call : chart.calls()) {
            if (chart.covers(call.at())) {
                tenths.computeIfAbsent(index(call.at(), DOT), any -> new EnumMap<>(Mark.class))
                        .computeIfAbsent(call.mark(), any -> new ArrayList<>())
                        .add(call.millis());
            }
        }
        List<Bin> bins = new ArrayList<>();
        tenths.forEach((index, marks) ->
                marks.forEach((mark, millis) -> bins.add(bin((index + 0.5) * DOT, mark, millis))));
        return bins;
    }

    /** How many calls that were of no use were due in each quarter of a second; those without any are not there. */
    static Map<Long, Map<Mark, Long>> errors(Chart chart) {
        Map<Long, Map<Mark, Long>> bars = new TreeMap<>();
        for (Dot call : chart.calls()) {
            if (!call.mark().isServed() && chart.covers(call.at())) {
                bars.computeIfAbsent(index(call.at(), BAR), any -> new EnumMap<>(Mark.class))
                        .merge(call.mark(), 1L, Long::sum);
            }
        }
        return bars;
    }

    static long index(double seconds, double width) {
        return (long) Math.floor(seconds / width);
    }

    private static Bin bin(double at, Mark mark, List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Bin(at, mark, sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }
}

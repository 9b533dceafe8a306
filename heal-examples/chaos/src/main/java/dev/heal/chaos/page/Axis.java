package dev.heal.chaos.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The axis of time that all charts of a fault share.
 *
 * @param from the first second
 * @param to the last one, later than the first
 * @param left where the first lies, in pixels
 * @param width how far from there the last one lies
 */
record Axis(double from, double to, double left, double width) {

    private static final int MOST_TICKS = 16;
    private static final double[] STEPS = {0.25, 0.5, 1, 2, 5};

    Axis {
        if (from >= to) {
            throw new IllegalArgumentException("axis: from < to must hold, was " + from + ", " + to + " s");
        }
    }

    /** From the earliest begin to the latest end; a second if there is nothing. */
    static Axis over(List<Section.Run> runs, double left, double width) {
        double from =
                runs.stream().mapToDouble(run -> run.chart().begin()).min().orElse(0);
        double to = runs.stream().mapToDouble(run -> run.chart().end()).max().orElse(1);
        return new Axis(from, to, left, width);
    }

    /** Where a second lies; what is beyond an end lies at the end. */
    double x(double second) {
        return left + width * (Math.max(from, Math.min(to, second)) - from) / (to - from);
    }

    /** Round seconds, the begin of the fault among them, at most sixteen. */
    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private double step() {
        for (double decade = 1; ; decade *= 10) {
            for (double step : STEPS) {
                if ((to - from) / (step * decade) < MOST_TICKS) {
                    return step * decade;
                }
            }
        }
    }
}

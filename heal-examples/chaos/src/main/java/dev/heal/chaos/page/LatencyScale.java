package dev.heal.chaos.page;

import java.util.List;

/**
 * Times from 1 ms to 20 s on a logarithmic scale: what is beyond an end lies at the end.
 *
 * @param top where 20 s lie, in pixels; y runs down
 * @param height how far below that 1 ms lies
 */
record LatencyScale(double top, double height) {

    private static final double LEAST = 1;
    private static final double MOST = 20_000;

    /** Lines of the grid, in milliseconds. */
    static final List<Double> TICKS = List.of(1.0, 10.0, 100.0, 1_000.0, 10_000.0);

    double y(double millis) {
        double clamped = Math.max(LEAST, Math.min(MOST, millis));
        return top + height * (1 - Math.log(clamped / LEAST) / Math.log(MOST / LEAST));
    }

    static String label(double millis) {
        return millis < 1_000 ? Math.round(millis) + " ms" : Math.round(millis / 1_000) + " s";
    }
}

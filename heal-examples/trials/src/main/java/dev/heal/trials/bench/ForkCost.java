package dev.heal.trials.bench;

import java.util.Locale;

/**
 * What one operation cost in one fork, as the mean over its iterations.
 *
 * @param cpuNanos processor time of the process
 * @param wallNanos time that passed
 * @param bytes memory allocated
 */
public record ForkCost(double cpuNanos, double wallNanos, double bytes) {

    /**
     * The cost for programs.
     *
     * @return a JSON object with the record's names
     */
    public String json() {
        return String.format(
                Locale.ROOT, "{\"cpuNanos\":%.3f,\"wallNanos\":%.3f,\"bytes\":%.4f}", cpuNanos, wallNanos, bytes);
    }
}

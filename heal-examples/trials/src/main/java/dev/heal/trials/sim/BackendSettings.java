package dev.heal.trials.sim;

import java.time.Duration;

/**
 * What a backend can do.
 *
 * @param servers requests worked on at the same time, at least 1
 * @param meanWork how long one server needs for one request on average, at full speed
 * @param spread how the work of requests differs
 * @param maxQueue requests that may wait, at least 0; the next one is turned away at once
 * @param capacity the servers' speed over time
 * @param loss requests that never arrive
 */
public record BackendSettings(
        int servers, Duration meanWork, Spread spread, int maxQueue, Capacity capacity, Loss loss) {

    /** How the work of requests differs. */
    public enum Spread {
        /** All the same. */
        FIXED,
        /** Exponentially distributed. */
        EXPONENTIAL
    }

    /** Checks every range. */
    public BackendSettings {
        if (servers < 1) {
            throw new IllegalArgumentException("backend: servers must be >= 1, was " + servers + "; use 1");
        } else if (meanWork.isNegative() || meanWork.isZero()) {
            throw new IllegalArgumentException("backend: meanWork must be > 0, was " + meanWork + "; use PT0.05S");
        } else if (maxQueue < 0) {
            throw new IllegalArgumentException(
                    "backend: maxQueue must be >= 0, was " + maxQueue + "; use Integer.MAX_VALUE for no limit");
        }
    }

    /**
     * Exponential work, no limit to the queue, full capacity, no loss.
     *
     * @param servers requests worked on at the same time
     * @param meanWork how long one server needs for one request on average
     * @return the settings
     */
    public static BackendSettings of(int servers, Duration meanWork) {
        return new BackendSettings(
                servers, meanWork, Spread.EXPONENTIAL, Integer.MAX_VALUE, Capacity.full(), Loss.none());
    }

    /**
     * The same with another capacity.
     *
     * @param other speed over time
     * @return a copy
     */
    public BackendSettings with(Capacity other) {
        return new BackendSettings(servers, meanWork, spread, maxQueue, other, loss);
    }

    /**
     * The same with another loss.
     *
     * @param other requests that never arrive
     * @return a copy
     */
    public BackendSettings with(Loss other) {
        return new BackendSettings(servers, meanWork, spread, maxQueue, capacity, other);
    }

    /**
     * Requests that can be answered at full speed.
     *
     * @return requests per second
     */
    public double requestsPerSecond() {
        return servers * 1e9 / meanWork.toNanos();
    }
}

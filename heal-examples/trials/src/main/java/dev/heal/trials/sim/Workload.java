package dev.heal.trials.sim;

import java.time.Duration;

/**
 * Clients that call without waiting for each other's answers (an open loop): arrivals are a Poisson process.
 *
 * @param callsPerSecond mean rate of new calls
 * @param length how long new calls arrive; those begun by then are followed to their ends
 * @param timeout how long a client waits for the answer to one try
 */
public record Workload(double callsPerSecond, Duration length, Duration timeout) {

    /** Checks every range. */
    public Workload {
        if (!(callsPerSecond > 0 && callsPerSecond <= 1e6)) {
            throw new IllegalArgumentException(
                    "workload: callsPerSecond must be in (0, 1000000], was " + callsPerSecond + "; use 100");
        } else if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("workload: length must be >= 1 s, was " + length + "; use PT60S");
        } else if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("workload: timeout must be > 0, was " + timeout + "; use PT1S");
        }
    }
}

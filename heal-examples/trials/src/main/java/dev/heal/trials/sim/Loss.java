package dev.heal.trials.sim;

/**
 * Requests that never reach the backend, each with the same probability and independent of load.
 *
 * @param probability share of requests lost, in [0, 1]
 * @param manner what their client sees
 */
public record Loss(double probability, Manner manner) {

    /** What the client of a lost request sees. */
    public enum Manner {
        /** An error at once: the connection could not be made. */
        REFUSED,
        /** Nothing, until its own time-out. */
        SILENT
    }

    /** Checks the range. */
    public Loss {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "loss: probability must be in [0, 1], was " + probability + "; use 0.3 for 30 %");
        }
    }

    /**
     * Nothing is lost.
     *
     * @return a loss of probability 0
     */
    public static Loss none() {
        return new Loss(0, Manner.REFUSED);
    }
}

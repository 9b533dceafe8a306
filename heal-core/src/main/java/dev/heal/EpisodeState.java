package dev.heal;

import dev.heal.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the failures of one guard. Immutable.
 *
 * @param usual the share of tries that fail while nothing is the matter
 * @param successes successful calls that were known at the last step
 * @param score how much the failures since {@code run} began speak for trouble, as a log likelihood ratio
 * @param row failures since the last success
 * @param run the failures that are looked at together
 * @param quiet since when no more than the usual failures were seen; null while no episode runs
 */
record EpisodeState(
        UsualShare usual,
        long successes,
        double score,
        long row,
        Run run,
        @Nullable Quiet quiet) {

    static EpisodeState fresh(long nowNanos) {
        return new EpisodeState(UsualShare.unknown(nowNanos), 0, 0, 0, Run.none(nowNanos), null);
    }

    boolean isRunning() {
        return quiet != null;
    }

    /**
     * Failures in close succession.
     *
     * @param startNanos when the first one was seen
     * @param lastNanos when the latest one was seen
     * @param successes successes in between
     * @param start the counts at the first one
     * @param tally which failures they were
     * @param failures how many they were
     */
    record Run(
            long startNanos, long lastNanos, double successes, Guard.Counts start, FailureTally tally, long failures) {

        static Run none(long nowNanos) {
            Guard.Counts counts = new Guard.Counts(0, 0, 0, 0, 0, 0);
            return new Run(nowNanos, nowNanos, 0, counts, FailureTally.EMPTY, 0);
        }

        static Run begin(Failure failure, Guard.Counts counts, long nowNanos) {
            return new Run(nowNanos, nowNanos, 0, counts, FailureTally.EMPTY.plus(failure), 1);
        }

        Run plus(Failure failure, double moreSuccesses, long nowNanos) {
            return new Run(startNanos, nowNanos, successes + moreSuccesses, start, tally.plus(failure), failures + 1);
        }

        Run plus(double moreSuccesses) {
            return new Run(startNanos, lastNanos, successes + moreSuccesses, start, tally, failures);
        }

        double tries() {
            return failures + successes;
        }
    }

    /**
     * A stretch without unusual failures.
     *
     * @param sinceNanos when the last unusual one was seen
     * @param failures failures of the run until then
     * @param successes successes of the run until then
     */
    record Quiet(long sinceNanos, long failures, double successes) {}
}

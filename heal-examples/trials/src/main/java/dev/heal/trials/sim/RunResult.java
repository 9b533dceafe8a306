package dev.heal.trials.sim;

import java.util.List;

/**
 * What became of the calls of one run. Seconds are counted from the start; a call belongs to the second in which it was
 * offered, whenever it ended.
 *
 * @param contender who stood between clients and backend
 * @param offered calls that arrived, per second
 * @param succeeded calls among those that were answered in the end, per second: the goodput
 * @param failed calls whose last try failed
 * @param refused calls that were refused before their first try
 * @param tries requests sent to the backend
 */
public record RunResult(
        String contender, List<Long> offered, List<Long> succeeded, long failed, long refused, long tries) {

    /** Checks that no call was lost or counted twice. */
    public RunResult {
        offered = List.copyOf(offered);
        succeeded = List.copyOf(succeeded);
        long calls = sum(offered);
        long ended = sum(succeeded) + failed + refused;
        if (calls != ended) {
            throw new IllegalArgumentException(
                    "run of " + contender + ": offered must be succeeded + failed + refused, was " + calls + " and "
                            + ended + " calls; a call was lost or counted twice");
        }
    }

    /**
     * Calls that arrived.
     *
     * @return the sum over all seconds
     */
    public long calls() {
        return sum(offered);
    }

    /**
     * Calls whose client got no answer.
     *
     * @return failed and refused calls
     */
    public long visibleErrors() {
        return failed + refused;
    }

    /**
     * Load amplification: what the backend was asked for each call.
     *
     * @return tries divided by calls; 0 without calls
     */
    public double triesPerCall() {
        return calls() == 0 ? 0 : (double) tries / calls();
    }

    /**
     * Goodput of a stretch.
     *
     * @param fromSecond first second, inclusive
     * @param toSecond last second, exclusive
     * @return answered calls as a percentage of the calls offered in it; NaN if there were none
     */
    public double goodputPercent(int fromSecond, int toSecond) {
        return 100.0 * sum(succeeded.subList(fromSecond, toSecond)) / sum(offered.subList(fromSecond, toSecond));
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}

package dev.heal.trials.sim;

import java.time.Duration;
import java.util.Arrays;

/** Counts the calls of one run. Used by one thread. */
final class Tally {

    private final long[] offered;
    private final long[] succeeded;
    private long open;
    private long failed;
    private long refused;
    private long tries;

    Tally(Duration length) {
        int seconds = (int) Math.ceil(length.toNanos() / 1e9);
        this.offered = new long[seconds];
        this.succeeded = new long[seconds];
    }

    void offered(int second) {
        offered[second]++;
        open++;
    }

    void tried() {
        tries++;
    }

    /** By the second in which the call was offered, so that every second's calls add up. */
    void succeeded(int second) {
        succeeded[second]++;
        open--;
    }

    void failed() {
        failed++;
        open--;
    }

    void refused() {
        refused++;
        open--;
    }

    /** Calls that have not ended yet. */
    long open() {
        return open;
    }

    RunResult result(String contender) {
        return new RunResult(
                contender,
                Arrays.stream(offered).boxed().toList(),
                Arrays.stream(succeeded).boxed().toList(),
                failed,
                refused,
                tries);
    }
}

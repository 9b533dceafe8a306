package dev.heal;

import java.util.concurrent.atomic.LongAdder;

/** What has passed through a guard. Safe for use by many threads. */
final class CallCounts {

    private final LongAdder begun = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder succeededNanos = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder retries = new LongAdder();

    void begun() {
        begun.increment();
    }

    void succeeded(long elapsedNanos) {
        succeeded.increment();
        succeededNanos.add(elapsedNanos);
    }

    void failed() {
        failed.increment();
    }

    void refused() {
        refused.increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    void retried() {
        retries.increment();
    }

    long successes() {
        return succeeded.sum();
    }

    /** What the last try of every successful call took, in all. */
    long successNanos() {
        return succeededNanos.sum();
    }

    long inProgress() {
        // ended first: a call that ends in between is then counted as in progress, never the other way round
        long ended = succeeded.sum() + failed.sum() + abandoned.sum();
        return begun.sum() - ended;
    }

    Guard.Counts snapshot() {
        return new Guard.Counts(
                begun.sum(), succeeded.sum(), failed.sum(), refused.sum(), abandoned.sum(), retries.sum());
    }
}

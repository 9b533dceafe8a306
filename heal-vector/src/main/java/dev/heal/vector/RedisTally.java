package dev.heal.vector;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What a cache counts, and for how long it reads nothing because Redis said that it is not ready. Safe for many threads. */
final class RedisTally {

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(800);

    private final LongAdder asked = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private volatile Pause pause = Pause.NONE;

    void asked() {
        asked.increment();
    }

    void hit() {
        hits.increment();
    }

    void late() {
        late.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void written() {
        written.increment();
    }

    boolean isPaused(long nowNanos) {
        return !pause.isOver(nowNanos);
    }

    /** Redis answered a read by an error that passes. */
    synchronized void refused(long nowNanos) {
        pause = pause.refused(nowNanos, SHORTEST, LONGEST);
    }

    /** Redis answered a read. */
    void answered() {
        if (pause.refusals() > 0) {
            pause = Pause.NONE;
        }
    }

    RedisCache.Counts counts(long dropped, long connections) {
        return new RedisCache.Counts(
                asked.sum(), hits.sum(), late.sum(), skipped.sum(), written.sum(), dropped, connections);
    }
}

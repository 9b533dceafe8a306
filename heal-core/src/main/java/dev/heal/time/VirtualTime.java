package dev.heal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Time that moves only when told to: a ticker, a wall clock and an executor in one, for tests and simulations.
 *
 * <p>{@link #advance} runs every task that falls due on the way, in order of its time, on the calling thread. A thread that
 * {@linkplain #sleep sleeps} on this clock moves it on by itself, so synchronous code with waits runs to its end at once.
 * Meant for one thread; the methods are synchronized so that a stray callback from another thread does no harm.
 */
public final class VirtualTime implements Ticker, InstantSource {

    private final Instant origin;
    private final StepExecutor executor;
    private long nowNanos;

    /** Starts at 2026-01-01T00:00:00Z. */
    public VirtualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /**
     * Starts at a given moment.
     *
     * @param origin what the wall clock shows first
     */
    public VirtualTime(Instant origin) {
        this.origin = origin;
        this.executor = new StepExecutor(this);
    }

    @Override
    public synchronized long nanos() {
        return nowNanos;
    }

    @Override
    public synchronized Instant instant() {
        return origin.plusNanos(nowNanos);
    }

    /**
     * Moves time on, running every task that falls due.
     *
     * @param by how far; a negative span is refused
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "virtual time: advance must be >= 0, was " + by + "; time does not run backwards");
        }
        advanceNanos(by.toNanos());
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting in virtual time");
        }
        if (nanos > 0) {
            advanceNanos(nanos);
        }
    }

    /** Runs what is due now, without moving time. */
    public void runDue() {
        advanceNanos(0);
    }

    /**
     * The number of tasks that wait for their time.
     *
     * @return tasks submitted or scheduled and not yet run
     */
    public int pending() {
        return executor.pending();
    }

    /**
     * A runtime on this clock: timer and io both run their tasks inside {@link #advance}.
     *
     * @param seed start of the random numbers; equal seeds give equal runs
     * @return a runtime that owns nothing and need not be closed
     */
    public HealRuntime runtime(long seed) {
        RandomGenerator random = new Random(seed);
        return new HealRuntime(this, this, random, executor, executor, null);
    }

    private void advanceNanos(long by) {
        long until;
        synchronized (this) {
            // readings start at 0, so the end of time is the end of the range
            until = by > Long.MAX_VALUE - nowNanos ? Long.MAX_VALUE : nowNanos + by;
        }
        for (StepExecutor.Step<?> step = executor.next(until); step != null; step = executor.next(until)) {
            synchronized (this) {
                // a task may itself have slept past the time of the next one: never step back
                nowNanos = Math.max(nowNanos, step.atNanos());
            }
            step.run();
        }
        synchronized (this) {
            nowNanos = Math.max(nowNanos, until);
        }
    }
}

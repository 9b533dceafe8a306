package dev.heal.time;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Heal takes from the outside world: two clocks, chance, two executors and a place to keep state.
 *
 * <p>The timer runs policies and never blocks; the io executor runs what may block (connects, probes, files, re-tries of
 * asynchronous calls). What a host passes in stays the host's: {@link #close()} ends only what {@link #system()} started.
 * Safe for use by many threads.
 */
public final class HealRuntime implements AutoCloseable {

    private final Ticker ticker;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService timer;
    private final ExecutorService io;
    private final @Nullable Path stateDir;
    private final boolean ownsExecutors;

    /**
     * A runtime over the host's own parts.
     *
     * @param ticker the monotonic clock of all decisions
     * @param clock the wall clock of records and expiry
     * @param random chance for jitter; must be safe for many threads
     * @param timer runs timers and policies, one task at a time, none longer than about 1 ms
     * @param io runs what may block
     * @param stateDir where state is kept, or null for the setting {@code heal.state-dir}
     */
    public HealRuntime(
            Ticker ticker,
            InstantSource clock,
            RandomGenerator random,
            ScheduledExecutorService timer,
            ExecutorService io,
            @Nullable Path stateDir) {
        this(ticker, clock, random, timer, io, stateDir, false);
    }

    private HealRuntime(
            Ticker ticker,
            InstantSource clock,
            RandomGenerator random,
            ScheduledExecutorService timer,
            ExecutorService io,
            @Nullable Path stateDir,
            boolean ownsExecutors) {
        this.ticker = ticker;
        this.clock = clock;
        this.random = random;
        this.timer = timer;
        this.io = io;
        this.stateDir = stateDir;
        this.ownsExecutors = ownsExecutors;
    }

    /**
     * A runtime on the machine's own clocks with threads of its own: one daemon {@code heal-timer} and up to eight daemons
     * {@code heal-io} that end after 10 s without work. No shutdown hook, no context class loader, no static state.
     *
     * @return a new runtime; close it to end its threads
     */
    public static HealRuntime system() {
        HealThreads threads = new HealThreads();
        return new HealRuntime(
                Ticker.system(), InstantSource.system(), SystemTime.RANDOM, threads.timer(), threads.io(), null, true);
    }

    /**
     * The monotonic clock.
     *
     * @return the ticker that decisions are made by
     */
    public Ticker ticker() {
        return ticker;
    }

    /**
     * The wall clock.
     *
     * @return the clock that records carry
     */
    public InstantSource clock() {
        return clock;
    }

    /**
     * Chance.
     *
     * @return the generator for jitter, safe for many threads
     */
    public RandomGenerator random() {
        return random;
    }

    /**
     * The timer.
     *
     * @return the executor of timers and policies; tasks on it must not block
     */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * The io executor.
     *
     * @return the executor for work that may block
     */
    public ExecutorService io() {
        return io;
    }

    /**
     * Where state is kept.
     *
     * @return the directory, or null when the setting {@code heal.state-dir} decides
     */
    public @Nullable Path stateDir() {
        return stateDir;
    }

    /**
     * Ends the threads that {@link #system()} started: the timer at once, the io threads after up to 1 s for what they have
     * begun, such as writing a journal. Does nothing to the host's executors.
     */
    @Override
    public void close() {
        if (!ownsExecutors) {
            return;
        }
        timer.shutdownNow();
        io.shutdown();
        try {
            if (!io.awaitTermination(1, TimeUnit.SECONDS)) {
                io.shutdownNow();
            }
        } catch (InterruptedException e) {
            io.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.breaker.BreakerSettings;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import dev.heal.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What guards run on in these tests: real threads, a wall clock that is set by hand, and a ticker that runs in real time but
 * skips the waits between tries and writes them down.
 */
final class Bench implements AutoCloseable {

    /** Deadlines that a busy machine keeps. */
    static final GuardSettings PATIENT = new GuardSettings(
            new GuardSettings.Deadlines(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ZERO),
            new BreakerSettings(),
            new RetrySettings(),
            new GuardSettings.Cache());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong skippedNanos = new AtomicLong();
    private final AtomicReference<Runnable> onWait = new AtomicReference<>(() -> {});
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService io = Executors.newFixedThreadPool(4);
    private final HealRuntime runtime = new HealRuntime(new SkippingTicker(), now::get, new Random(1), timer, io, null);

    Guard guard(String name, GuardSettings settings) {
        return new Guard(name, Live.of(settings), runtime);
    }

    void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Lets the time of breakers and deadlines pass. */
    void skip(Duration by) {
        skippedNanos.addAndGet(by.toNanos());
    }

    /** What happens while somebody waits for the next try. */
    void onWait(Runnable action) {
        onWait.set(action);
    }

    HealRuntime runtime() {
        return runtime;
    }

    /** The waits between tries, in their order. */
    List<Duration> waits() {
        return waits;
    }

    static GuardSettings searchWithin(Duration search) {
        return with(
                PATIENT,
                new GuardSettings.Deadlines(
                        search, search, PATIENT.deadline().cache(), Duration.ofSeconds(60), Duration.ZERO));
    }

    static GuardSettings cacheWithin(Duration cache) {
        return with(
                PATIENT,
                new GuardSettings.Deadlines(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), cache, Duration.ofSeconds(60), Duration.ZERO));
    }

    static GuardSettings with(GuardSettings settings, GuardSettings.Deadlines deadlines) {
        return new GuardSettings(deadlines, settings.breaker(), settings.retry(), settings.cache());
    }

    static GuardSettings with(GuardSettings settings, GuardSettings.Cache cache) {
        return new GuardSettings(settings.deadline(), settings.breaker(), settings.retry(), cache);
    }

    static GuardSettings with(GuardSettings settings, BreakerSettings breaker) {
        return new GuardSettings(settings.deadline(), breaker, settings.retry(), settings.cache());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        io.shutdown();
        try {
            // what one test still writes must not reach the server in the next one
            if (!io.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new AssertionError("a task of the io executor does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private final class SkippingTicker implements Ticker {
        @Override
        public long nanos() {
            return System.nanoTime() + skippedNanos.get();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before a wait");
            }
            waits.add(Duration.ofNanos(nanos));
            onWait.get().run();
            skippedNanos.addAndGet(nanos);
        }
    }
}

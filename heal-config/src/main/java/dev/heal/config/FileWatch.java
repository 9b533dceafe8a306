package dev.heal.config;

import dev.heal.time.HealRuntime;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file now and then, and soon after anything happened in its directory: a mounted file may be exchanged without
 * an event of its own name and without another time of change, so its content decides. The timer only asks; the io executor
 * reads.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealConfig.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path path;
    private final HealRuntime runtime;
    private final long pollNanos;
    private final Consumer<FileReading> taken;
    private final @Nullable WatchService events;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledFuture<?> ticks;
    private volatile boolean again;
    private volatile long lookedAt;
    private WatchPolicy state; // one look at a time

    FileWatch(Path path, HealRuntime runtime, long pollNanos, FileReading applied, Consumer<FileReading> taken) {
        this.path = path;
        this.runtime = runtime;
        this.pollNanos = pollNanos;
        this.taken = taken;
        this.state = WatchPolicy.over(applied);
        this.events = events(path);
        this.lookedAt = runtime.ticker().nanos();
        long tick = Math.min(TICK_NANOS, pollNanos);
        this.ticks = runtime.timer().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.NANOSECONDS);
    }

    /** Notes what a reload has taken meanwhile. */
    void took(FileReading applied) {
        synchronized (this) {
            state = WatchPolicy.over(applied);
        }
    }

    private void tick() {
        boolean due = runtime.ticker().nanos() - lookedAt >= pollNanos;
        if ((again || due || happened()) && looking.compareAndSet(false, true)) {
            try {
                runtime.io().execute(this::look);
            } catch (RejectedExecutionException ending) {
                looking.set(false);
            }
        }
    }

    private void look() {
        try {
            lookedAt = runtime.ticker().nanos();
            FileReading found = FileReading.of(path);
            WatchPolicy.Step step;
            synchronized (this) {
                step = state.step(found);
                state = step.state();
            }
            again = step.move() == WatchPolicy.Move.LOOK_AGAIN;
            if (step.move() == WatchPolicy.Move.TAKE) {
                taken.accept(found);
            }
        } catch (RuntimeException e) {
            LOG.warn("configuration: a look at {} failed ({}); the values in effect stay", path, e.toString());
        } finally {
            looking.set(false);
        }
    }

    private boolean happened() {
        WatchService service = events;
        if (service == null) {
            return false;
        }
        try {
            WatchKey key = service.poll();
            if (key == null) {
                return false;
            }
            key.pollEvents();
            key.reset();
            return true;
        } catch (ClosedWatchServiceException ended) {
            return false;
        }
    }

    private static @Nullable WatchService events(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            return null;
        }
        try {
            WatchService service = directory.getFileSystem().newWatchService();
            try {
                directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return service;
            } catch (IOException noSuchDirectory) {
                service.close();
                return null;
            }
        } catch (IOException | UnsupportedOperationException none) {
            // the poll remains
            return null;
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
        WatchService service = events;
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("configuration: the watch of {} could not be closed ({})", path, e.toString());
            }
        }
    }
}

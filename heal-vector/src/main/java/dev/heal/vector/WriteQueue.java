package dev.heal.vector;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Writes that wait, one task at a time taking them off. Bounded in number and bytes. Safe for use by many threads. */
final class WriteQueue {

    private static final int MOST = 1_024;
    private static final long MOST_BYTES = 8L << 20;

    private final Queue<Write> waiting = new ArrayDeque<>(); // guarded by this
    private final Executor io;
    private final BooleanSupplier held;
    private long bytes; // guarded by this
    private boolean draining; // guarded by this
    private long dropped; // guarded by this

    /**
     * A write.
     *
     * @param bytes what it holds on to
     * @param action does it; does not throw
     */
    record Write(long bytes, Runnable action) {}

    /**
     * An empty queue.
     *
     * @param io where writes are done
     * @param held whether they are to wait longer
     */
    WriteQueue(Executor io, BooleanSupplier held) {
        this.io = io;
        this.held = held;
    }

    /** Adds a write, or drops it. */
    void offer(Write write) {
        synchronized (this) {
            if (waiting.size() >= MOST || bytes + write.bytes() > MOST_BYTES) {
                dropped++;
                return;
            }
            waiting.add(write);
            bytes += write.bytes();
        }
        drain();
    }

    /** Does what waits, if it need not wait any longer. */
    void drain() {
        boolean wait = held.getAsBoolean();
        synchronized (this) {
            if (wait || draining || waiting.isEmpty()) {
                return;
            }
            draining = true;
        }
        try {
            io.execute(this::run);
        } catch (RejectedExecutionException full) {
            synchronized (this) {
                draining = false;
            }
            clear();
        }
    }

    /** Drops what waits. */
    synchronized void clear() {
        dropped += waiting.size();
        waiting.clear();
        bytes = 0;
    }

    /** One write more was not done. */
    synchronized void drop() {
        dropped++;
    }

    /** How many writes were not done. */
    synchronized long dropped() {
        return dropped;
    }

    private void run() {
        for (Write next = next(); next != null; next = next()) {
            next.action().run();
        }
    }

    private synchronized @Nullable Write next() {
        Write next = waiting.poll();
        if (next == null) {
            draining = false;
        } else {
            bytes -= next.bytes();
        }
        return next;
    }
}

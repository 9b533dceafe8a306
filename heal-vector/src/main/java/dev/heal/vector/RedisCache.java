package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.time.Deadline;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache in Redis that never fails its user: what cannot be read within the cache deadline (50 ms) is a miss, what cannot
 * be written is dropped, and while Redis is known not to answer it is not asked. Connects on the runtime's io executor, from
 * its construction on; until there is a connection every read is a miss, without a wait, and a few writes are kept for it. Lettuce
 * itself reconnects after that. Safe for use by many threads.
 */
public final class RedisCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);

    /** Writes that may wait for the first connection; more would be memory held for a server that may never come. */
    private static final int MAX_WAITING = 64;

    private final Supplier<StatefulRedisConnection<byte[], byte[]>> connect;
    private final Guard guard;
    private final Guard operation;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection; // guarded by this
    private boolean closed; // guarded by this
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A cache on connections from the host's client.
     *
     * @param connect makes a connection, for example {@code () -> redis.connect(ByteArrayCodec.INSTANCE)}; may block
     * @param guard the guard of this cache
     */
    public RedisCache(Supplier<StatefulRedisConnection<byte[], byte[]>> connect, Guard guard) {
        this.connect = connect;
        this.guard = guard;
        this.operation = guard.classifying(RedisFailures.INSTANCE).within(GuardSettings.Deadlines::cache);
        // nobody waits for it, and a failure is met by the first caller
        boolean unused = isConnecting();
    }

    /**
     * Reads a value.
     *
     * @param key its key
     * @return the value; empty if there is none or Redis did not answer in time
     */
    public Optional<byte[]> get(byte[] key) {
        if (isClosed() || isConnecting()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(operation.call(
                    Effect.READ, deadline -> await(connected(deadline).async().get(key), deadline)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("cache: no answer to a read ({})", e.toString());
        }
        return Optional.empty();
    }

    /**
     * Writes a value, on the runtime's io executor; returns at once. Dropped if that executor is full or Redis does not
     * answer in time.
     *
     * @param key its key
     * @param value its value
     * @param ttl how long it is kept, at least 1 ms
     */
    public void put(byte[] key, byte[] value, Duration ttl) {
        later(deadline -> await(
                connected(deadline).async().set(key, value, SetArgs.Builder.px(Math.max(1, ttl.toMillis()))),
                deadline));
    }

    /**
     * Removes a value, on the runtime's io executor; returns at once.
     *
     * @param key its key
     */
    public void remove(byte[] key) {
        later(deadline -> await(connected(deadline).async().del(key), deadline));
    }

    /**
     * What the guard of this cache does, since when and why.
     *
     * @return text for a person
     */
    public String explain() {
        return guard.explain();
    }

    /** Closes the connection that this cache made, if any; reads are misses from then on, writes are dropped. The client stays the host's. */
    @Override
    public void close() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> last;
        synchronized (this) {
            closed = true;
            last = connection;
            connection = null;
        }
        if (last != null) {
            CompletableFuture<?> unused = last.whenComplete((made, failed) -> {
                if (made != null) {
                    made.close();
                }
            });
        }
    }

    GuardSettings.Cache settings() {
        return guard.settings().cache();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Writes now, or, while the first connection is being made, once that is done. */
    private void later(Guard.DeadlineCall<?, Exception> write) {
        if (isClosed()) {
            return;
        }
        CompletableFuture<?> pending = isConnecting() ? current() : null;
        if (pending == null) {
            execute(write);
        } else if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            LOG.debug("cache: a write was dropped, {} wait for the first connection", MAX_WAITING);
        } else {
            CompletableFuture<?> unused = pending.whenComplete((made, failed) -> {
                waiting.decrementAndGet();
                execute(write);
            });
        }
    }

    private void execute(Guard.DeadlineCall<?, Exception> write) {
        try {
            guard.runtime().io().execute(() -> {
                try {
                    operation.call(Effect.IDEMPOTENT, write);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    LOG.debug("cache: a write was dropped ({})", e.toString());
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.debug("cache: a write was dropped, the io executor takes no more");
        }
    }

    private synchronized @Nullable CompletableFuture<?> current() {
        return connection;
    }

    /** Whether there is no connection yet, and none has failed; begins to connect if that was not done. */
    synchronized boolean isConnecting() {
        if (connection == null && !closed) {
            connection = connecting();
        }
        return connection != null && !connection.isDone();
    }

    /** The connection, or why there is none; a failure is met once, and the next caller finds a new try under way. */
    private StatefulRedisConnection<byte[], byte[]> connected(Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> current;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("cache: closed");
            }
            current = connection == null ? connecting() : connection;
            connection = current.isCompletedExceptionally() ? connecting() : current;
        }
        return get(current, deadline);
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting() {
        try {
            return CompletableFuture.supplyAsync(connect, guard.runtime().io());
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> answer, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return get(answer, deadline);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static <T extends @Nullable Object> T get(Future<T> future, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }
}

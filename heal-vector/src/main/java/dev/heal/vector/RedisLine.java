package dev.heal.vector;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection, and how many answers came back on it. Redis answers in order, so no answer is overtaken. */
final class RedisLine {

    private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final AtomicLong answers = new AtomicLong();

    RedisLine(StatefulRedisConnection<byte[], byte[]> connection) {
        this.connection = connection;
        this.commands = connection.async();
    }

    /** Connects, and sees that the new connection answers. May block. */
    static RedisLine made(Supplier<StatefulRedisConnection<byte[], byte[]>> connect) throws TimeoutException {
        RedisLine fresh = new RedisLine(connect.get());
        if (answers(fresh.ping(), PING_NANOS)) {
            return fresh;
        }
        fresh.close();
        throw new TimeoutException("a new connection did not answer a ping");
    }

    /** Waits for the answer to a ping; false if there is none. */
    static boolean answers(CompletableFuture<Boolean> ping, long nanos) {
        try {
            return get(ping, Math.max(0, nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    RedisAsyncCommands<byte[], byte[]> commands() {
        return commands;
    }

    long answers() {
        return answers.get();
    }

    /** Something came back, be it an error. */
    void answered() {
        answers.incrementAndGet();
    }

    /** Asks for a sign of life; an error is one. */
    CompletableFuture<Boolean> ping() {
        return commands.ping().toCompletableFuture().handle((pong, failed) -> {
            if (failed == null || failed instanceof RedisCommandExecutionException) {
                answered();
                return true;
            }
            return false;
        });
    }

    void close() {
        CompletableFuture<Void> unused = connection.closeAsync();
    }

    /** Waits for a future; what it failed with is thrown as it is where that is unchecked. */
    static <T extends @Nullable Object> T get(Future<T> future, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }
}

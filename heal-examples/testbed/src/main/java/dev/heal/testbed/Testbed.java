package dev.heal.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * PostgreSQL, Redis and a Qdrant-protocol server side by side.
 *
 * <pre>{@code
 * try (Testbed testbed = Testbed.launch()) {
 *     testbed.postgres().jdbcUrl();
 *     testbed.redis().uri();
 *     testbed.qdrant().port();
 * }
 * }</pre>
 *
 * <p>Immutable; the servers are safe for use by several threads.
 */
public final class Testbed implements AutoCloseable {
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final QdrantServer qdrant;

    private Testbed(PostgresServer postgres, RedisServer redis, QdrantServer qdrant) {
        this.postgres = postgres;
        this.redis = redis;
        this.qdrant = qdrant;
    }

    /**
     * Starts all three at the same time and returns when all answer.
     *
     * @throws IllegalStateException if one of them does not; the others are closed then
     */
    public static Testbed launch() {
        return launch(ServerOptions.defaults());
    }

    /**
     * The same with options of the Qdrant-protocol server.
     *
     * @param qdrant for example with the arguments {@code "--max-connection-age", "2s"}
     * @throws IllegalStateException if one of the servers does not start; the others are closed then
     */
    public static Testbed launch(ServerOptions qdrant) {
        return launch(QdrantServer.MAIN, qdrant);
    }

    /** Starts all three, with another main class in Qdrant's place. */
    static Testbed launch(String qdrantMain, ServerOptions options) {
        CompletableFuture<PostgresServer> postgres = starting("postgres", PostgresServer::launch);
        CompletableFuture<RedisServer> redis = starting("redis", RedisServer::launch);
        CompletableFuture<QdrantServer> qdrant = starting("qdrant", () -> QdrantServer.launch(qdrantMain, options));
        var all = List.of(postgres, redis, qdrant);
        try {
            CompletableFuture.allOf(postgres, redis, qdrant).join();
            return new Testbed(postgres.join(), redis.join(), qdrant.join());
        } catch (CompletionException e) {
            for (var one : all) {
                if (!one.isCompletedExceptionally()) {
                    one.join().close();
                }
            }
            throw new IllegalStateException("testbed: all servers must start, one did not: " + e.getMessage(), e);
        }
    }

    /** Starts all, prints how long it took, and stops them. */
    public static void main(String[] args) {
        long begin = System.nanoTime();
        try (Testbed testbed = launch()) {
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            System.out.println(testbed.servers() + " up in " + millis + " ms");
            begin = System.nanoTime();
        }
        System.out.println(
                "down in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    /** The PostgreSQL server. */
    public PostgresServer postgres() {
        return postgres;
    }

    /** The Redis server. */
    public RedisServer redis() {
        return redis;
    }

    /** The Qdrant-protocol server. */
    public QdrantServer qdrant() {
        return qdrant;
    }

    /** All servers. */
    public List<ServerProcess> servers() {
        return List.of(postgres, redis, qdrant);
    }

    /** Stops all and deletes their data. */
    @Override
    public void close() {
        List<Thread> closers = new ArrayList<>();
        for (ServerProcess server : servers()) {
            Thread closer = new Thread(server::close, "testbed-close");
            closer.start();
            closers.add(closer);
        }
        closers.forEach(Testbed::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own: the common pool has too few on a small machine. */
    private static <S> CompletableFuture<S> starting(String name, Supplier<S> launch) {
        return CompletableFuture.supplyAsync(launch, task -> new Thread(task, "testbed-start-" + name).start());
    }
}

package dev.heal.testbed.qdrant;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of the Qdrant gRPC protocol on the loopback address, with exact search. Runs in the calling process ({@link
 * #start}) or as a process of its own ({@link #main}).
 *
 * <p>With a storage directory, what was answered survives the end of the process, however abrupt. All data is held in
 * memory all the same.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedQdrant implements AutoCloseable {
    private static final int LARGEST_MESSAGE_BYTES = 64 << 20;
    private static final int CALLS_PER_CONNECTION = 1024;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration CONNECTION_GRACE = Duration.ofMillis(200);

    private final Engine engine;
    private final QdrantFaults faults;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Server server;
    private final int port;

    private EmbeddedQdrant(Engine engine, QdrantOptions options) throws IOException {
        this.engine = engine;
        this.faults = new QdrantFaults();
        this.workers = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("qdrant-worker-"));
        this.timer = Executors.newSingleThreadScheduledExecutor(daemons("qdrant-timer-"));
        this.server = builder(options).build();
        try {
            server.start();
        } catch (IOException e) {
            stopThreads();
            throw e;
        }
        this.port = server.getPort();
    }

    /**
     * Starts a server; it serves when this returns.
     *
     * @throws IOException if the port is taken, or the storage directory is in use, damaged or not writable
     */
    public static EmbeddedQdrant start(QdrantOptions options) throws IOException {
        Engine engine = options.storage() == null ? Engine.inMemory() : Engine.stored(options.storage());
        try {
            return new EmbeddedQdrant(engine, options);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private NettyServerBuilder builder(QdrantOptions options) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()))
                .executor(workers)
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                // The real server does not punish keep-alive pings; gRPC Java's default does.
                .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(new FaultInterceptor(faults, timer))
                .addService(new CollectionsService(engine))
                .addService(new PointsService(engine));
        HealthServices.all().forEach(builder::addService);
        Duration age = options.maxConnectionAge();
        if (age != null) {
            builder.maxConnectionAge(age.toNanos(), TimeUnit.NANOSECONDS)
                    .maxConnectionAgeGrace(CONNECTION_GRACE.toNanos(), TimeUnit.NANOSECONDS);
        }
        return builder;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The TCP port served on the loopback address. */
    public int port() {
        return port;
    }

    /** The faults this server shows. */
    public QdrantFaults faults() {
        return faults;
    }

    void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }

    /**
     * Stops the server: calls under way have 2 s to end, then they are cancelled. Idempotent.
     *
     * @throws IOException if the storage cannot be closed
     */
    @Override
    public void close() throws IOException {
        server.shutdown();
        try {
            if (!server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
                server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            stopThreads();
            engine.close();
        }
    }

    // Not shutdownNow for the workers: an interrupt closes the file channel a worker is writing to.
    private void stopThreads() {
        timer.shutdownNow();
        workers.shutdown();
    }

    /**
     * Runs a server as a process of its own until it is told to end. Prints {@code ready PORT} when it serves.
     *
     * <pre>
     * --port N                 0 (default): a free port
     * --storage DIR            keep the data here; absent: memory only
     * --max-connection-age D   for example 2s or 1m
     * --ready-file F           also write the port to this file, when serving
     * --control                take fault commands on standard input, one a line, each answered "ok" or "error TEXT"
     * --parent-pipe            end when standard input ends
     * </pre>
     *
     * @throws IOException as {@link #start}
     * @throws InterruptedException if the main thread is interrupted while it waits for the end
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Standalone.run(arguments);
    }
}

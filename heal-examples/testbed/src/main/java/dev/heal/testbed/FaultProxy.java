package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A TCP proxy on the loopback interface that disturbs what passes through it.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.launch("127.0.0.1", postgres.port())) {
 *     DataSource pool = pool(postgres.jdbcUrl(proxy.port()));
 *     proxy.apply(Fault.latency(ofMillis(200), ofMillis(50)));
 *     proxy.apply(Fault.stall(DOWN).forExisting());
 *     proxy.clear();
 * }
 * }</pre>
 *
 * <p>One thread serves all connections. Buffers are bounded: 256 KiB for each direction of a connection, beyond which
 * the sender is held back. Safe for use by several threads; a change has taken effect when its method returns. Delays
 * are drawn from the seed and a connection's number, the same in each run. Without faults the proxy passes on bytes, half
 * closes (FIN) and resets (RST) as they come; a target that refuses shows as a connection that is reset at once.
 *
 * <p>Every method throws {@link IllegalStateException} when the proxy is closed, and {@link UncheckedIOException} when
 * the system refuses, for instance the port when it is to be opened again.
 */
public final class FaultProxy implements AutoCloseable {
    private final ProxyLoop loop;
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FaultProxy(ProxyLoop loop) {
        this.loop = loop;
        this.thread = new Thread(loop, "fault-proxy-" + loop.port());
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a proxy on a free port in front of a server, with seed 1. */
    public static FaultProxy launch(String host, int port) {
        return launch(host, port, 1);
    }

    /** Starts a proxy on a free port in front of a server. */
    public static FaultProxy launch(String host, int port, long seed) {
        try {
            return new FaultProxy(new ProxyLoop(Ports.free(), address(host, port), seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port to connect to; the same for the proxy's whole life. */
    public int port() {
        return loop.port();
    }

    /** Adds a fault to those that hold, or does it at once if it is one that happens once. */
    public void apply(Fault fault) {
        call(() -> {
            loop.apply(fault);
            return null;
        });
    }

    /** Ends all faults. Connections that a {@link #flip} silenced stay silent. */
    public void clear() {
        call(() -> {
            loop.clear();
            return null;
        });
    }

    /** Sends new connections to another server; open ones stay where they are. */
    public void target(String host, int port) {
        InetSocketAddress address = address(host, port);
        call(() -> {
            loop.target(address);
            return null;
        });
    }

    /**
     * Sends new connections to another server, and silences the open ones for ever: they stay open and nothing passes
     * any more, as when a host vanished and its name moved.
     */
    public void flip(String host, int port) {
        InetSocketAddress address = address(host, port);
        call(() -> {
            loop.silence();
            loop.target(address);
            return null;
        });
    }

    /** Number of connections that are open at the moment. */
    public int connections() {
        return call(loop::connections);
    }

    /** Number of connections accepted so far. */
    public long accepted() {
        return call(loop::accepted);
    }

    /** Number of bytes forwarded so far. */
    public long forwarded(Fault.Direction direction) {
        return call(() -> loop.forwarded(direction));
    }

    /** Closes the port and all connections. Closing twice does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            loop.stop();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port. */
    @Override
    public String toString() {
        return "fault proxy on port " + port();
    }

    private <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = loop.submit(task);
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(this + ": must not be interrupted while a change is made", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw new UncheckedIOException(this + ": must be let by the system, was not", new IOException(io));
            }
            throw new IllegalStateException(this + ": must be open, was closed", e);
        }
    }

    private static InetSocketAddress address(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, Ports.check("fault proxy target", port));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "fault proxy target 'host': must be known, was '" + host + "'; use 127.0.0.1");
        }
        return address;
    }
}

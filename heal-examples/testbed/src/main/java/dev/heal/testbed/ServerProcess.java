package dev.heal.testbed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heal.testbed.Leash.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs as a process of its own on the loopback interface, and what a test may do to it. It keeps its port
 * and its data over restarts. Neither the process nor temporary data outlive the JVM, even when the JVM is killed while
 * the server is frozen.
 *
 * <pre>
 *            start                    freeze
 *   down ------------&gt; up (ready) ------------&gt; frozen
 *    ^  &lt;------------              &lt;------------
 *    |     stop, kill                  thaw      |
 *    +-------------------------------------------+
 *                     stop, kill
 * </pre>
 *
 * <p>Safe for use by several threads; commands run one after the other. Every command returns when it has taken effect:
 * {@link #start()} when the server answers a real request. A server that cannot be controlled is reported by an
 * {@link UncheckedIOException}; one that does not get ready by an {@link IllegalStateException} which carries the end of
 * the server's log.
 */
public abstract sealed class ServerProcess implements AutoCloseable
        permits PostgresServer, RedisServer, JavaServer, QdrantServer {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 10;

    private final String name;
    private final ServerOptions options;
    private final int port;
    private final Path home;
    private final Leash leash;

    @GuardedBy("this")
    private @Nullable Process process;

    @GuardedBy("this")
    private boolean frozen;

    @GuardedBy("this")
    private boolean closed;

    ServerProcess(String name, ServerOptions options) {
        this.name = name;
        this.options = options;
        try {
            this.port = options.port() == 0 ? Ports.free() : options.port();
            Path data = options.data();
            this.home = data == null
                    ? Files.createTempDirectory("heal-" + name + "-")
                    : Files.createDirectories(data.toAbsolutePath());
            this.leash = Leash.open(data == null ? home : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line of the next start; called after the home directory exists. */
    abstract List<String> command() throws IOException;

    /** Whether the server answers a real request; what it throws is the reason why not. */
    abstract boolean answers() throws Exception;

    /** The signal on which the server ends in good order. */
    Signal stopSignal() {
        return Signal.TERM;
    }

    /**
     * Starts the server on its port with its data, and waits until it answers (at most 60 s).
     *
     * @throws IllegalStateException if it runs already, was closed, or does not get ready
     */
    public final synchronized void start() {
        if (closed) {
            throw new IllegalStateException(this + ": must not be closed to be started; open a new one");
        }
        if (isAlive()) {
            throw new IllegalStateException(this + ": must be down to be started, was up; use restart()");
        }
        try {
            frozen = false;
            Files.deleteIfExists(log());
            Process started = leash.launch(new ProcessBuilder(command())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile()));
            process = started;
            awaitAnswer(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new IllegalStateException(this + ": must not be interrupted while it starts", e);
        }
    }

    /** Ends the server in good order; kills it if that takes longer than 15 s. Does nothing if it is down. */
    public final synchronized void stop() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            thaw();
            leash.signal(stopSignal());
            if (!running.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Kills the server with all its children (SIGKILL), up or frozen. Does nothing if it is down. */
    public final synchronized void kill() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            leash.signal(Signal.KILL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.onExit().join();
        frozen = false;
    }

    /**
     * Stops the server with all its children in their tracks (SIGSTOP): the system still accepts connections for it,
     * and nothing answers.
     *
     * @throws IllegalStateException if it is down
     * @throws UnsupportedOperationException on systems without a POSIX shell
     */
    public final synchronized void freeze() {
        signalRunning(Signal.STOP);
        frozen = true;
    }

    /** Lets a frozen server go on (SIGCONT). Does nothing if it is not frozen. */
    public final synchronized void thaw() {
        if (frozen) {
            signalRunning(Signal.CONT);
            frozen = false;
        }
    }

    /** Stops the server if it is up, and starts it again on the same port with the same data. */
    public final synchronized void restart() {
        stop();
        start();
    }

    /** Whether the process exists; a frozen one does. */
    public final synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The port on the loopback interface; the same over all restarts. */
    public final int port() {
        return port;
    }

    /**
     * The process id of the last start, that of the postmaster for PostgreSQL.
     *
     * @throws IllegalStateException if the server never was started
     */
    public final synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException(this + ": must have been started to have a process id");
        }
        return process.pid();
    }

    /** The file with what the server printed since its last start. */
    public final Path log() {
        return home.resolve("server.log");
    }

    /** Stops the server and deletes temporary data. Closing twice does nothing. */
    @Override
    public final synchronized void close() {
        if (closed) {
            return;
        }
        stop();
        closed = true;
        try {
            leash.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name and port. */
    @Override
    public final String toString() {
        return name + " on port " + port;
    }

    /** The directory of data and log. */
    final Path home() {
        return home;
    }

    /** The caller's words for the command line. */
    final List<String> arguments() {
        return options.arguments();
    }

    /** Writes one line to the server's standard input. */
    final synchronized void type(String line) {
        if (process == null) {
            throw new IllegalStateException(this + ": must be up to read its standard input");
        }
        try {
            process.outputWriter().append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server made a moment ago; leaves nothing behind if that fails. */
    static <S extends ServerProcess> S started(S server) {
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private synchronized void signalRunning(Signal signal) {
        if (!isAlive()) {
            throw new IllegalStateException(this + ": must be up for signal " + signal + ", was down");
        }
        try {
            leash.signal(signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void awaitAnswer(Process started) throws InterruptedException {
        long begin = System.nanoTime();
        Exception last = null;
        do {
            try {
                if (answers()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
        } while (!started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
                && System.nanoTime() - begin < READY_WITHIN.toNanos());
        String fate = started.isAlive()
                ? "was not after " + READY_WITHIN.toSeconds() + " s"
                : "ended with status " + started.exitValue();
        kill();
        throw new IllegalStateException(
                this + ": must answer within " + READY_WITHIN.toSeconds() + " s, " + fate + "; its log ends with:\n"
                        + LogTail.of(log()),
                last);
    }
}

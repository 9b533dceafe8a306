package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A real Redis. It keeps nothing over restarts unless its arguments say so: {@code "--appendonly", "yes"} keeps all that
 * was acknowledged, also when it is killed.
 *
 * <p>{@link #command} is the door for everything else: {@code command("CONFIG", "SET", "maxclients", "3")}.
 * Thread-safety and errors as in {@link ServerProcess}.
 */
public final class RedisServer extends ServerProcess {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Redis looks at its clients once in 2 MB while it loads: two values are loaded between two looks. */
    private static final int LOAD_KEYS = 40;

    private static final String LOAD_VALUE_BYTES = "1000000";

    private final Path binary;

    /** How long the next start takes over each key it loads. */
    private volatile long loadMicrosPerKey;

    private RedisServer(ServerOptions options, Path binary) {
        super("redis", options);
        this.binary = binary;
    }

    /** Starts a server on a free port, without persistence. */
    public static RedisServer launch() {
        return launch(ServerOptions.defaults());
    }

    /** Starts a server; further arguments are those of {@code redis-server}, as {@code "--maxclients", "5"}. */
    public static RedisServer launch(ServerOptions options) {
        try {
            return started(new RedisServer(options, binary()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URI for clients, for instance Lettuce. */
    public String uri() {
        return uri(port());
    }

    /** The URI for clients that come through another port, for instance that of a {@link FaultProxy}. */
    public String uri(int port) {
        return "redis://127.0.0.1:" + port;
    }

    /**
     * Runs one command on a connection of its own and returns the answer as text: null for nil, an array as one line per
     * element.
     *
     * @throws IllegalStateException if Redis answers with an error, whose text is the message
     * @throws UncheckedIOException if Redis cannot be reached or does not answer within 10 s
     */
    public @Nullable String command(String... words) {
        try {
            return RespConnection.call(port(), TIMEOUT_MILLIS, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Restarts the server such that it is busy loading its data for at least the time given, and returns while it is:
     * commands are answered by the error LOADING. The server keeps its keys, and 40 keys {@code load:N} of 1 MB come
     * on top. A server that is asked often while it loads answers in steps of a twentieth of the time.
     *
     * @throws IllegalStateException if the server is down or keeps an append-only file, which it would load instead
     */
    public void restartLoading(Duration time) {
        if (!"appendonly\nno".equals(command("CONFIG", "GET", "appendonly"))) {
            throw new IllegalStateException(
                    this + " 'appendonly': must be no to load slowly, was yes; leave out \"--appendonly\"");
        }
        command("CONFIG", "SET", "rdbcompression", "no");
        command("DEBUG", "POPULATE", Integer.toString(LOAD_KEYS), "load", LOAD_VALUE_BYTES);
        command("SAVE");
        loadMicrosPerKey = Math.max(1, time.toNanos() / 1000 / LOAD_KEYS);
        try {
            restart();
            // Loading goes on from the open file; the next restart is to find nothing, as ever.
            Files.deleteIfExists(home().resolve("dump.rdb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            loadMicrosPerKey = 0;
        }
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--port",
                Integer.toString(port()),
                "--bind",
                "127.0.0.1",
                "--dir",
                home().toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                // with the default, a write waits for up to 2 s while the disk is busy, and is answered before it is
                // written
                "--appendfsync",
                "no"));
        if (loadMicrosPerKey > 0) {
            command.addAll(List.of("--key-load-delay", Long.toString(loadMicrosPerKey)));
        }
        command.addAll(arguments());
        return command;
    }

    @Override
    boolean answers() throws IOException {
        try {
            return "PONG".equals(RespConnection.call(port(), TIMEOUT_MILLIS, "PING"));
        } catch (IllegalStateException error) {
            // Busy loading is what was asked for, or not ready yet.
            if (loadMicrosPerKey > 0 && String.valueOf(error.getMessage()).startsWith("LOADING")) {
                return true;
            }
            throw error;
        }
    }

    private static Path binary() throws IOException {
        OsArchitecture system = OsArchitecture.detectOSandArchitecture();
        Map<OsArchitecture, String> known = ExecutableProvider.newProvidedVersionsMap();
        String name = known.get(system);
        Resource resource = name == null ? null : Resource.read(name.substring(name.startsWith("/") ? 1 : 0));
        if (resource == null) {
            throw new IOException("redis: must have a server program for this system on the class path, none was for "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "; there is one for "
                    + known.values());
        }
        Path directory = BinaryCache.directory("redis-" + resource.key(), draft -> {
            Path program = Files.write(draft.resolve("redis-server.exe"), resource.bytes());
            PostgresBinaries.makeExecutable(program);
        });
        return directory.resolve("redis-server.exe");
    }
}

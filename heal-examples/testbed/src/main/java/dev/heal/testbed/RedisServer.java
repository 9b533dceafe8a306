package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path binary;

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
                "no"));
        command.addAll(arguments());
        return command;
    }

    @Override
    boolean answers() throws IOException {
        return "PONG".equals(RespConnection.call(port(), TIMEOUT_MILLIS, "PING"));
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

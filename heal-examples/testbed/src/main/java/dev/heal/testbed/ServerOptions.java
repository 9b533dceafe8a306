package dev.heal.testbed;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to be started. Immutable; start from {@link #defaults()}.
 *
 * @param port the port on the loopback interface, in [0, 65535]; 0 (the default) = a free one, chosen once and kept
 *     over restarts
 * @param data the directory of the server's data and log; null (the default) = a temporary one, deleted when the
 *     server is closed or the JVM ends
 * @param arguments words appended to the server's command line at every start (default none)
 */
public record ServerOptions(int port, @Nullable Path data, List<String> arguments) {
    private static final ServerOptions DEFAULTS = new ServerOptions(0, null, List.of());

    /** Checks the port and copies the arguments. */
    public ServerOptions {
        Ports.check("server", port);
        arguments = List.copyOf(arguments);
    }

    /** A free port, temporary data, no further arguments. */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another port. */
    public ServerOptions withPort(int value) {
        return new ServerOptions(value, data, arguments);
    }

    /** These options with data that stay when the server is closed. */
    public ServerOptions withData(Path value) {
        return new ServerOptions(port, value, arguments);
    }

    /** These options with other arguments, for instance {@code "--maxclients", "5"} for Redis. */
    public ServerOptions withArguments(String... values) {
        return new ServerOptions(port, data, List.of(values));
    }
}

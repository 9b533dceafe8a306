package dev.heal.testbed.qdrant;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to start an {@link EmbeddedQdrant}. Immutable.
 *
 * @param port the TCP port on the loopback address, in [0, 65535]; 0 (the default) takes a free one
 * @param storage the directory that keeps the data, made if it is not there; null (the default) keeps it in memory only
 * @param maxConnectionAge after how long a connection is told to go away (GOAWAY) and closed, at least 1 s (gRPC's
 *     own bound); null (the
 *     default) never
 */
public record QdrantOptions(
        int port, @Nullable Path storage, @Nullable Duration maxConnectionAge) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);

    /** Checks the values; throws {@link IllegalArgumentException} that names the rule. */
    public QdrantOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "qdrant 'port': must be in [0, " + HIGHEST_PORT + "], was " + port + "; use 0 for a free port");
        }
        if (maxConnectionAge != null && maxConnectionAge.compareTo(SHORTEST_AGE) < 0) {
            throw new IllegalArgumentException("qdrant 'maxConnectionAge': must be at least 1 s, was "
                    + maxConnectionAge + "; leave it out for connections without an end");
        }
    }

    /** A free port, memory only, connections without an end. */
    public static QdrantOptions inMemory() {
        return new QdrantOptions(0, null, null);
    }

    /** These options with another port. */
    public QdrantOptions withPort(int other) {
        return new QdrantOptions(other, storage, maxConnectionAge);
    }

    /** These options with a directory that keeps the data. */
    public QdrantOptions withStorage(Path directory) {
        return new QdrantOptions(port, directory, maxConnectionAge);
    }

    /** These options with a connection age. */
    public QdrantOptions withMaxConnectionAge(Duration age) {
        return new QdrantOptions(port, storage, age);
    }
}

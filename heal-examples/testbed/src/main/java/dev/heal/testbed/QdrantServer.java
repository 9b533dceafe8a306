package dev.heal.testbed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The testbed's Qdrant-protocol server ({@code dev.heal.testbed.qdrant.EmbeddedQdrant}) as a process of its own. What
 * it acknowledged is kept over restarts and kills. See {@code docs/testbed-qdrant.md} for what it serves.
 *
 * <p>Thread-safety and errors as in {@link ServerProcess}.
 */
public final class QdrantServer extends ServerProcess {
    static final String MAIN = "dev.heal.testbed.qdrant.EmbeddedQdrant";

    private final String mainClass;

    private QdrantServer(String mainClass, ServerOptions options) {
        super("qdrant", options);
        this.mainClass = mainClass;
    }

    /** Starts a server on a free gRPC port with temporary storage. */
    public static QdrantServer launch() {
        return launch(ServerOptions.defaults());
    }

    /** Starts a server; further arguments are those of the main class, as {@code "--max-connection-age", "2s"}. */
    public static QdrantServer launch(ServerOptions options) {
        return launch(MAIN, options);
    }

    /** Starts another main class which takes the same arguments. */
    static QdrantServer launch(String mainClass, ServerOptions options) {
        return started(new QdrantServer(mainClass, options));
    }

    /**
     * Sends one line to the server's fault hook: {@code fail 0.3 UNAVAILABLE seed=7}, {@code delay 200ms},
     * {@code refuse-writes}, {@code clear}. Returns at once; the server prints what it makes of it to {@link #log()}.
     */
    public void control(String line) {
        type(line);
    }

    @Override
    List<String> command() {
        List<String> arguments = new ArrayList<>(
                List.of("--storage", home().resolve("storage").toString(), "--parent-pipe", "--control"));
        arguments.addAll(arguments());
        return JavaServer.commandLine(mainClass, port(), arguments);
    }

    @Override
    boolean answers() throws IOException {
        return JavaServer.saysReady(log());
    }
}

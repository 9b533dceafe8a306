package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The testbed's Qdrant-protocol server ({@code dev.heal.testbed.qdrant.EmbeddedQdrant}) as a process of its own. What
 * it acknowledged is kept over restarts and kills. See {@code docs/testbed-qdrant.md} for what it serves.
 *
 * <p>Thread-safety and errors as in {@link ServerProcess}.
 */
public final class QdrantServer extends ServerProcess {
    static final String MAIN = "dev.heal.testbed.qdrant.EmbeddedQdrant";

    private static final long CONTROL_NANOS = 30_000_000_000L;

    private final Object controls = new Object();
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
     * Gives one line to the server's fault hook, {@code fail 0.3 UNAVAILABLE seed=7}, {@code delay 200ms},
     * {@code refuse-writes} or {@code clear}, and returns when it holds.
     *
     * @throws IllegalArgumentException if the server does not take the line, with its reason
     * @throws IllegalStateException if the server is down, or does not answer within 30 s
     */
    public void control(String line) {
        synchronized (controls) {
            try {
                int before = answersToControls().size();
                type(line);
                long begin = System.nanoTime();
                while (answersToControls().size() == before) {
                    if (!isAlive() || System.nanoTime() - begin > CONTROL_NANOS) {
                        throw new IllegalStateException(this + ": must answer '" + line
                                + "' within 30 s, did not; its log ends with:\n" + LogTail.of(log()));
                    }
                    LockSupport.parkNanos(1_000_000);
                }
                String answer = answersToControls().get(before);
                if (!answer.equals("ok")) {
                    throw new IllegalArgumentException(answer);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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

    /** The server prints one line for each it is given. */
    private List<String> answersToControls() throws IOException {
        return Files.readString(log())
                .lines()
                .filter(line -> line.equals("ok") || line.startsWith("error "))
                .toList();
    }
}

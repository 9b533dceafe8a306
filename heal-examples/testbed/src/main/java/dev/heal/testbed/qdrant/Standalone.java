package dev.heal.testbed.qdrant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A server as a process of its own: start, announce, obey standard input, end. */
final class Standalone {
    private Standalone() {}

    static void run(String[] arguments) throws IOException, InterruptedException {
        CommandLine line;
        try {
            line = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EmbeddedQdrant server = EmbeddedQdrant.start(line.options())) {
            Thread stop = new Thread(() -> closeQuietly(server), "qdrant-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            announce(server.port(), line.readyFile(), out);
            if (line.control() || line.parentPipe()) {
                obey(server, line.control(), out);
            }
            if (!line.parentPipe()) {
                server.awaitEnd();
            }
        }
    }

    private static void announce(int port, @Nullable Path readyFile, PrintStream out) throws IOException {
        if (readyFile != null) {
            // Moved into place whole: whoever polls for the file must not read half a number.
            Path draft = readyFile.resolveSibling(readyFile.getFileName() + ".new");
            Files.writeString(draft, Integer.toString(port));
            Files.move(draft, readyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        out.println("ready " + port);
    }

    // Returns at the end of standard input.
    private static void obey(EmbeddedQdrant server, boolean control, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!control || line.isBlank()) {
                continue;
            }
            try {
                ControlCommands.apply(line, server.faults());
                out.println("ok");
            } catch (IllegalArgumentException e) {
                out.println("error " + e.getMessage());
            }
        }
    }

    private static void closeQuietly(EmbeddedQdrant server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("qdrant: could not close the storage: " + e.getMessage());
        }
    }
}

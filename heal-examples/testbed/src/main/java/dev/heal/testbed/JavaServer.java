package dev.heal.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A main class of this JVM's class path as a server process of its own. The class is given {@code --port N} and the
 * further arguments, and prints a line {@code ready} or {@code ready N} on standard output when it serves. Its standard
 * input is a pipe which ends with this JVM.
 *
 * <p>Thread-safety and errors as in {@link ServerProcess}.
 */
public final class JavaServer extends ServerProcess {
    private final String mainClass;

    private JavaServer(String name, String mainClass, ServerOptions options) {
        super(name, options);
        this.mainClass = mainClass;
    }

    /**
     * Starts a main class.
     *
     * @param name what the server is called in messages and directories
     * @param mainClass the class's full name
     * @param options with the arguments that follow {@code --port N}
     */
    public static JavaServer launch(String name, String mainClass, ServerOptions options) {
        return started(new JavaServer(name, mainClass, options));
    }

    @Override
    List<String> command() {
        return commandLine(mainClass, port(), arguments());
    }

    @Override
    boolean answers() throws IOException {
        return saysReady(log());
    }

    static List<String> commandLine(String mainClass, int port, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A small JVM that starts fast. The class path may be one jar that names the others: java reads it too.
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path"))));
        if (Runtime.version().feature() >= 24) {
            // Newer JDKs print warnings about Netty's and protobuf's use of native code and Unsafe.
            command.addAll(2, List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of(mainClass, "--port", Integer.toString(port)));
        command.addAll(arguments);
        return command;
    }

    /** The server has another working directory: what is relative to ours would not be found. */
    static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static boolean saysReady(Path log) throws IOException {
        return Files.readString(log).lines().anyMatch(line -> line.equals("ready") || line.startsWith("ready "));
    }
}

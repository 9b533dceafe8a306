package dev.heal.testbed.qdrant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which never outlives this object. */
final class ServerChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private ServerChild(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts it; every child also gets {@code --parent-pipe}. */
    static ServerChild start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(EmbeddedQdrant.class.getName());
        command.addAll(List.of(arguments));
        command.add("--parent-pipe");
        return new ServerChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    String line() throws IOException {
        return out.readLine();
    }

    int awaitReady() throws IOException {
        String line = line();
        if (line == null || !line.startsWith("ready ")) {
            throw new AssertionError("instead of 'ready PORT': " + line);
        }
        return Integer.parseInt(line.substring("ready ".length()));
    }

    String command(String line) throws IOException {
        in.println(line);
        return line();
    }

    void closeInput() {
        in.close();
    }

    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join(); // a killed process ends without its own doing
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end in 60 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}

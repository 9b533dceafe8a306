package dev.heal.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A leash held by a small shell process (leash.sh) which reads a pipe from this JVM. When the pipe ends, be it by
 * {@link #close()} or because the JVM is gone, the shell kills what it holds. A frozen server dies as well.
 */
final class ShellLeash implements Leash {
    /** The server waits here, as a shell of the same process id, until the leash knows of it. */
    private static final String GATE = "read -r go && exec \"$@\"";

    private final Process shell;
    private final BufferedReader answers;

    ShellLeash(@Nullable Path doomed) throws IOException {
        List<String> command = ownSession();
        command.addAll(List.of("/bin/sh", "-c", script(), "leash"));
        if (doomed != null) {
            command.add(doomed.toString());
        }
        // The working directory must neither be a deleted one nor keep a file system busy.
        shell = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        answers = shell.inputReader(StandardCharsets.UTF_8);
        expect("ready");
    }

    @Override
    public Process launch(ProcessBuilder builder) throws IOException {
        List<String> gated = ownSession();
        gated.addAll(List.of("/bin/sh", "-c", GATE, "gate"));
        gated.addAll(builder.command());
        Process process = builder.command(gated).start();
        tell("watch " + process.pid(), "watch");
        var unused = process.onExit().thenAccept(this::forget);
        try {
            OutputStream gate = process.getOutputStream();
            gate.write("go\n".getBytes(StandardCharsets.UTF_8));
            gate.flush();
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return process;
    }

    @Override
    public void signal(Signal signal) throws IOException {
        tell(signal.name(), signal.name());
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            shell.getOutputStream().close();
        }
        try {
            if (!shell.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException("leash: must end within 30 s, process " + shell.pid() + " still runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The system may give the process id to another process from now on. */
    private void forget(Process ended) {
        try {
            tell("gone " + ended.pid(), "gone");
        } catch (IOException closed) {
            // The leash was closed before the server's end was seen: it has nothing to forget.
        }
    }

    private synchronized void tell(String line, String answer) throws IOException {
        OutputStream out = shell.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        expect(answer);
    }

    private void expect(String answer) throws IOException {
        String line = answers.readLine();
        if (!answer.equals(line)) {
            throw new IOException("leash: must answer '" + answer + "', was '" + line + "'");
        }
    }

    /** Away from the terminal's process group, so that Ctrl-C reaches the JVM only, where there is a tool for it. */
    private static List<String> ownSession() {
        return Shell.has("setsid") ? new ArrayList<>(List.of("setsid")) : new ArrayList<>();
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(ShellLeash.class.getResourceAsStream("leash.sh"), "leash.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

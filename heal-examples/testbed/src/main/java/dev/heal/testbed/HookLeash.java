package dev.heal.testbed;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The leash of systems without a POSIX shell: a shutdown hook. It covers every end of the JVM but a violent one, and
 * cannot freeze a server.
 */
final class HookLeash implements Leash {
    private final @Nullable Path doomed;
    private final Thread hook = new Thread(this::end, "testbed-leash");
    private volatile @Nullable Process held;

    HookLeash(@Nullable Path doomed) {
        this.doomed = doomed;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public Process launch(ProcessBuilder command) throws IOException {
        Process process = command.start();
        held = process;
        return process;
    }

    @Override
    public void signal(Signal signal) {
        Process process = held;
        if (process == null) {
            return;
        }
        switch (signal) {
            case STOP, CONT ->
                throw new UnsupportedOperationException("freeze and thaw: need a POSIX shell, /bin/sh was absent;"
                        + " use a FaultProxy with Fault.stall() in front of the server");
            case INT, TERM -> process.destroy();
            case KILL -> kill(process);
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void end() {
        Process process = held;
        if (process != null) {
            kill(process);
            process.onExit().join();
        }
        if (doomed != null) {
            Directories.delete(doomed);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

package dev.heal.testbed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ties one server process to this JVM: nothing of the server stays behind when the JVM ends. One leash serves all
 * processes which a server has in the course of its restarts, one at a time. Safe for use by several threads.
 */
interface Leash extends AutoCloseable {

    /**
     * Opens a leash.
     *
     * @param doomed a directory to delete when the leash is closed or the JVM ends, null for none
     */
    static Leash open(@Nullable Path doomed) throws IOException {
        return Shell.isPresent() ? new ShellLeash(doomed) : new HookLeash(doomed);
    }

    /** Starts a command that is held by this leash from before its first instruction. */
    Process launch(ProcessBuilder command) throws IOException;

    /** Sends a signal: STOP, CONT and KILL go to the process and all its descendants, INT and TERM to it alone. */
    void signal(Signal signal) throws IOException;

    /** Ends what is still held, deletes the directory and waits until both is done. */
    @Override
    void close() throws IOException;

    /** The signals in use. */
    enum Signal {
        STOP,
        CONT,
        KILL,
        INT,
        TERM
    }

    /** Where the process of a command line is to be found on this machine. */
    final class Shell {
        private static final List<String> DIRECTORIES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

        private Shell() {}

        static boolean isPresent() {
            return Path.of("/bin/sh").toFile().canExecute();
        }

        /** Whether a tool of the system is installed. */
        static boolean has(String tool) {
            return DIRECTORIES.stream()
                    .anyMatch(directory -> Path.of(directory, tool).toFile().canExecute());
        }
    }
}

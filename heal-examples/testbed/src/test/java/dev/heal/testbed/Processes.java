package dev.heal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which processes of the system run. */
final class Processes {
    private Processes() {}

    /** Whether a process runs; one that is dead and waits to be collected by its parent does not. */
    static boolean runs(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException noSuchFileSystem) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }
}

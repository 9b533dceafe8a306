package dev.heal.testbed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Directories that are costly to make and never change, kept from one run to the next. The cache lies in
 * {@code heal-testbed-USER} below the system's temporary directory, or where the system property
 * {@value #PROPERTY} says. Any number of threads and JVMs may ask at once: one of them makes the directory under a
 * lock, and it appears under its name complete or not at all. One that lost files since (systems tidy their temporary
 * directory) is made again.
 */
final class BinaryCache {
    static final String PROPERTY = "heal.testbed.cache";

    private static final String SEAL = "sealed";
    private static final Map<String, Object> MONITORS = new HashMap<>();

    private BinaryCache() {}

    /** Makes the contents of one directory. */
    interface Maker {
        void fill(Path directory) throws IOException;
    }

    static Path directory(String name, Maker maker) throws IOException {
        return directory(root(), name, maker);
    }

    static Path directory(Path root, String name, Maker maker) throws IOException {
        Path directory = root.resolve(name);
        // A file lock is the JVM's, not the thread's: within the JVM a monitor does the same work.
        synchronized (monitor(directory)) {
            if (isSealed(directory)) {
                return directory;
            }
            Files.createDirectories(root);
            try (FileChannel channel = FileChannel.open(
                            root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || !isSealed(directory)) {
                    make(root, directory, maker);
                }
            }
            return directory;
        }
    }

    private static void make(Path root, Path directory, Maker maker) throws IOException {
        Path draft = root.resolve(directory.getFileName() + ".draft");
        Directories.delete(draft);
        Files.createDirectory(draft);
        maker.fill(draft);
        Files.writeString(draft.resolve(SEAL), Directories.census(draft, draft.resolve(SEAL)));
        Directories.delete(directory);
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isSealed(Path directory) throws IOException {
        Path seal = directory.resolve(SEAL);
        try {
            return Files.readString(seal).equals(Directories.census(directory, seal));
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private static Path root() {
        String chosen = System.getProperty(PROPERTY);
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
        return (chosen != null
                        ? Path.of(chosen)
                        : Path.of(System.getProperty("java.io.tmpdir"), "heal-testbed-" + user))
                .toAbsolutePath();
    }

    private static Object monitor(Path directory) {
        synchronized (MONITORS) {
            return MONITORS.computeIfAbsent(directory.toString(), key -> new Object());
        }
    }
}

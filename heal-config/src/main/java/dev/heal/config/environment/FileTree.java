package dev.heal.config.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The few files that tell a process where it runs. Implementations are safe for use by many threads. */
public interface FileTree {

    /**
     * Reads a file.
     *
     * @param path an absolute path with slashes
     * @return its text, at most 64 KiB of it; null if it is not there or cannot be read
     */
    @Nullable
    String read(String path);

    /**
     * The files of this machine.
     *
     * @return a tree over the default file system
     */
    static FileTree system() {
        return path -> {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                return new String(in.readNBytes(65_536), StandardCharsets.UTF_8);
            } catch (IOException | RuntimeException notThere) {
                return null;
            }
        };
    }
}

package dev.heal.config;

import dev.heal.config.file.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One look at the file: its content, or that there is none. Immutable to the eye. */
final class FileReading {

    private final Path path;
    private final byte @Nullable [] bytes;
    private volatile @Nullable SourceFile source;
    private volatile @Nullable PropertiesFile plain;

    private FileReading(Path path, byte @Nullable [] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Looks at a file.
     *
     * @throws ConfigException if it is there and cannot be read
     */
    static FileReading of(Path path) {
        try {
            return new FileReading(path, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return new FileReading(path, null);
        } catch (IOException e) {
            throw new ConfigException(
                    "configuration '" + path + "': must be a readable file in UTF-8, could not be read ("
                            + e.getClass().getSimpleName() + "); check the path, its permissions and its encoding",
                    e);
        }
    }

    boolean isThere() {
        return bytes != null;
    }

    /** Whether another look found the same. */
    boolean sameAs(FileReading other) {
        return Arrays.equals(bytes, other.bytes);
    }

    /** The lines, read once: most looks find what was there before and are never asked. */
    SourceFile source() {
        SourceFile read = source;
        if (read == null) {
            byte[] content = bytes;
            read = SourceFile.read(String.valueOf(path.getFileName()), content == null ? new byte[0] : content);
            source = read;
        }
        return read;
    }

    /** The entries as they are written. */
    PropertiesFile plain() {
        PropertiesFile read = plain;
        if (read == null) {
            read = PropertiesFile.of(source());
            plain = read;
        }
        return read;
    }

    ConfigReport.Problem missing() {
        return new ConfigReport.Problem(path.toString(), "", "there is no such file; every setting has its default");
    }
}

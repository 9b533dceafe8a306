package dev.heal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Writes a file so that nobody ever sees half of it. */
final class FileExchange {

    private FileExchange() {}

    /**
     * Exchanges the content of a file.
     *
     * @param path a file that is no link: a move would replace the link, not what it leads to
     * @param before what it held when it was read
     * @param after what it is to hold
     * @throws IOException if it is a link, has changed since, or cannot be written
     */
    static void write(Path path, byte[] before, byte[] after) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(
                    "'" + path + "' must not be a link to be written, was one; give the file it leads to");
        }
        Path directory = path.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(directory, path.getFileName() + ".", ".tmp");
        try {
            Files.write(fresh, after);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(path));
            }
            if (!Arrays.equals(Files.readAllBytes(path), before)) {
                throw new IOException("'" + path + "' must not change while it is looked at, but did; try again");
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}

package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole directories: copy, delete, hand over. */
final class Directories {
    private Directories() {}

    /** Copies a tree with its permissions. The target's parent must exist, the target itself must not. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return copyOne(directory);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return copyOne(file);
            }

            private FileVisitResult copyOne(Path path) throws IOException {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a tree as far as it can; what is absent or in use stays without an error. */
    static void delete(Path root) {
        for (Path path : walk(root).sorted(Comparator.reverseOrder()).toList()) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException inUse) {
                // The best that can be done: its directory stays as well.
            }
        }
    }

    /** Makes a user of the system, named by its numbers, the owner of a whole tree. */
    static void giveTo(Path root, int uid, int gid) throws IOException {
        for (Path path : walk(root).toList()) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Number of files and sum of their sizes, as a text to compare. */
    static String census(Path root, @Nullable Path without) throws IOException {
        long files = 0;
        long bytes = 0;
        for (Path path : walk(root).toList()) {
            if (!path.equals(without) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                files++;
                bytes += Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
            }
        }
        return files + " files, " + bytes + " bytes";
    }

    private static Stream<Path> walk(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return Stream.empty();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return List.copyOf(paths.toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.heal.scraper.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory; a directory without an {@code index.html} is answered with a list of the pages below it.
 *
 * <p>Every answer is checked on the real path, so neither {@code ..} nor a symbolic link leads outside of the root.
 */
final class DirectoryContent implements Content {
    private static final String INDEX = "index.html";

    private final Path root;

    DirectoryContent(Path directory) throws IOException {
        root = directory.toRealPath();
    }

    @Override
    public @Nullable Entry find(String path) throws IOException {
        Path file = inside(path);
        if (file != null && Files.isRegularFile(file)) {
            return entry(file);
        }
        if (path.equals(INDEX) || path.endsWith("/" + INDEX)) {
            Path directory = inside(path.substring(0, path.length() - INDEX.length()));
            if (directory != null && Files.isDirectory(directory)) {
                return listing(directory);
            }
        }
        return null;
    }

    private @Nullable Path inside(String path) throws IOException {
        try {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || !Files.exists(file)) {
                return null;
            }
            Path real = file.toRealPath();
            return real.startsWith(root) ? real : null;
        } catch (InvalidPathException e) {
            return null; // a name that this file system cannot have is a name that it does not have
        }
    }

    private static Entry entry(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = attributes.lastModifiedTime().toInstant();
        String etag = Long.toHexString(attributes.size()) + "-" + Long.toHexString(modified.toEpochMilli());
        String name = String.valueOf(file.getFileName());
        return new Entry(etag, modified, attributes.size(), ContentTypes.of(name), () -> Files.newInputStream(file));
    }

    private Entry listing(Path directory) throws IOException {
        List<String> links = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                if (Files.isDirectory(file)) {
                    links.add(name + "/" + INDEX);
                } else if (ContentTypes.of(name).contains("html")) {
                    links.add(name);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String title = directory.equals(root) ? "Pages" : String.valueOf(directory.getFileName());
        byte[] html = IndexPage.of(title, links).getBytes(StandardCharsets.UTF_8);
        String etag = "list-" + Integer.toHexString(links.hashCode());
        Instant modified = Files.getLastModifiedTime(directory).toInstant();
        return new Entry(etag, modified, html.length, "text/html; charset=utf-8", () -> new ByteArrayInputStream(html));
    }

    @Override
    public void close() {
        // nothing is held open between two answers
    }
}

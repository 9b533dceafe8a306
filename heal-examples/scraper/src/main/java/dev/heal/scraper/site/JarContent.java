package dev.heal.scraper.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a jar. A jar has no way out of itself, so every path that it knows is inside. */
final class JarContent implements Content {
    private final ZipFile jar;

    JarContent(Path file) throws IOException {
        jar = new ZipFile(file.toFile());
    }

    @Override
    public @Nullable Entry find(String path) {
        ZipEntry entry = jar.getEntry(path);
        // without the second half a directory asked for without its slash would be answered as an empty file
        if (entry == null || entry.isDirectory() || jar.getEntry(path + "/") != null) {
            return null;
        }
        String etag = Long.toHexString(entry.getCrc()) + "-" + Long.toHexString(entry.getSize());
        Instant modified = Instant.ofEpochMilli(Math.max(0, entry.getTime()));
        return new Entry(etag, modified, entry.getSize(), ContentTypes.of(path), () -> jar.getInputStream(entry));
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}

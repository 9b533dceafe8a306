package dev.heal.scraper.site;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tree of files below one root. Safe for use by several threads. */
interface Content extends AutoCloseable {
    /**
     * Finds a file.
     *
     * @param path relative to the root, {@code /} between names, no leading {@code /}; the caller has refused {@code ..}
     * @return the file, or null when there is none
     */
    @Nullable
    Entry find(String path) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * One file.
     *
     * @param etag changes whenever the bytes do; without quotes
     * @param bytes opened for each answer, closed by the caller
     */
    record Entry(String etag, Instant modified, long length, String contentType, Opener bytes) {}

    /** Opens the bytes of an entry. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }
}

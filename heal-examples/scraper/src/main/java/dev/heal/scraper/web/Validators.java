package dev.heal.scraper.web;

import org.jspecify.annotations.Nullable;

/**
 * What a server said about the version of a page, to be sent back when the page is asked for again.
 *
 * @param etag the {@code ETag} as sent, quotes included
 * @param lastModified the {@code Last-Modified} as sent
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    /** For a page never seen before. */
    public static final Validators NONE = new Validators(null, null);

    /** Drops a value that no request header can carry. */
    public Validators {
        etag = isHeaderValue(etag) ? etag : null;
        lastModified = isHeaderValue(lastModified) ? lastModified : null;
    }

    private static boolean isHeaderValue(@Nullable String value) {
        return value != null && !value.isBlank() && value.chars().allMatch(c -> c >= 32 && c < 127);
    }

    boolean isEmpty() {
        return etag == null && lastModified == null;
    }
}

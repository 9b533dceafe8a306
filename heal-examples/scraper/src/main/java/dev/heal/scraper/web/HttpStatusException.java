package dev.heal.scraper.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status that may pass with time: 429 or 5xx. */
public final class HttpStatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable Duration retryAfter;

    HttpStatusException(URI url, int status, @Nullable Duration retryAfter) {
        super("page " + url + ": status must be 200, was " + status
                + (retryAfter == null
                        ? "; the server may answer later"
                        : "; the server asks to wait " + retryAfter.toSeconds() + " s"));
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The status: 429 or in [500, 599]. */
    public int status() {
        return status;
    }

    /** How long the server asks to wait, counted from its answer; in [0, 1 day]; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

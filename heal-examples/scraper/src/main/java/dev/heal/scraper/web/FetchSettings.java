package dev.heal.scraper.web;

import java.time.Duration;
import java.util.Locale;

/**
 * Limits of fetching.
 *
 * @param userAgent sent with each request; its first word, up to a {@code /}, is the name that robots.txt knows us by
 * @param connectTimeout for a connection, more than 0; default 5 s
 * @param requestTimeout for one request from start to last byte, more than 0; default 15 s
 * @param maxBodyBytes a larger page is refused and not read further; in [1, 1 GiB], default 5 MiB
 * @param maxRedirects hops followed for one page, in [0, 20]; default 5
 */
public record FetchSettings(
        String userAgent, Duration connectTimeout, Duration requestTimeout, int maxBodyBytes, int maxRedirects) {
    private static final int MAX_BODY_BYTES = 1 << 30;
    private static final int MAX_REDIRECTS = 20;

    /** Checks the limits. */
    public FetchSettings {
        if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= 32 && c < 127)) {
            throw new IllegalArgumentException("fetch 'userAgent': must be printable ASCII, was '" + userAgent
                    + "'; use a name like heal-scraper/0.1");
        }
        checkTimeout("connectTimeout", connectTimeout);
        checkTimeout("requestTimeout", requestTimeout);
        if (maxBodyBytes < 1 || maxBodyBytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("fetch 'maxBodyBytes': must be in [1, " + MAX_BODY_BYTES + "], was "
                    + maxBodyBytes + "; use 5242880 for 5 MiB");
        }
        if (maxRedirects < 0 || maxRedirects > MAX_REDIRECTS) {
            throw new IllegalArgumentException("fetch 'maxRedirects': must be in [0, " + MAX_REDIRECTS + "], was "
                    + maxRedirects + "; use 0 to follow none");
        }
    }

    /** The defaults named above, as {@code heal-scraper/0.1}. */
    public static FetchSettings defaults() {
        return new FetchSettings("heal-scraper/0.1", Duration.ofSeconds(5), Duration.ofSeconds(15), 5 << 20, 5);
    }

    /** The name that robots.txt knows us by, in lower case. */
    String robotName() {
        return userAgent.split("[/ ]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static void checkTimeout(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "fetch '" + name + "': must be more than 0 s, was " + value + "; use PT5S for 5 seconds");
        }
    }
}

package dev.heal.scraper.web;

import dev.heal.scraper.web.FetchResult.Fetched;
import dev.heal.scraper.web.FetchResult.NotModified;
import dev.heal.scraper.web.FetchResult.Skipped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one HTML page at a time. Thread-safe.
 *
 * <p>Each hop of a redirect must stay in the crawl's scope and be allowed by robots.txt, as the first URL must. What is final is
 * answered as {@link Skipped}; what may pass is thrown, and not tried again here: that is the guard's part.
 *
 * <pre>{@code
 * var links = new Links(start, Links.JAVADOC_NOISE);
 * var fetcher = new Fetcher(FetchSettings.defaults(), links, InstantSource.system());
 * FetchResult result = fetcher.fetch(start, Validators.NONE);
 * }</pre>
 */
public final class Fetcher {
    private static final int SHORT_BODY_BYTES = 16 * 1024;

    private final Http http;
    private final Robots robots;
    private final Links links;
    private final InstantSource clock;

    /**
     * A fetcher for one crawl. Its connections and their daemon threads end when it is no longer used.
     *
     * @param clock tells how old a robots.txt is, and turns a {@code Retry-After} date into a wait
     */
    public Fetcher(FetchSettings settings, Links links, InstantSource clock) {
        this(new Http(settings), links, clock);
    }

    private Fetcher(Http http, Links links, InstantSource clock) {
        this(http, new Robots(http, clock), links, clock);
    }

    Fetcher(Http http, Robots robots, Links links, InstantSource clock) {
        this.http = http;
        this.robots = robots;
        this.links = links;
        this.clock = clock;
    }

    /**
     * The wait between two requests that the robots.txt of a page's host asks for; zero when it asks for none. Asked for once an
     * hour, so mostly answered at once.
     *
     * @param url canonical
     * @throws IOException when robots.txt could not be asked for
     */
    public Duration crawlDelay(URI url) throws IOException, InterruptedException {
        return robots.crawlDelay(url);
    }

    /**
     * Fetches a page.
     *
     * @param url any spelling; it is made canonical first
     * @param known validators of the version at hand, or {@link Validators#NONE}
     * @throws HttpStatusException for 429 and 5xx
     * @throws IOException when no whole answer came; {@link java.net.http.HttpTimeoutException} when it was late
     * @throws InterruptedException when the calling thread was interrupted; the request is cancelled
     */
    public FetchResult fetch(URI url, Validators known) throws IOException, InterruptedException {
        Optional<URI> canonical = CanonicalUrl.of(url.toString());
        if (canonical.isEmpty()) {
            return new Skipped(
                    url,
                    SkipReason.NOT_HTTP,
                    "page " + url + ": must be an http or https URL with a host; leave it out");
        }
        URI requested = canonical.get();
        URI current = requested;
        Set<URI> seen = new LinkedHashSet<>();
        while (true) {
            Skipped refusal = refusal(requested, current, seen);
            if (refusal != null) {
                return refusal;
            }
            HttpResponse<LimitedBody.Body> response = http.get(current, headers(known), this::limit);
            if (!isRedirect(response.statusCode())) {
                return result(requested, response, known);
            }
            URI from = current;
            Optional<String> location = response.headers().firstValue("Location");
            Optional<URI> next = location.flatMap(to -> CanonicalUrl.resolve(from, to));
            if (next.isEmpty()) {
                return skip(
                        requested,
                        SkipReason.BAD_REDIRECT,
                        "redirect must name an http or https URL, was '" + location.orElse("")
                                + "'; tell the site's owner");
            }
            current = next.get();
        }
    }

    /** Why a hop is not taken, or null. The same rules hold for the first URL and for each redirect. */
    private @Nullable Skipped refusal(URI requested, URI hop, Set<URI> seen) throws IOException, InterruptedException {
        if (!seen.add(hop)) {
            return skip(
                    requested,
                    SkipReason.REDIRECT_LOOP,
                    "must not redirect in a circle, " + hop + " came twice; tell the site's owner");
        }
        int most = http.settings().maxRedirects();
        if (seen.size() > most + 1) {
            return skip(
                    requested,
                    SkipReason.TOO_MANY_REDIRECTS,
                    "must be reached within " + most + " redirects, was not; use the final URL");
        }
        String outside = links.whyNot(hop);
        if (outside != null) {
            String subject = hop.equals(requested) ? "" : "redirect to " + hop + " ";
            return skip(
                    requested, SkipReason.OUT_OF_SCOPE, subject + outside + "; widen the crawl if it belongs to it");
        }
        return robots.refusal(requested, hop);
    }

    private static Map<String, String> headers(Validators known) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "text/html, application/xhtml+xml");
        if (known.etag() != null) {
            headers.put("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            headers.put("If-Modified-Since", known.lastModified());
        }
        return headers;
    }

    /** Only a body that will be used is read; one known to be too large is not begun. */
    private int limit(ResponseInfo head) {
        long length = head.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (head.statusCode() == 200 && isHtml(head.headers()) && !isEncoded(head.headers())) {
            return length <= http.settings().maxBodyBytes() ? http.settings().maxBodyBytes() : 0;
        }
        // a short body of another answer is read to its end so that the connection can be used again
        return length >= 0 && length <= SHORT_BODY_BYTES ? SHORT_BODY_BYTES : 0;
    }

    private FetchResult result(URI requested, HttpResponse<LimitedBody.Body> response, Validators known)
            throws HttpStatusException {
        int status = response.statusCode();
        HttpHeaders headers = response.headers();
        if (status == 429 || status >= 500) {
            throw new HttpStatusException(
                    response.uri(),
                    status,
                    RetryAfter.parse(headers.firstValue("Retry-After").orElse(null), clock.instant()));
        }
        if (status == 304 && !known.isEmpty()) {
            return new NotModified(requested);
        }
        if (status != 200) {
            return refused(requested, status);
        }
        if (!isHtml(headers)) {
            return skip(
                    requested,
                    SkipReason.NOT_HTML,
                    "content type must be text/html or application/xhtml+xml, was "
                            + headers.firstValue("Content-Type").orElse("not given") + "; leave it out");
        }
        if (isEncoded(headers)) {
            return skip(
                    requested,
                    SkipReason.ENCODED,
                    "content encoding must be identity as asked for, was "
                            + headers.firstValue("Content-Encoding").orElse("") + "; tell the site's owner");
        }
        if (response.body().cut()) {
            String length =
                    headers.firstValue("Content-Length").map(n -> n + " bytes").orElse("more");
            return skip(
                    requested,
                    SkipReason.TOO_LARGE,
                    "body must be at most " + http.settings().maxBodyBytes() + " bytes, was " + length
                            + "; raise maxBodyBytes if it is worth it");
        }
        HtmlText text = HtmlText.decode(
                response.body().bytes(), headers.firstValue("Content-Type").orElse(null));
        Validators validators = new Validators(
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null));
        return new Fetched(
                requested, new WebPage(response.uri(), text.text(), text.charset(), validators, text.warnings()));
    }

    private static Skipped refused(URI requested, int status) {
        if (status == 404 || status == 410) {
            return skip(requested, SkipReason.NOT_FOUND, "status must be 200, was " + status + "; the page is gone");
        }
        if (status == 401 || status == 403 || status == 407) {
            return skip(
                    requested,
                    SkipReason.NO_ACCESS,
                    "status must be 200, was " + status + "; the page is not for the public");
        }
        return skip(requested, SkipReason.UNEXPECTED_STATUS, "status must be 200, was " + status + "; leave it out");
    }

    private static Skipped skip(URI requested, SkipReason reason, String rule) {
        return new Skipped(requested, reason, "page " + requested + ": " + rule);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean isHtml(HttpHeaders headers) {
        String type = headers.firstValue("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    private static boolean isEncoded(HttpHeaders headers) {
        String encoding =
                headers.firstValue("Content-Encoding").orElse("identity").strip();
        return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }
}

package dev.heal.scraper.web;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.heal.scraper.web.FetchResult.Skipped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the robots.txt of each host allows (RFC 9309).
 *
 * <p>Asked for once for each host and kept for an hour. A 4xx answer allows everything. A 5xx answer forbids everything for a
 * minute. When no answer comes at all, the failure is thrown and nothing is kept: no page is fetched, and the next call asks again.
 * Thread-safe; two threads that need the same new host may both ask.
 */
final class Robots {
    private static final int MAX_BYTES = 500 * 1024; // RFC 9309, 2.5: at least this much must be read
    private static final int MAX_REDIRECTS = 5;
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration KEEP_UNAVAILABLE = Duration.ofMinutes(1);

    private final Http http;
    private final InstantSource clock;
    private final ConcurrentMap<String, Kept> hosts = new ConcurrentHashMap<>();

    /** Nothing is known of any host yet. */
    Robots(Http http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Whether a URL may be fetched.
     *
     * @param url canonical
     * @throws IOException when robots.txt could not be asked for
     */
    boolean allows(URI url) throws IOException, InterruptedException {
        return rules(url).isAllowed(url.toString());
    }

    /**
     * The wait between two requests that the host asks for; zero when it asks for none.
     *
     * @param url canonical
     * @throws IOException when robots.txt could not be asked for
     */
    Duration crawlDelay(URI url) throws IOException, InterruptedException {
        long millis = rules(url).getCrawlDelay();
        return millis == BaseRobotRules.UNSET_CRAWL_DELAY ? Duration.ZERO : Duration.ofMillis(Math.max(0, millis));
    }

    /** Why a page is not fetched, or null if it may be. */
    @Nullable
    Skipped refusal(URI requested, URI url) throws IOException, InterruptedException {
        BaseRobotRules rules = rules(url);
        if (rules.isAllowed(url.toString())) {
            return null;
        }
        if (rules.isDeferVisits()) {
            return new Skipped(
                    requested,
                    SkipReason.ROBOTS_UNAVAILABLE,
                    "page " + url + ": robots.txt of the host must be readable, it answers with a server error;"
                            + " nothing is fetched for a minute");
        }
        return new Skipped(
                requested,
                SkipReason.ROBOTS_FORBID,
                "page " + url + ": robots.txt must allow it to '"
                        + http.settings().robotName() + "', it does not; leave it out or ask the site's owner");
    }

    private BaseRobotRules rules(URI url) throws IOException, InterruptedException {
        String host = url.getScheme() + "://" + url.getRawAuthority();
        Kept kept = hosts.get(host);
        Instant now = clock.instant();
        if (kept == null || !now.isBefore(kept.until())) {
            BaseRobotRules rules = ask(URI.create(host + "/robots.txt"));
            kept = new Kept(rules, now.plus(rules.isDeferVisits() ? KEEP_UNAVAILABLE : KEEP));
            hosts.put(host, kept);
        }
        return kept.rules();
    }

    private BaseRobotRules ask(URI start) throws IOException, InterruptedException {
        URI url = start;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<LimitedBody.Body> response =
                    http.get(url, Map.of("Accept", "text/plain, */*;q=0.1"), head -> MAX_BYTES);
            int status = response.statusCode();
            if (status >= 500) {
                SimpleRobotRules none = new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);
                none.setDeferVisits(true);
                return none;
            }
            if (status >= 200 && status < 300) {
                // the parser keeps state of the file it reads: one for each file
                return new SimpleRobotRulesParser()
                        .parseContent(
                                url.toString(),
                                response.body().bytes(),
                                "text/plain",
                                List.of(http.settings().robotName()));
            }
            Optional<String> location = response.headers().firstValue("Location");
            URI from = url;
            Optional<URI> next =
                    status < 400 ? location.flatMap(to -> CanonicalUrl.resolve(from, to)) : Optional.empty();
            if (next.isEmpty()) {
                break;
            }
            url = next.get();
        }
        return new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
    }

    private record Kept(BaseRobotRules rules, Instant until) {}
}

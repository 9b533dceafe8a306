package dev.heal.scraper.web;

import java.net.URI;
import java.time.Duration;

/**
 * How often a host is asked: a pure rule, time comes in.
 *
 * @param betweenRequests least time between the starts of two requests to one host; not negative, default 1 s
 * @param betweenLoopbackRequests the same for a host of this machine; not negative, default 0
 * @param longestCrawlDelay a longer wait asked for by robots.txt is cut to this; not negative, default 60 s
 */
public record Politeness(Duration betweenRequests, Duration betweenLoopbackRequests, Duration longestCrawlDelay) {
    /** Checks that no wait is negative. */
    public Politeness {
        check("betweenRequests", betweenRequests);
        check("betweenLoopbackRequests", betweenLoopbackRequests);
        check("longestCrawlDelay", longestCrawlDelay);
    }

    /** The defaults named above. */
    public static Politeness defaults() {
        return new Politeness(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(60));
    }

    /** The least time between two requests to the host of a URL: the longer of ours and the one that robots.txt asks for. */
    public Duration gap(URI url, Duration crawlDelay) {
        Duration own = isLoopback(url.getHost()) ? betweenLoopbackRequests : betweenRequests;
        Duration asked = crawlDelay.compareTo(longestCrawlDelay) > 0 ? longestCrawlDelay : crawlDelay;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /**
     * The earliest start of the next request to a host.
     *
     * @param previousStartNanos start of the previous request to it, on the same clock as {@code nowNanos}
     * @return {@code nowNanos}, or later by less than or exactly {@link #gap}
     */
    public long nextStartNanos(URI url, Duration crawlDelay, long previousStartNanos, long nowNanos) {
        long waitNanos = gap(url, crawlDelay).toNanos() - (nowNanos - previousStartNanos);
        return waitNanos > 0 ? nowNanos + waitNanos : nowNanos;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    private static void check(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "politeness '" + name + "': must not be negative, was " + value + "; use PT0S for no wait");
        }
    }
}

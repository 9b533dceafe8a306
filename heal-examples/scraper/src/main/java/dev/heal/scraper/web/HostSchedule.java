package dev.heal.scraper.web;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Hands out start times for requests so that {@link Politeness} holds for each host. Thread-safe; never sleeps. */
public final class HostSchedule {
    private final Politeness politeness;
    private final ConcurrentMap<String, Long> lastStartNanos = new ConcurrentHashMap<>();

    /** A schedule in which no host has been asked yet. */
    public HostSchedule(Politeness politeness) {
        this.politeness = politeness;
    }

    /**
     * Reserves the next start for a URL; the caller waits and then asks.
     *
     * @param crawlDelay what robots.txt asks for, see {@link Fetcher#crawlDelay}
     * @param nowNanos the caller's monotonic clock
     * @return how long to wait from {@code nowNanos}, in nanoseconds; 0 for "at once"
     */
    public long reserveNanos(URI url, Duration crawlDelay, long nowNanos) {
        long startNanos = lastStartNanos.compute(
                url.getScheme() + "://" + url.getRawAuthority(),
                (host, last) -> last == null
                        ? Long.valueOf(nowNanos)
                        : Long.valueOf(politeness.nextStartNanos(url, crawlDelay, last, nowNanos)));
        return startNanos - nowNanos;
    }
}

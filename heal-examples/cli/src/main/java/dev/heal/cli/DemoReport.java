package dev.heal.cli;

import dev.heal.scraper.crawl.CrawlSummary;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The outcome of a demo, for programs and for people. */
final class DemoReport {

    private DemoReport() {}

    static String json(CrawlSummary crawl, int searches, int answered, Duration whole) {
        String skipped = crawl.skipped().entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        int errors = crawl.errors() + searches - answered;
        return String.format(
                Locale.ROOT,
                "{\"pages\":%d,\"chunks\":%d,\"added\":%d,\"changed\":%d,\"unchanged\":%d,\"duplicates\":%d,\"removed\":%d,"
                        + "\"skipped\":%s,\"searches\":%d,\"searchesAnswered\":%d,\"errors\":%d,"
                        + "\"pagesPerSecond\":%.1f,\"crawlSeconds\":%.1f,\"seconds\":%.1f}",
                crawl.pages(),
                crawl.chunks(),
                crawl.added(),
                crawl.changed(),
                crawl.unchanged(),
                crawl.duplicates(),
                crawl.removed(),
                skipped,
                searches,
                answered,
                errors,
                rate(crawl),
                crawl.took().toMillis() / 1_000.0,
                whole.toMillis() / 1_000.0);
    }

    static String sentence(CrawlSummary crawl) {
        int skipped =
                crawl.skipped().values().stream().mapToInt(Integer::intValue).sum();
        return String.format(
                Locale.ROOT,
                "%d pages with %d chunks in %s (%.1f pages/s): %d new, %d changed, %d unchanged, %d duplicates, %d removed;"
                        + " %d skipped%s, %d errors",
                crawl.pages(),
                crawl.chunks(),
                Demo.seconds(crawl.took()),
                rate(crawl),
                crawl.added(),
                crawl.changed(),
                crawl.unchanged(),
                crawl.duplicates(),
                crawl.removed(),
                skipped,
                skipped == 0 ? "" : " " + crawl.skipped(),
                crawl.errors());
    }

    private static double rate(CrawlSummary crawl) {
        return crawl.pages() / Math.max(0.001, crawl.took().toMillis() / 1_000.0);
    }
}

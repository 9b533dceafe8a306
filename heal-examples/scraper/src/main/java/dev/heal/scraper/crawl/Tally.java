package dev.heal.scraper.crawl;

import dev.heal.scraper.store.PageStore.Outcome;
import dev.heal.scraper.store.PageStore.Stored;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts a crawl. Not safe for many threads: the crawl counts under its own lock. */
final class Tally {

    /** The last outcome of each page, so that a page visited twice counts once. */
    private final Map<URI, Stored> stored = new HashMap<>();

    private final Map<String, Integer> skipped = new TreeMap<>();
    private int removed;
    private int errors;

    void count(URI url, Visit visit) {
        if (visit.stored() != null) {
            // a second visit in one crawl finds the page unchanged; what it was before is the news
            Stored before = stored.get(url);
            boolean keep = before != null && visit.stored().outcome() == Outcome.UNCHANGED;
            stored.put(url, keep ? before : visit.stored());
        }
        if (visit.skipped() != null) {
            skipped.merge(visit.skipped().code(), 1, Integer::sum);
        }
        if (visit.removed()) {
            removed++;
        }
    }

    void countError() {
        errors++;
    }

    void countSkipped(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    CrawlSummary summary(Duration took) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        int chunks = 0;
        for (Stored page : stored.values()) {
            outcomes.merge(page.outcome(), 1, Integer::sum);
            chunks += page.chunks();
        }
        return new CrawlSummary(
                stored.size(),
                chunks,
                outcomes.getOrDefault(Outcome.NEW, 0),
                outcomes.getOrDefault(Outcome.CHANGED, 0),
                outcomes.getOrDefault(Outcome.UNCHANGED, 0),
                outcomes.getOrDefault(Outcome.DUPLICATE, 0),
                removed,
                skipped,
                errors,
                took);
    }
}

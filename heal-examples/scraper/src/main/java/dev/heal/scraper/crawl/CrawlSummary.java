package dev.heal.scraper.crawl;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a crawl did.
 *
 * @param pages pages that are stored now, duplicates included
 * @param chunks chunks that these pages hold
 * @param added pages met for the first time
 * @param changed pages whose text is another than at the last visit
 * @param unchanged pages that are stored as they were
 * @param duplicates pages whose text another page holds
 * @param removed pages that are no longer on the site
 * @param skipped pages that were not taken, by reason
 * @param errors pages that could not be fetched or stored in spite of all tries
 * @param took how long it took
 */
public record CrawlSummary(
        int pages,
        int chunks,
        int added,
        int changed,
        int unchanged,
        int duplicates,
        int removed,
        Map<String, Integer> skipped,
        int errors,
        Duration took) {

    /** Copies the counts, sorted by reason. */
    public CrawlSummary {
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }
}

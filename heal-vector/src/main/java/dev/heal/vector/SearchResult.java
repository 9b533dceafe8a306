package dev.heal.vector;

import java.time.Duration;
import java.util.List;

/**
 * The answer to a search, and where it came from. Immutable. An empty list of hits means that nothing was found; a search
 * that could not be answered throws instead.
 *
 * @param hits what was found, best first
 * @param source where the answer came from
 * @param age how long ago the answer was made; zero for a live one
 * @param reason why it did not come live from the backend; empty if it did, or if a fresh cached answer was at hand
 */
public record SearchResult(List<VectorHit> hits, Source source, Duration age, String reason) {

    /** Copies the hits. */
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /** Where an answer came from. */
    public enum Source {
        /** The vector database, just now. */
        LIVE,
        /** The cache, within the time that answers count as fresh. */
        CACHE,
        /** The cache, beyond that time, because the vector database failed. */
        STALE
    }
}

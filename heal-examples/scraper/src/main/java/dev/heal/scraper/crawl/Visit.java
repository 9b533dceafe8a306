package dev.heal.scraper.crawl;

import dev.heal.scraper.store.PageStore.Stored;
import dev.heal.scraper.web.SkipReason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one visit.
 *
 * @param stored what became of the page, or null if it was not taken
 * @param skipped why it was not taken, or null
 * @param removed whether an earlier version of it was forgotten
 * @param links where to go from here
 * @param again pages to visit once more, though they were visited before
 * @param notes lines for a person
 */
record Visit(
        @Nullable Stored stored,
        @Nullable SkipReason skipped,
        boolean removed,
        List<URI> links,
        List<URI> again,
        List<String> notes) {

    static Visit stored(Stored stored, List<URI> links) {
        return new Visit(stored, null, false, links, stored.again(), List.of());
    }

    static Visit moved(List<URI> to, List<String> notes) {
        return new Visit(null, null, false, to, List.of(), notes);
    }

    static Visit skipped(SkipReason reason, String line, boolean removed, List<URI> again) {
        return new Visit(null, reason, removed, List.of(), again, List.of(line));
    }

    Visit warning(List<String> warnings) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(warnings);
        return new Visit(stored, skipped, removed, links, again, all);
    }
}

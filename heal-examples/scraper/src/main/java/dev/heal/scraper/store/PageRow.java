package dev.heal.scraper.store;

import dev.heal.scraper.web.Validators;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL knows of a page.
 *
 * @param url the page
 * @param title its title
 * @param contentHash hash of its text
 * @param validators what the site said to ask again with
 * @param chunks how many points of it may be in Qdrant at the most
 * @param canonical the page with the same text that holds the chunks for both, or null if this page holds them itself
 * @param links where it leads
 * @param stored whether Qdrant holds exactly this page's chunks; false from before the first write there to after the last
 */
public record PageRow(
        URI url,
        String title,
        String contentHash,
        Validators validators,
        int chunks,
        @Nullable URI canonical,
        List<URI> links,
        boolean stored) {

    /** Copies the links. */
    public PageRow {
        links = List.copyOf(links);
    }
}

package dev.heal.scraper.crawl;

/** Hears of a crawl's progress. Called by several threads, but by one at a time. */
public interface CrawlListener {

    /**
     * A page is done, for better or worse.
     *
     * @param done pages done so far
     * @param known pages known so far, those done included
     */
    default void progress(int done, int known) {}

    /**
     * Something worth a line for a person: a page that was skipped or failed, or a wait for a backend.
     *
     * @param line one line
     */
    default void note(String line) {}
}

package dev.heal.scraper.web;

import java.net.URI;

/** What became of one page. */
public sealed interface FetchResult {
    /** The URL that was asked for, in canonical form. */
    URI requested();

    /** The page came. */
    record Fetched(URI requested, WebPage page) implements FetchResult {}

    /** The page has not changed since the validators given were taken. */
    record NotModified(URI requested) implements FetchResult {}

    /**
     * The page was not taken.
     *
     * @param line one line for people: subject, rule, what was found, what to do
     */
    record Skipped(URI requested, SkipReason reason, String line) implements FetchResult {}
}

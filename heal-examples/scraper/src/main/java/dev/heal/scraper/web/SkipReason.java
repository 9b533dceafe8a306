package dev.heal.scraper.web;

import java.util.Locale;

/** Why a page was not taken. Each is final for this crawl: asking again at once gives the same answer. */
public enum SkipReason {
    /** The URL is no http or https URL with a host. */
    NOT_HTTP,
    /** The URL lies outside of the site that is crawled, or is excluded by a pattern. */
    OUT_OF_SCOPE,
    /** The host's robots.txt forbids the URL. */
    ROBOTS_FORBID,
    /** The host's robots.txt answers with a server error, which forbids everything (RFC 9309, 2.3.1.4). */
    ROBOTS_UNAVAILABLE,
    /** 404 or 410. */
    NOT_FOUND,
    /** 401, 403 or 407. */
    NO_ACCESS,
    /** Any other status without a page. */
    UNEXPECTED_STATUS,
    /** A redirect without a usable target. */
    BAD_REDIRECT,
    /** A redirect back to a URL already seen for this page. */
    REDIRECT_LOOP,
    /** More hops than allowed. */
    TOO_MANY_REDIRECTS,
    /** The content type is not HTML. */
    NOT_HTML,
    /** The body is compressed although nobody asked for that. */
    ENCODED,
    /** The body is larger than allowed. */
    TOO_LARGE;

    /** The code in reports: lower case with dashes, as {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

/**
 * Polite, bounded fetching of HTML pages: one page, one answer.
 *
 * <p>The entry type is {@link dev.heal.scraper.web.Fetcher}. It answers with a page, "not modified", or "skipped" with a reason;
 * what may pass with time (no connection, a time-out, 429, 5xx) is thrown, so that the guard around the call classifies it and
 * decides about another attempt. Nothing in this package retries or sleeps.
 */
@NullMarked
package dev.heal.scraper.web;

import org.jspecify.annotations.NullMarked;

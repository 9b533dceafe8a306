/**
 * The crawl itself: which page comes next, and what becomes of it.
 *
 * <p>Entry type: {@link dev.heal.scraper.crawl.Crawler}.
 */
@NullMarked
package dev.heal.scraper.crawl;

import org.jspecify.annotations.NullMarked;

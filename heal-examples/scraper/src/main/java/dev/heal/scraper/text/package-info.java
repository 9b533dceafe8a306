/**
 * From the HTML of a page to its title and to pieces of text that are worth finding.
 *
 * <p>The entry type is {@link dev.heal.scraper.text.PageParser}. Everything here is pure: the same HTML gives the same pieces, with
 * the same hash.
 */
@NullMarked
package dev.heal.scraper.text;

import org.jspecify.annotations.NullMarked;

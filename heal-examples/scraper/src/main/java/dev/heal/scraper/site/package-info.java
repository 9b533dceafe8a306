/**
 * Documentation served over HTTP on loopback, so that there is something real to crawl without a network.
 *
 * <p>The entry type is {@link dev.heal.scraper.site.DocumentationSite}: it serves the javadoc jars of the class path, or a
 * directory, with the validators ({@code ETag}, {@code Last-Modified}) that let a crawler ask "has this changed?".
 */
@NullMarked
package dev.heal.scraper.site;

import org.jspecify.annotations.NullMarked;

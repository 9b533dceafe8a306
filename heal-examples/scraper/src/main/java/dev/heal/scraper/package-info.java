/**
 * A documentation scraper with a vector database: the host application that Heal is shown with. It crawls a site, keeps
 * the state of its pages in PostgreSQL, their text as vectors in Qdrant and answers of searches in Redis, and is tuned by
 * one properties file.
 *
 * <p>Entry type: {@link dev.heal.scraper.Scraper}.
 */
@NullMarked
package dev.heal.scraper;

import org.jspecify.annotations.NullMarked;

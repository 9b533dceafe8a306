/**
 * Where pages are kept: their state in PostgreSQL, their chunks in Qdrant, so that a kill at any point loses and doubles
 * nothing.
 *
 * <p>Entry type: {@link dev.heal.scraper.store.PageStore}.
 */
@NullMarked
package dev.heal.scraper.store;

import org.jspecify.annotations.NullMarked;

/**
 * From text to vectors: dense ones that know meaning, sparse ones that know words.
 *
 * <p>The entry types are {@link dev.heal.scraper.embed.MiniLmEmbedder} (a real model, runs in this process) and
 * {@link dev.heal.scraper.embed.HashingEmbedder} (no model, fast) for dense vectors, and
 * {@link dev.heal.scraper.embed.SparseTerms} for sparse ones.
 */
@NullMarked
package dev.heal.scraper.embed;

import org.jspecify.annotations.NullMarked;

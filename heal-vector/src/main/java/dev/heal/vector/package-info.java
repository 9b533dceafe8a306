/**
 * Vector search that answers: live from Qdrant, from a Redis cache, or from an older cached answer when Qdrant fails, and
 * always says which.
 *
 * <p>Entry type: {@link dev.heal.vector.VectorSearch}.
 */
@NullMarked
package dev.heal.vector;

import org.jspecify.annotations.NullMarked;

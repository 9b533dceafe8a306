package dev.heal.vector;

import java.util.Arrays;
import java.util.List;

/**
 * What to search for: a dense vector, and for hybrid search a sparse one with it. Immutable.
 */
public final class VectorQuery {

    /** The most hits that can be asked for. */
    public static final int MAX_LIMIT = 10_000;

    private final List<Float> dense;
    private final SparseVector sparse;
    private final int limit;

    private VectorQuery(List<Float> dense, SparseVector sparse, int limit) {
        this.dense = dense;
        this.sparse = sparse;
        this.limit = limit;
    }

    /**
     * A query.
     *
     * @param dense {@code float[dimensions]} of finite numbers; copied
     * @param sparse {@link SparseVector#EMPTY} for a dense search, else the second half of a hybrid one
     * @param limit how many hits at the most, in [1, 10000]
     * @return the query
     * @throws IllegalArgumentException if the vector is empty or not finite, or the limit is out of range
     */
    public static VectorQuery of(float[] dense, SparseVector sparse, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "search: limit must be in [1, " + MAX_LIMIT + "], was " + limit + "; use 10 for a page of results");
        }
        if (dense.length == 0) {
            throw new IllegalArgumentException("search: the vector must have at least 1 dimension, had 0");
        }
        Float[] boxed = new Float[dense.length];
        for (int i = 0; i < dense.length; i++) {
            if (!Float.isFinite(dense[i])) {
                throw new IllegalArgumentException(
                        "search: every number of the vector must be finite, was " + dense[i] + " at position " + i);
            }
            // one zero only: -0.0 would make another cache key of the same question
            boxed[i] = dense[i] == 0f ? 0f : dense[i];
        }
        return new VectorQuery(List.copyOf(Arrays.asList(boxed)), sparse, limit);
    }

    /**
     * The dense vector.
     *
     * @return its numbers
     */
    public List<Float> dense() {
        return dense;
    }

    /**
     * The sparse vector.
     *
     * @return its terms, possibly none
     */
    public SparseVector sparse() {
        return sparse;
    }

    /**
     * How many hits are wanted.
     *
     * @return the most hits, at least 1
     */
    public int limit() {
        return limit;
    }
}

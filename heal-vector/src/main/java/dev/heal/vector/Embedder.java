package dev.heal.vector;

/**
 * Turns text into vectors: the host's model, behind a port. Equal texts must give equal vectors for as long as
 * {@link #modelId()} stays the same. Implementations are safe for use by many threads.
 */
public interface Embedder {

    /**
     * The model and its revision. Part of every cache key, so that answers of two models never mix.
     *
     * @return a short stable text
     */
    String modelId();

    /**
     * The length of the dense vectors.
     *
     * @return the number of dimensions, at least 1
     */
    int dimensions();

    /**
     * The dense vector of a text.
     *
     * @param text what to embed
     * @return a new {@code float[dimensions()]} of finite numbers
     */
    float[] embed(String text);

    /**
     * The sparse vector of a text, for hybrid search. By default there is none.
     *
     * @param text what to embed
     * @return terms and weights; {@link SparseVector#EMPTY} switches hybrid search off
     */
    default SparseVector sparse(String text) {
        return SparseVector.EMPTY;
    }
}

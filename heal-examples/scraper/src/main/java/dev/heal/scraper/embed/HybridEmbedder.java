package dev.heal.scraper.embed;

import dev.heal.vector.Embedder;
import dev.heal.vector.SparseVector;

/** Dense vectors of a model and sparse vectors of hashed terms: both halves of a hybrid search. Safe for use by many threads. */
public final class HybridEmbedder implements Embedder, AutoCloseable {

    private final Embedder dense;
    private final SparseTerms terms = new SparseTerms();

    private HybridEmbedder(Embedder dense) {
        this.dense = dense;
    }

    /** The sentence model for the dense half. Loaded by the first text; close it to free its memory. */
    public static HybridEmbedder minilm() {
        return new HybridEmbedder(new MiniLmEmbedder());
    }

    /** Hashed words for the dense half: no model. */
    public static HybridEmbedder hashing() {
        return new HybridEmbedder(new HashingEmbedder());
    }

    @Override
    public String modelId() {
        return dense.modelId();
    }

    @Override
    public int dimensions() {
        return dense.dimensions();
    }

    @Override
    public float[] embed(String text) {
        return dense.embed(text);
    }

    @Override
    public SparseVector sparse(String text) {
        return terms.of(text);
    }

    @Override
    public void close() {
        if (dense instanceof MiniLmEmbedder model) {
            model.close();
        }
    }
}

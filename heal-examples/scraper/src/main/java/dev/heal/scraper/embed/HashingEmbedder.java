package dev.heal.scraper.embed;

import dev.heal.vector.Embedder;

/**
 * Dense vectors without a model: each term, and each three letters of a term, adds or takes 1 at a place given by its hash. Texts
 * with the same words are close; nothing is known of meaning. Immutable, thread-safe, deterministic; about 10 µs for a short text.
 */
public final class HashingEmbedder implements Embedder {
    private static final int DEFAULT_DIMENSIONS = 384;
    private static final int MAX_DIMENSIONS = 65_536;
    private static final float WORD = 1f;
    private static final float TRIGRAM = 0.3f;

    private final int dimensions;

    /** Vectors of 384 numbers, as many as {@link MiniLmEmbedder} gives. */
    public HashingEmbedder() {
        this(DEFAULT_DIMENSIONS);
    }

    /**
     * Vectors of any length.
     *
     * @param dimensions in [8, 65536]
     */
    public HashingEmbedder(int dimensions) {
        if (dimensions < 8 || dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("hashing embedder 'dimensions': must be in [8, " + MAX_DIMENSIONS
                    + "], was " + dimensions + "; use " + DEFAULT_DIMENSIONS);
        }
        this.dimensions = dimensions;
    }

    @Override
    public String modelId() {
        return "hashing-" + dimensions;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] embed(String text) {
        float[] vector = new float[dimensions];
        for (String term : Words.terms(text)) {
            add(vector, Hash.of(term), WORD);
            String edged = '<' + term + '>';
            for (int i = 0; i + 3 <= edged.length(); i++) {
                add(vector, Hash.of(edged, i, i + 3), TRIGRAM);
            }
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares > 0) {
            float scale = (float) (1 / Math.sqrt(squares));
            for (int i = 0; i < dimensions; i++) {
                vector[i] *= scale;
            }
        }
        return vector;
    }

    /** The top bit is the sign, so that terms which share a place cancel out on average. */
    private void add(float[] vector, int hash, float weight) {
        vector[(hash & Integer.MAX_VALUE) % dimensions] += hash < 0 ? -weight : weight;
    }
}

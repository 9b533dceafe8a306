package dev.heal.scraper.embed;

import dev.heal.vector.SparseVector;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of a text as a sparse vector, for the half of a hybrid search that must find names exactly. Immutable, deterministic.
 *
 * <p>An index is the hash of a term; a value is how much the text is about it, by the saturated term frequency of BM25
 * (Robertson and Zaragoza, 2009): {@code tf * (k + 1) / (tf + k * (1 - b + b * terms / average))}, here with k = 1.2, b = 0.75 and
 * an average of 120 terms. How rare a term is (the other half of BM25) only the whole collection knows: let the vector database
 * weigh that.
 */
public final class SparseTerms {
    private static final double K = 1.2;
    private static final double B = 0.75;
    private static final double AVERAGE_TERMS = 120;

    /** Terms of any text; there is nothing to set. */
    public SparseTerms() {}

    /** The vector of a document or a query; empty for a text of stop words only. */
    public SparseVector of(String text) {
        Map<Integer, Integer> counts = new TreeMap<>();
        int terms = 0;
        for (String term : Words.terms(text)) {
            counts.merge(Hash.of(term) & Integer.MAX_VALUE, 1, Integer::sum);
            terms++;
        }
        double length = K * (1 - B + B * terms / AVERAGE_TERMS);
        int[] indices = new int[counts.size()];
        float[] values = new float[counts.size()];
        int i = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            indices[i] = count.getKey();
            values[i++] = (float) (count.getValue() * (K + 1) / (count.getValue() + length));
        }
        return SparseVector.of(indices, values);
    }
}

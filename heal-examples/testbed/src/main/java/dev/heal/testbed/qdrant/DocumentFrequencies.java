package dev.heal.testbed.qdrant;

import java.util.HashMap;
import java.util.Map;

/**
 * How many of the vectors held have each dimension, kept up with every change, so that a query costs one look-up per
 * dimension. Empty vectors are not counted. Not thread-safe: guarded by the engine's lock.
 */
final class DocumentFrequencies {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private int documents;

    void add(Vector.Sparse vector) {
        if (vector.size() > 0) {
            documents++;
            vector.forEachIndex(index -> counts.merge(index, 1, Integer::sum));
        }
    }

    void remove(Vector.Sparse vector) {
        if (vector.size() > 0) {
            documents--;
            vector.forEachIndex(index -> counts.computeIfPresent(index, (i, count) -> count == 1 ? null : count - 1));
        }
    }

    /** The inverse document frequency: {@code ln((n - df + 0.5) / (df + 0.5) + 1)}, in floats as on the real server. */
    float inverse(int index) {
        float n = documents;
        float df = counts.getOrDefault(index, 0);
        return (float) Math.log((n - df + 0.5f) / (df + 0.5f) + 1f);
    }
}

package dev.heal.vector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A vector of which only a few places are not zero. Immutable.
 *
 * @param indices the places, each at least 0 and named once
 * @param values the value at each of the places, finite
 */
public record SparseVector(List<Integer> indices, List<Float> values) {

    /** The vector that is zero everywhere. */
    public static final SparseVector EMPTY = new SparseVector(List.of(), List.of());

    /** Copies both lists and checks that they are of one length, the values finite and the indices different. */
    public SparseVector {
        indices = List.copyOf(indices);
        values = List.copyOf(values);
        if (indices.size() != values.size()) {
            throw new IllegalArgumentException("sparse vector: indices and values must be of one length, were "
                    + indices.size() + " and " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            if (!Float.isFinite(values.get(i)) || indices.get(i) < 0) {
                throw new IllegalArgumentException(
                        "sparse vector: every index must be >= 0 and every value finite, were " + indices.get(i)
                                + " and " + values.get(i) + " at position " + i);
            }
        }
        if (new HashSet<>(indices).size() != indices.size()) {
            throw new IllegalArgumentException("sparse vector: every index must be named once, was " + indices
                    + "; add up the values of equal ones");
        }
    }

    /**
     * A sparse vector from two arrays.
     *
     * @param indices the places
     * @param values the value at each of the places
     * @return a copy of both
     */
    public static SparseVector of(int[] indices, float[] values) {
        List<Integer> places = new ArrayList<>(indices.length);
        for (int index : indices) {
            places.add(index);
        }
        List<Float> weights = new ArrayList<>(values.length);
        for (float value : values) {
            weights.add(value);
        }
        return new SparseVector(places, weights);
    }

    /**
     * Whether the vector is zero everywhere.
     *
     * @return true if it has no places
     */
    public boolean isEmpty() {
        return indices.isEmpty();
    }
}

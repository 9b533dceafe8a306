package dev.heal.scraper.embed;

/** A vector with few entries that are not 0. Immutable. */
public final class SparseVector {
    private final int[] indices;
    private final float[] values;

    SparseVector(int[] indices, float[] values) {
        this.indices = indices;
        this.values = values;
    }

    /** Indices, ascending, none negative, each once. A copy. */
    public int[] indices() {
        return indices.clone();
    }

    /** Values, each more than 0, in the order of {@link #indices()}. A copy. */
    public float[] values() {
        return values.clone();
    }

    /** How many entries there are; 0 for a text without terms. */
    public int size() {
        return indices.length;
    }

    /** The scalar product: how much two texts share. */
    public double dot(SparseVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < indices.length && j < other.indices.length) {
            if (indices[i] == other.indices[j]) {
                sum += (double) values[i++] * other.values[j++];
            } else if (indices[i] < other.indices[j]) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }
}

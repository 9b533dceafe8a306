package dev.heal.testbed.qdrant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors of one name of a collection, by slot. Guarded by the engine's lock. */
sealed interface VectorColumn {
    void put(int slot, Vector vector);

    void clear(int slot);

    boolean has(int slot);

    @Nullable
    Vector at(int slot);

    int count();

    boolean largeIsBetter();

    /** Ready to score slots against {@code query}, which must have been checked against the schema. */
    Scorer scorer(Vector query);

    /** The score of a slot, NaN for a slot that has no vector here or shares nothing with the query. */
    interface Scorer {
        float score(int slot);
    }

    /** Rows of {@code dim} floats in blocks of about 1 MB, so that growth never copies vectors. */
    final class Dense implements VectorColumn {
        private static final int BLOCK_FLOATS = 1 << 18;
        private static final int MOST_ROWS = 1024;

        private final int dim;
        private final int shift; // a block has 1 << shift rows
        private final int mask;
        private final Metric metric;
        private final List<float[]> blocks = new ArrayList<>();
        private final Presence presence = new Presence();

        Dense(int dim, Metric metric) {
            this.dim = dim;
            int rows = Integer.highestOneBit(Math.max(1, Math.min(MOST_ROWS, BLOCK_FLOATS / dim)));
            this.shift = Integer.numberOfTrailingZeros(rows);
            this.mask = rows - 1;
            this.metric = metric;
        }

        @Override
        public void put(int slot, Vector vector) {
            while (blocks.size() <= slot >> shift) {
                blocks.add(new float[dim << shift]);
            }
            float[] stored = metric.prepare(((Vector.Dense) vector).values());
            System.arraycopy(stored, 0, blocks.get(slot >> shift), (slot & mask) * dim, dim);
            presence.set(slot);
        }

        @Override
        public void clear(int slot) {
            presence.clear(slot);
        }

        @Override
        public boolean has(int slot) {
            return presence.has(slot);
        }

        @Override
        public @Nullable Vector at(int slot) {
            if (!presence.has(slot)) {
                return null;
            }
            float[] copy = new float[dim];
            System.arraycopy(blocks.get(slot >> shift), (slot & mask) * dim, copy, 0, dim);
            return new Vector.Dense(copy);
        }

        @Override
        public int count() {
            return presence.count();
        }

        @Override
        public boolean largeIsBetter() {
            return metric.largeIsBetter();
        }

        @Override
        public Scorer scorer(Vector query) {
            float[] prepared = metric.prepare(((Vector.Dense) query).values());
            return slot -> presence.has(slot)
                    ? metric.score(prepared, blocks.get(slot >> shift), (slot & mask) * dim)
                    : Float.NaN;
        }
    }

    /** One sparse vector object per slot; with frequencies, queries are weighed by them. */
    final class Sparse implements VectorColumn {
        private final List<Vector.@Nullable Sparse> rows = new ArrayList<>();
        private final @Nullable DocumentFrequencies frequencies;
        private int count;

        Sparse(@Nullable DocumentFrequencies frequencies) {
            this.frequencies = frequencies;
        }

        @Override
        public void put(int slot, Vector vector) {
            clear(slot);
            while (rows.size() <= slot) {
                rows.add(null);
            }
            Vector.Sparse sparse = (Vector.Sparse) vector;
            rows.set(slot, sparse);
            count++;
            if (frequencies != null) {
                frequencies.add(sparse);
            }
        }

        @Override
        public void clear(int slot) {
            Vector.Sparse old = slot < rows.size() ? rows.set(slot, null) : null;
            if (old == null) {
                return;
            }
            count--;
            if (frequencies != null) {
                frequencies.remove(old);
            }
        }

        @Override
        public boolean has(int slot) {
            return slot < rows.size() && rows.get(slot) != null;
        }

        @Override
        public @Nullable Vector at(int slot) {
            return slot < rows.size() ? rows.get(slot) : null;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public boolean largeIsBetter() {
            return true;
        }

        @Override
        public Scorer scorer(Vector query) {
            Vector.Sparse sparse =
                    frequencies == null ? (Vector.Sparse) query : ((Vector.Sparse) query).weighed(frequencies);
            return slot -> {
                Vector.Sparse row = slot < rows.size() ? rows.get(slot) : null;
                return row == null ? Float.NaN : row.dot(sparse);
            };
        }
    }
}

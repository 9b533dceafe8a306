package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A vector as it comes in and goes out. The arrays belong to the vector and are never changed. */
sealed interface Vector {
    VectorOutput toProto();

    /** {@code float[dim]}. */
    final class Dense implements Vector {
        private final float[] values;

        Dense(float[] values) {
            this.values = values;
        }

        float[] values() {
            return values;
        }

        static Dense of(List<Float> data) {
            float[] values = new float[data.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.get(i);
            }
            return new Dense(values);
        }

        @Override
        public VectorOutput toProto() {
            DenseVector.Builder dense = DenseVector.newBuilder();
            for (float value : values) {
                dense.addData(value);
            }
            return VectorOutput.newBuilder().setDense(dense).build();
        }
    }

    /** Weights by dimension, dimensions unsigned, ascending and unique. */
    final class Sparse implements Vector {
        private final int[] indices;
        private final float[] values;

        private Sparse(int[] indices, float[] values) {
            this.indices = indices;
            this.values = values;
        }

        static Sparse of(List<Integer> indices, List<Float> values, String field) {
            if (indices.size() != values.size()) {
                throw Statuses.brokenRule(field + "values", "must be the same length as indices");
            }
            int[] order = IntStream.range(0, indices.size())
                    .boxed()
                    .sorted((a, b) -> Integer.compareUnsigned(indices.get(a), indices.get(b)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] sorted = Arrays.stream(order).map(indices::get).toArray();
            float[] weights = new float[order.length];
            for (int i = 0; i < order.length; i++) {
                weights[i] = values.get(order[i]);
                if (i > 0 && sorted[i] == sorted[i - 1]) {
                    throw Statuses.brokenRule(field + "indices", "must be unique");
                }
            }
            return new Sparse(sorted, weights);
        }

        int size() {
            return indices.length;
        }

        void forEachIndex(IntConsumer action) {
            for (int index : indices) {
                action.accept(index);
            }
        }

        /** Each value times its dimension's inverse document frequency. */
        Sparse weighed(DocumentFrequencies frequencies) {
            float[] weights = new float[values.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = values[i] * frequencies.inverse(indices[i]);
            }
            return new Sparse(indices, weights);
        }

        /** The dot product over the shared dimensions, NaN when there are none. */
        float dot(Sparse other) {
            float sum = 0;
            boolean shared = false;
            int mine = 0;
            int theirs = 0;
            while (mine < indices.length && theirs < other.indices.length) {
                int order = Integer.compareUnsigned(indices[mine], other.indices[theirs]);
                if (order == 0) {
                    sum += values[mine++] * other.values[theirs++];
                    shared = true;
                } else if (order < 0) {
                    mine++;
                } else {
                    theirs++;
                }
            }
            return shared ? sum : Float.NaN;
        }

        @Override
        public VectorOutput toProto() {
            SparseVector.Builder sparse = SparseVector.newBuilder();
            for (int i = 0; i < indices.length; i++) {
                sparse.addIndices(indices[i]).addValues(values[i]);
            }
            return VectorOutput.newBuilder().setSparse(sparse).build();
        }
    }
}

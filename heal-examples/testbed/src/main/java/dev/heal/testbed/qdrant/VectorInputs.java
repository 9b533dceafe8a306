package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.VectorInput;

/** Vectors from the protocol's several spellings of them. Stateless. */
final class VectorInputs {
    private VectorInputs() {}

    static Vector of(Points.Vector vector) {
        return switch (vector.getVectorCase()) {
            case DENSE -> Vector.Dense.of(vector.getDense().getDataList());
            case SPARSE ->
                Vector.Sparse.of(
                        vector.getSparse().getIndicesList(),
                        vector.getSparse().getValuesList(),
                        "points.vectors.vectors_options.vectors.[].");
            case MULTI_DENSE -> throw Statuses.notServed("Vector.multi_dense");
            case DOCUMENT, IMAGE, OBJECT -> throw Statuses.notServed("inference (Vector.document, image, object)");
            case VECTOR_NOT_SET -> legacy(vector);
        };
    }

    // Clients before 1.13 know only these fields, and the real server still takes them.
    @SuppressWarnings("deprecation")
    private static Vector legacy(Points.Vector vector) {
        Validation.notServed(vector.hasVectorsCount(), "Vector.vectors_count (multi vectors)");
        return vector.hasIndices()
                ? Vector.Sparse.of(
                        vector.getIndices().getDataList(),
                        vector.getDataList(),
                        "points.vectors.vectors_options.vectors.[].")
                : Vector.Dense.of(vector.getDataList());
    }

    /** The vector of a query that is not a point id. */
    static Vector of(VectorInput input) {
        return switch (input.getVariantCase()) {
            case DENSE -> Vector.Dense.of(input.getDense().getDataList());
            case SPARSE ->
                Vector.Sparse.of(
                        input.getSparse().getIndicesList(),
                        input.getSparse().getValuesList(),
                        "query.variant.variant.");
            case MULTI_DENSE -> throw Statuses.notServed("VectorInput.multi_dense");
            case DOCUMENT, IMAGE, OBJECT -> throw Statuses.notServed("inference (VectorInput.document, image, object)");
            case ID, VARIANT_NOT_SET -> throw Statuses.invalid("%s", "No vector variant provided");
        };
    }
}

package dev.heal.vector;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.Vector;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what a server would refuse, or take for something else, before a batch is sent; and says which point it is. */
final class PointChecks {

    private PointChecks() {}

    /**
     * Checks a batch.
     *
     * @throws IllegalArgumentException if it is empty, a point has no id, a vector is empty or not finite, or of another
     *     length than known
     */
    static void check(String collection, List<PointStruct> points, @Nullable KnownSchema known) {
        Objects.requireNonNull(points, "collection '" + collection + "': the points must not be null");
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "collection '" + collection + "': an upsert must have at least 1 point, had 0");
        }
        for (int i = 0; i < points.size(); i++) {
            PointStruct point = Objects.requireNonNull(
                    points.get(i),
                    "collection '" + collection + "': no point must be null, was the one at position " + i);
            String where = "collection '" + collection + "': point " + id(point.getId(), i);
            if (point.getId().getPointIdOptionsCase() == PointId.PointIdOptionsCase.POINTIDOPTIONS_NOT_SET) {
                throw new IllegalArgumentException(where
                        + " must have an id that the caller chose, had none; with ids made up by chance a repeated upsert"
                        + " would store points twice");
            }
            vectors(where, point, known);
        }
    }

    private static String id(PointId id, int position) {
        return switch (id.getPointIdOptionsCase()) {
            case NUM -> Long.toUnsignedString(id.getNum());
            case UUID -> id.getUuid();
            case POINTIDOPTIONS_NOT_SET -> "at position " + position;
        };
    }

    private static void vectors(String where, PointStruct point, @Nullable KnownSchema known) {
        switch (point.getVectors().getVectorsOptionsCase()) {
            case VECTOR -> vector(where, "", point.getVectors().getVector(), known);
            case VECTORS ->
                point.getVectors()
                        .getVectors()
                        .getVectorsMap()
                        .forEach((name, vector) -> vector(where, name, vector, known));
            case VECTORSOPTIONS_NOT_SET -> throw new IllegalArgumentException(where + " must have a vector, had none");
        }
    }

    @SuppressWarnings("deprecation") // older clients, and the host's own code, put the numbers there
    private static void vector(String where, String name, Vector vector, @Nullable KnownSchema known) {
        switch (vector.getVectorCase()) {
            case DENSE -> dense(where, name, vector.getDense().getDataList(), known);
            case SPARSE -> finite(where, name, vector.getSparse().getValuesList());
            case VECTOR_NOT_SET -> {
                if (vector.getDataCount() > 0 && !vector.hasIndices() && !vector.hasVectorsCount()) {
                    dense(where, name, vector.getDataList(), known);
                }
            }
            case MULTI_DENSE, DOCUMENT, IMAGE, OBJECT -> {}
        }
    }

    private static void dense(String where, String name, List<Float> numbers, @Nullable KnownSchema known) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException(where + ": vector '" + name + "' must have at least 1 dimension, had 0");
        }
        finite(where, name, numbers);
        if (known != null) {
            String wrong = known.wrongDense(name, numbers.size());
            if (wrong != null) {
                throw new IllegalArgumentException(where + ": " + wrong);
            }
        }
    }

    private static void finite(String where, String name, List<Float> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            if (!Float.isFinite(numbers.get(i))) {
                throw new IllegalArgumentException(where + ": every number of vector '" + name
                        + "' must be finite, was " + numbers.get(i) + " at position " + i);
            }
        }
    }
}

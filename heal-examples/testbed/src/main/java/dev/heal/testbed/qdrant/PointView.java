package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Points as answers show them: which payload and which vectors. Used under the engine's read lock. */
final class PointView {
    private final PointStore store;
    private final UnaryOperator<Map<String, Value>> payload;
    private final Set<String> vectorNames;

    /** Vectors are named in {@code vectors} (unknown names are an error), or all, or none. */
    PointView(Collection collection, WithPayloadSelector payload, WithVectorsSelector vectors) {
        this.store = collection.points();
        this.payload = PayloadView.of(payload);
        this.vectorNames = vectors.hasInclude()
                ? Set.copyOf(vectors.getInclude().getNamesList())
                : vectors.getEnable() ? store.columns().keySet() : Set.of();
        vectorNames.forEach(collection.schema()::requireName);
    }

    /** The selector a request means when it has none. */
    static WithPayloadSelector payloadOr(boolean given, WithPayloadSelector selector, boolean otherwise) {
        return given
                ? selector
                : WithPayloadSelector.newBuilder().setEnable(otherwise).build();
    }

    List<ScoredPoint> scored(List<Scored> points) {
        return points.stream().map(this::scored).toList();
    }

    private ScoredPoint scored(Scored point) {
        ScoredPoint.Builder shown = ScoredPoint.newBuilder()
                .setId(point.key().toProto())
                .setScore(point.score())
                .setVersion(store.version(point.slot()))
                .putAllPayload(payload.apply(store.payload(point.slot())));
        VectorsOutput vectors = vectors(point.slot());
        if (vectors != null) {
            shown.setVectors(vectors);
        }
        return shown.build();
    }

    RetrievedPoint retrieved(PointKey key, int slot) {
        RetrievedPoint.Builder shown =
                RetrievedPoint.newBuilder().setId(key.toProto()).putAllPayload(payload.apply(store.payload(slot)));
        VectorsOutput vectors = vectors(slot);
        if (vectors != null) {
            shown.setVectors(vectors);
        }
        return shown.build();
    }

    private @Nullable VectorsOutput vectors(int slot) {
        if (vectorNames.isEmpty()) {
            return null;
        }
        Map<String, Vector> held = new TreeMap<>();
        vectorNames.forEach(name -> {
            VectorColumn column = store.columns().get(name);
            Vector vector = column == null ? null : column.at(slot);
            if (vector != null) {
                held.put(name, vector);
            }
        });
        Vector unnamed = held.get(Schema.UNNAMED);
        if (unnamed != null && held.size() == 1) {
            return VectorsOutput.newBuilder().setVector(unnamed.toProto()).build();
        }
        NamedVectorsOutput.Builder named = NamedVectorsOutput.newBuilder();
        held.forEach((name, vector) -> named.putVectors(name, vector.toProto()));
        return VectorsOutput.newBuilder().setVectors(named).build();
    }
}

package dev.heal.vector;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.Map;

/**
 * One point that was found. Immutable.
 *
 * @param id the point's id: a UUID or a whole number, as text
 * @param score how well it fits; the meaning depends on the collection's distance, and for hybrid search on the fusion
 * @param payload what is stored with the point
 */
public record VectorHit(String id, float score, Map<String, Value> payload) {

    /** Copies the payload. */
    public VectorHit {
        payload = Map.copyOf(payload);
    }

    /**
     * A text of the payload.
     *
     * @param key its name
     * @return the text, empty if there is none of that name
     */
    public String text(String key) {
        Value value = payload.get(key);
        return value == null ? "" : value.getStringValue();
    }

    static VectorHit of(ScoredPoint point) {
        String id = point.getId().hasUuid()
                ? point.getId().getUuid()
                : Long.toUnsignedString(point.getId().getNum());
        return new VectorHit(id, point.getScore(), point.getPayloadMap());
    }
}

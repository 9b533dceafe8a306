package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edited copies of payloads; a payload itself is never changed, readers may hold it. Stateless. */
final class PayloadEdits {
    private PayloadEdits() {}

    /** The payload with {@code given} laid over the object at {@code path} (null: the top); a null value removes. */
    static Map<String, Value> merge(Map<String, Value> payload, @Nullable PayloadPath path, Map<String, Value> given) {
        return path == null ? overlay(payload, given) : mergeAt(payload, path.steps(), given);
    }

    private static Map<String, Value> overlay(Map<String, Value> payload, Map<String, Value> given) {
        Map<String, Value> merged = new LinkedHashMap<>(payload);
        given.forEach((key, value) -> {
            if (FieldTests.isNull(value)) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static Map<String, Value> mergeAt(
            Map<String, Value> payload, List<PayloadPath.Step> steps, Map<String, Value> given) {
        if (steps.isEmpty()) {
            return overlay(payload, given);
        }
        String key = steps.get(0).key();
        Map<String, Value> below = fields(payload.get(key));
        Map<String, Value> merged = new LinkedHashMap<>(payload);
        merged.put(key, object(mergeAt(below, steps.subList(1, steps.size()), given)));
        return merged;
    }

    static Map<String, Value> remove(Map<String, Value> payload, List<PayloadPath> paths) {
        Map<String, Value> left = payload;
        for (PayloadPath path : paths) {
            left = removeAt(left, path.steps());
        }
        return left;
    }

    private static Map<String, Value> removeAt(Map<String, Value> payload, List<PayloadPath.Step> steps) {
        String key = steps.get(0).key();
        Value value = payload.get(key);
        if (value == null || (steps.size() > 1 && !value.hasStructValue())) {
            return payload;
        }
        Map<String, Value> left = new LinkedHashMap<>(payload);
        if (steps.size() == 1) {
            left.remove(key);
        } else {
            left.put(key, object(removeAt(fields(value), steps.subList(1, steps.size()))));
        }
        return left;
    }

    private static Map<String, Value> fields(@Nullable Value value) {
        return value == null ? Map.of() : value.getStructValue().getFieldsMap();
    }

    static Value object(Map<String, Value> fields) {
        return Value.newBuilder()
                .setStructValue(Struct.newBuilder().putAllFields(fields))
                .build();
    }
}

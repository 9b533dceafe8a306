package dev.heal.testbed.qdrant;

import dev.heal.testbed.qdrant.Mutation.Change;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes of payloads. Stateless. */
final class PayloadChanges {
    private PayloadChanges() {}

    static Change set(Catalog catalog, SetPayloadPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "SetPayloadPoints.shard_key_selector");
        PayloadPath path = request.hasKey() ? PayloadPath.parse(request.getKey()) : null;
        Validation.notServed(path != null && !path.onlyKeys(), "SetPayloadPoints.key with array steps");
        Map<String, Value> given = request.getPayloadMap();
        return change(
                catalog.find(request.getCollectionName()),
                selector(request.hasPointsSelector(), request.getPointsSelector()),
                payload -> PayloadEdits.merge(payload, path, given));
    }

    static Change overwrite(Catalog catalog, SetPayloadPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "SetPayloadPoints.shard_key_selector");
        Validation.notServed(request.hasKey(), "SetPayloadPoints.key of an overwrite");
        Map<String, Value> given = request.getPayloadMap();
        return change(
                catalog.find(request.getCollectionName()),
                selector(request.hasPointsSelector(), request.getPointsSelector()),
                payload -> given);
    }

    static Change delete(Catalog catalog, DeletePayloadPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "DeletePayloadPoints.shard_key_selector");
        List<PayloadPath> paths =
                request.getKeysList().stream().map(PayloadPath::parse).toList();
        for (PayloadPath path : paths) {
            Validation.notServed(!path.onlyKeys(), "DeletePayloadPoints.keys with array steps");
        }
        return change(
                catalog.find(request.getCollectionName()),
                selector(request.hasPointsSelector(), request.getPointsSelector()),
                payload -> PayloadEdits.remove(payload, paths));
    }

    static Change clear(Catalog catalog, ClearPayloadPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "ClearPayloadPoints.shard_key_selector");
        if (!request.hasPoints()) {
            throw Statuses.invalid("%s", "PointSelector is missing");
        }
        return change(catalog.find(request.getCollectionName()), request.getPoints(), payload -> Map.of());
    }

    private static PointsSelector selector(boolean given, PointsSelector selector) {
        if (!given) {
            throw Statuses.invalid("%s", "points_selector is expected");
        }
        return selector;
    }

    private static Change change(
            Collection collection, PointsSelector selector, UnaryOperator<Map<String, Value>> edit) {
        Selection.requireNamedPoints(collection, selector);
        int[] slots = Selection.slots(collection, selector);
        return () -> {
            long version = PointChanges.nextVersion(collection);
            PointStore store = collection.points();
            for (int slot : slots) {
                Map<String, Value> edited = edit.apply(store.payload(slot));
                store.payload(slot, edited);
                store.touch(slot, version);
            }
            return version;
        };
    }
}

package dev.heal.testbed.qdrant;

import dev.heal.testbed.qdrant.Mutation.Change;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes of points and their vectors. Stateless. */
final class PointChanges {
    private PointChanges() {}

    private record NewPoint(PointKey key, Map<String, Value> payload, Map<String, Vector> vectors) {}

    private record NewVectors(int slot, Map<String, Vector> vectors) {}

    static Change upsert(Catalog catalog, UpsertPoints request) {
        Collection collection = catalog.find(request.getCollectionName());
        Validation.notServed(request.hasShardKeySelector(), "UpsertPoints.shard_key_selector");
        if (request.getPointsCount() == 0) {
            throw Statuses.badRequest("Empty update request");
        }
        List<NewPoint> accepted = new ArrayList<>(request.getPointsCount());
        for (PointStruct point : request.getPointsList()) {
            accepted.add(newPoint(collection, point));
        }
        UpdateMode mode = request.getUpdateMode();
        Filters.PointTest filter =
                request.hasUpdateFilter() ? Filters.compile(request.getUpdateFilter(), collection) : Filters.ALL;
        return () -> {
            long version = nextVersion(collection);
            PointStore store = collection.points();
            for (NewPoint point : accepted) {
                int known = store.slot(point.key());
                boolean skip = known < 0
                        ? mode == UpdateMode.UpdateOnly
                        : mode == UpdateMode.InsertOnly || !filter.test(store, known);
                if (!skip) {
                    store(store, point, version);
                }
            }
            return version;
        };
    }

    private static NewPoint newPoint(Collection collection, PointStruct point) {
        if (!point.hasVectors()) {
            throw Statuses.expectedVectors();
        }
        if (!point.hasId()) {
            throw Statuses.emptyId();
        }
        return new NewPoint(
                PointKey.of(point.getId()),
                point.getPayloadMap(),
                collection.schema().vectors(point.getVectors()));
    }

    private static void store(PointStore store, NewPoint point, long version) {
        int slot = store.claim(point.key());
        store.columns().forEach((name, column) -> {
            Vector vector = point.vectors().get(name);
            if (vector == null) {
                column.clear(slot);
            } else {
                column.put(slot, vector);
            }
        });
        store.payload(slot, point.payload());
        store.touch(slot, version);
    }

    static Change delete(Catalog catalog, DeletePoints request) {
        Collection collection = catalog.find(request.getCollectionName());
        Validation.notServed(request.hasShardKeySelector(), "DeletePoints.shard_key_selector");
        if (!request.hasPoints()) {
            throw Statuses.invalid("%s", "PointSelector is missing");
        }
        int[] chosen = Selection.slots(collection, request.getPoints());
        return () -> {
            for (int slot : chosen) {
                collection.points().remove(slot);
            }
            return nextVersion(collection);
        };
    }

    static Change updateVectors(Catalog catalog, UpdatePointVectors request) {
        Collection collection = catalog.find(request.getCollectionName());
        Validation.notServed(request.hasShardKeySelector(), "UpdatePointVectors.shard_key_selector");
        Filters.PointTest filter =
                request.hasUpdateFilter() ? Filters.compile(request.getUpdateFilter(), collection) : Filters.ALL;
        List<NewVectors> accepted = new ArrayList<>();
        for (PointVectors point : request.getPointsList()) {
            if (!point.hasId()) {
                throw Statuses.invalid("%s", "id is expected");
            }
            if (!point.hasVectors()) {
                throw Statuses.invalid("%s", "vectors is expected");
            }
            PointKey key = PointKey.of(point.getId());
            int slot = collection.points().slot(key);
            if (slot < 0) {
                throw Statuses.pointNotFound(key);
            }
            accepted.add(new NewVectors(slot, collection.schema().vectors(point.getVectors())));
        }
        return () -> {
            long version = nextVersion(collection);
            PointStore store = collection.points();
            for (NewVectors change : accepted) {
                if (filter.test(store, change.slot())) {
                    change.vectors()
                            .forEach((name, vector) -> column(collection, name).put(change.slot(), vector));
                    store.touch(change.slot(), version);
                }
            }
            return version;
        };
    }

    static Change deleteVectors(Catalog catalog, DeletePointVectors request) {
        Collection collection = catalog.find(request.getCollectionName());
        Validation.notServed(request.hasShardKeySelector(), "DeletePointVectors.shard_key_selector");
        if (!request.hasPointsSelector()) {
            throw Statuses.invalid("%s", "points_selector is expected");
        }
        if (!request.hasVectors()) {
            throw Statuses.invalid("%s", "vectors is expected");
        }
        List<String> names = request.getVectors().getNamesList();
        names.forEach(collection.schema()::requireName);
        Selection.requireNamedPoints(collection, request.getPointsSelector());
        int[] chosen = Selection.slots(collection, request.getPointsSelector());
        return () -> {
            long version = nextVersion(collection);
            for (int slot : chosen) {
                names.forEach(name -> column(collection, name).clear(slot));
                collection.points().touch(slot, version);
            }
            return version;
        };
    }

    /** Names are checked against the schema before this. */
    private static VectorColumn column(Collection collection, String name) {
        VectorColumn column = collection.points().columns().get(name);
        if (column == null) {
            throw Statuses.noSuchVector(name);
        }
        return column;
    }

    static long nextVersion(Collection collection) {
        long version = collection.operations();
        collection.operations(version + 1);
        return version;
    }
}

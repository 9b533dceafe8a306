package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.DeletePayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.DeleteVectors;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.OverwritePayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.PointStructList;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.SetPayload;
import io.qdrant.client.grpc.Points.PointsUpdateOperation.UpdateVectors;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;

/**
 * The operations of a batch update, each as the request it stands for. They are applied one by one: an operation that is
 * refused ends the batch, those before it stay. Stateless.
 */
final class BatchOperations {
    private BatchOperations() {}

    // The two deprecated operations are older spellings that clients may still send.
    @SuppressWarnings("deprecation")
    static long apply(Engine engine, String collection, PointsUpdateOperation operation) {
        return switch (operation.getOperationCase()) {
            case UPSERT -> engine.mutate(Mutation.UPSERT, upsert(collection, operation.getUpsert()));
            case SET_PAYLOAD -> engine.mutate(Mutation.SET_PAYLOAD, set(collection, operation.getSetPayload()));
            case OVERWRITE_PAYLOAD ->
                engine.mutate(Mutation.OVERWRITE_PAYLOAD, overwrite(collection, operation.getOverwritePayload()));
            case DELETE_PAYLOAD ->
                engine.mutate(Mutation.DELETE_PAYLOAD, deletePayload(collection, operation.getDeletePayload()));
            case UPDATE_VECTORS ->
                engine.mutate(Mutation.UPDATE_VECTORS, updateVectors(collection, operation.getUpdateVectors()));
            case DELETE_VECTORS ->
                engine.mutate(Mutation.DELETE_VECTORS, deleteVectors(collection, operation.getDeleteVectors()));
            case DELETE_POINTS -> {
                Validation.notServed(
                        operation.getDeletePoints().hasShardKeySelector(), "DeletePoints.shard_key_selector");
                yield delete(engine, collection, operation.getDeletePoints().getPoints());
            }
            case DELETE_DEPRECATED -> delete(engine, collection, operation.getDeleteDeprecated());
            case CLEAR_PAYLOAD -> {
                Validation.notServed(
                        operation.getClearPayload().hasShardKeySelector(), "ClearPayload.shard_key_selector");
                yield clear(engine, collection, operation.getClearPayload().getPoints());
            }
            case CLEAR_PAYLOAD_DEPRECATED -> clear(engine, collection, operation.getClearPayloadDeprecated());
            case OPERATION_NOT_SET -> throw Statuses.invalid("%s", "Operation is missing");
        };
    }

    private static long delete(Engine engine, String collection, PointsSelector points) {
        return engine.mutate(
                Mutation.DELETE,
                DeletePoints.newBuilder()
                        .setCollectionName(collection)
                        .setPoints(points)
                        .build());
    }

    private static long clear(Engine engine, String collection, PointsSelector points) {
        return engine.mutate(
                Mutation.CLEAR_PAYLOAD,
                ClearPayloadPoints.newBuilder()
                        .setCollectionName(collection)
                        .setPoints(points)
                        .build());
    }

    private static UpsertPoints upsert(String collection, PointStructList operation) {
        Validation.notServed(operation.hasShardKeySelector(), "PointStructList.shard_key_selector");
        UpsertPoints.Builder request =
                UpsertPoints.newBuilder().setCollectionName(collection).addAllPoints(operation.getPointsList());
        if (operation.hasUpdateFilter()) {
            request.setUpdateFilter(operation.getUpdateFilter());
        }
        if (operation.hasUpdateMode()) {
            request.setUpdateMode(operation.getUpdateMode());
        }
        return request.build();
    }

    private static SetPayloadPoints set(String collection, SetPayload operation) {
        Validation.notServed(operation.hasShardKeySelector(), "SetPayload.shard_key_selector");
        SetPayloadPoints.Builder request =
                SetPayloadPoints.newBuilder().setCollectionName(collection).putAllPayload(operation.getPayloadMap());
        if (operation.hasPointsSelector()) {
            request.setPointsSelector(operation.getPointsSelector());
        }
        if (operation.hasKey()) {
            request.setKey(operation.getKey());
        }
        return request.build();
    }

    private static SetPayloadPoints overwrite(String collection, OverwritePayload operation) {
        Validation.notServed(operation.hasShardKeySelector(), "OverwritePayload.shard_key_selector");
        SetPayloadPoints.Builder request =
                SetPayloadPoints.newBuilder().setCollectionName(collection).putAllPayload(operation.getPayloadMap());
        if (operation.hasPointsSelector()) {
            request.setPointsSelector(operation.getPointsSelector());
        }
        if (operation.hasKey()) {
            request.setKey(operation.getKey());
        }
        return request.build();
    }

    private static DeletePayloadPoints deletePayload(String collection, DeletePayload operation) {
        Validation.notServed(operation.hasShardKeySelector(), "DeletePayload.shard_key_selector");
        DeletePayloadPoints.Builder request =
                DeletePayloadPoints.newBuilder().setCollectionName(collection).addAllKeys(operation.getKeysList());
        if (operation.hasPointsSelector()) {
            request.setPointsSelector(operation.getPointsSelector());
        }
        return request.build();
    }

    private static UpdatePointVectors updateVectors(String collection, UpdateVectors operation) {
        Validation.notServed(operation.hasShardKeySelector(), "UpdateVectors.shard_key_selector");
        UpdatePointVectors.Builder request =
                UpdatePointVectors.newBuilder().setCollectionName(collection).addAllPoints(operation.getPointsList());
        if (operation.hasUpdateFilter()) {
            request.setUpdateFilter(operation.getUpdateFilter());
        }
        return request.build();
    }

    private static DeletePointVectors deleteVectors(String collection, DeleteVectors operation) {
        Validation.notServed(operation.hasShardKeySelector(), "DeleteVectors.shard_key_selector");
        DeletePointVectors.Builder request = DeletePointVectors.newBuilder().setCollectionName(collection);
        if (operation.hasPointsSelector()) {
            request.setPointsSelector(operation.getPointsSelector());
        }
        if (operation.hasVectors()) {
            request.setVectors(operation.getVectors());
        }
        return request.build();
    }
}

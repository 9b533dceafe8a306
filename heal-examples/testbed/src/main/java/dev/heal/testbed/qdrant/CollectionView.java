package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.WalConfigDiff;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;

/** Collections as answers show them. Stateless; called under the engine's read lock. */
final class CollectionView {
    // Shown where a request sets nothing: the real server's defaults. Nothing here depends on them.
    private static final HnswConfigDiff HNSW = HnswConfigDiff.newBuilder()
            .setM(16)
            .setEfConstruct(100)
            .setFullScanThreshold(10_000)
            .setMaxIndexingThreads(0)
            .setOnDisk(false)
            .build();
    private static final OptimizersConfigDiff OPTIMIZERS = OptimizersConfigDiff.newBuilder()
            .setDeletedThreshold(0.2)
            .setVacuumMinVectorNumber(1000)
            .setDefaultSegmentNumber(0)
            .setIndexingThreshold(10_000)
            .setFlushIntervalSec(5)
            .build();
    private static final WalConfigDiff WAL = WalConfigDiff.newBuilder()
            .setWalCapacityMb(32)
            .setWalSegmentsAhead(0)
            .build();

    private CollectionView() {}

    static CollectionInfo info(Collection collection) {
        PointStore points = collection.points();
        CollectionInfo.Builder info = CollectionInfo.newBuilder()
                .setStatus(CollectionStatus.Green)
                .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                .setSegmentsCount(1)
                .setPointsCount(points.size())
                .setIndexedVectorsCount(points.columns().values().stream()
                        .mapToLong(VectorColumn::count)
                        .sum())
                .setConfig(config(collection.settings()));
        collection.indexes().forEach((field, index) -> info.putPayloadSchema(field, schema(points, field, index)));
        return info.build();
    }

    private static CollectionConfig config(CreateCollection settings) {
        CollectionParams.Builder params = CollectionParams.newBuilder()
                .setShardNumber(settings.hasShardNumber() ? settings.getShardNumber() : 1)
                .setReplicationFactor(settings.hasReplicationFactor() ? settings.getReplicationFactor() : 1)
                .setWriteConsistencyFactor(
                        settings.hasWriteConsistencyFactor() ? settings.getWriteConsistencyFactor() : 1)
                .setOnDiskPayload(!settings.hasOnDiskPayload() || settings.getOnDiskPayload());
        if (settings.hasVectorsConfig()) {
            params.setVectorsConfig(settings.getVectorsConfig());
        }
        if (settings.hasSparseVectorsConfig()) {
            params.setSparseVectorsConfig(settings.getSparseVectorsConfig());
        }
        return CollectionConfig.newBuilder()
                .setParams(params)
                .setHnswConfig(HNSW.toBuilder().mergeFrom(settings.getHnswConfig()))
                .setOptimizerConfig(OPTIMIZERS.toBuilder().mergeFrom(settings.getOptimizersConfig()))
                .setWalConfig(WAL.toBuilder().mergeFrom(settings.getWalConfig()))
                .putAllMetadata(settings.getMetadataMap())
                .build();
    }

    private static PayloadSchemaInfo schema(PointStore points, String field, CreateFieldIndexCollection index) {
        PayloadPath path = PayloadPath.parse(field);
        Filters.PointTest holdsField =
                (store, slot) -> path.find(store.payload(slot)).stream().anyMatch(value -> !FieldTests.isEmpty(value));
        PayloadSchemaInfo.Builder schema = PayloadSchemaInfo.newBuilder()
                .setDataType(type(index.getFieldType()))
                .setPoints(Selection.slots(points, holdsField).length);
        if (index.hasFieldIndexParams()) {
            schema.setParams(index.getFieldIndexParams());
        }
        return schema.build();
    }

    private static PayloadSchemaType type(FieldType type) {
        return switch (type) {
            case FieldTypeKeyword -> PayloadSchemaType.Keyword;
            case FieldTypeInteger -> PayloadSchemaType.Integer;
            case FieldTypeFloat -> PayloadSchemaType.Float;
            case FieldTypeGeo -> PayloadSchemaType.Geo;
            case FieldTypeText -> PayloadSchemaType.Text;
            case FieldTypeBool -> PayloadSchemaType.Bool;
            case FieldTypeDatetime -> PayloadSchemaType.Datetime;
            case FieldTypeUuid -> PayloadSchemaType.Uuid;
            case UNRECOGNIZED -> PayloadSchemaType.UnknownType;
        };
    }
}

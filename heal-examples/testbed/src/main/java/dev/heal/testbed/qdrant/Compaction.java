package dev.heal.testbed.qdrant;

import com.google.protobuf.Message;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import java.io.IOException;
import java.util.Map;

/**
 * Replaces a request log by the shortest one that leads to the same state, at start, when that saves more than half of
 * it. So a log grows while a server runs, and is at most about twice its state afterwards. Stateless.
 */
final class Compaction {
    private static final long SMALL_BYTES = 1 << 20;
    private static final int BATCH = 256;

    private Compaction() {}

    static void run(Catalog catalog, RequestLog log) throws IOException {
        if (log.size() <= SMALL_BYTES) {
            return;
        }
        long[] needed = {0};
        writeState(catalog, new RequestLog.Sink() {
            @Override
            public <T extends Message> void request(Mutation<T> kind, T request) {
                needed[0] += request.getSerializedSize();
            }

            @Override
            public void operations(String collection, long next) {}
        });
        if (log.size() > 2 * needed[0]) {
            log.replaceWith(sink -> writeState(catalog, sink));
        }
    }

    private static void writeState(Catalog catalog, RequestLog.Sink sink) throws IOException {
        for (Collection collection : catalog.collections().values()) {
            sink.request(Mutation.CREATE, collection.settings());
            for (var index : collection.indexes().values()) {
                sink.request(
                        Mutation.CREATE_INDEX,
                        index.toBuilder().setCollectionName(collection.name()).build());
            }
            writePoints(collection, sink);
            sink.operations(collection.name(), collection.operations());
        }
        if (!catalog.aliases().isEmpty()) {
            ChangeAliases.Builder aliases = ChangeAliases.newBuilder();
            catalog.aliases()
                    .forEach((alias, target) -> aliases.addActions(AliasOperations.newBuilder()
                            .setCreateAlias(
                                    CreateAlias.newBuilder().setAliasName(alias).setCollectionName(target))));
            sink.request(Mutation.ALIASES, aliases.build());
        }
    }

    private static void writePoints(Collection collection, RequestLog.Sink sink) throws IOException {
        PointStore store = collection.points();
        UpsertPoints.Builder batch = UpsertPoints.newBuilder().setCollectionName(collection.name());
        for (Map.Entry<PointKey, Integer> point : store.inOrder(null)) {
            batch.addPoints(point(store, point.getKey(), point.getValue()));
            if (batch.getPointsCount() == BATCH) {
                sink.request(Mutation.UPSERT, batch.build());
                batch.clearPoints();
            }
        }
        if (batch.getPointsCount() > 0) {
            sink.request(Mutation.UPSERT, batch.build());
        }
    }

    private static PointStruct point(PointStore store, PointKey key, int slot) {
        NamedVectors.Builder vectors = NamedVectors.newBuilder();
        store.columns().forEach((name, column) -> {
            Vector vector = column.at(slot);
            if (vector != null) {
                vectors.putVectors(name, input(vector.toProto()));
            }
        });
        return PointStruct.newBuilder()
                .setId(key.toProto())
                .putAllPayload(store.payload(slot))
                .setVectors(Vectors.newBuilder().setVectors(vectors))
                .build();
    }

    private static io.qdrant.client.grpc.Points.Vector input(VectorOutput vector) {
        var input = io.qdrant.client.grpc.Points.Vector.newBuilder();
        return vector.hasSparse()
                ? input.setSparse(vector.getSparse()).build()
                : input.setDense(vector.getDense()).build();
    }
}

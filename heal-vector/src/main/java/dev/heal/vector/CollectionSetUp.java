package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.vector.Request.Work;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantException;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a collection and its payload indexes where they are missing, and says how what is there differs from what is wanted. */
final class CollectionSetUp {

    private final Peers peers;
    private final Guard guard;

    CollectionSetUp(Peers peers, Guard guard) {
        this.peers = peers;
        this.guard = guard;
    }

    /**
     * Makes sure of a collection; nothing is ever deleted or changed.
     *
     * @return what it is like now
     * @throws IllegalStateException if it is there and differs
     */
    KnownSchema ensure(CreateCollection wanted, Map<String, PayloadSchemaType> indexes) {
        if (!exists()) {
            create(wanted);
        }
        CollectionInfo info = info();
        List<String> differences = differences(wanted, info, indexes);
        if (!differences.isEmpty()) {
            throw new IllegalStateException(prefix() + String.join("; ", differences)
                    + "; nothing was changed: use another name, or delete the collection yourself and fill it again");
        }
        Map<String, PayloadSchemaType> missing = new TreeMap<>(indexes);
        missing.keySet().removeAll(info.getPayloadSchemaMap().keySet());
        missing.forEach(this::index);
        KnownSchema known = KnownSchema.of(peers.collection(), missing.isEmpty() ? info : info());
        // whoever names no indexes may filter by what has none
        return indexes.isEmpty() ? known.withoutFields() : known;
    }

    private String prefix() {
        return "collection '" + peers.collection() + "': ";
    }

    private boolean exists() {
        CollectionExistsRequest request = CollectionExistsRequest.newBuilder()
                .setCollectionName(peers.collection())
                .build();
        return peers.call(
                guard,
                new Request<>(
                        Work.READ,
                        (wire, deadline) ->
                                Request.within(deadline, wire.collections()).collectionExists(request),
                        response -> response.getResult().getExists()));
    }

    private CollectionInfo info() {
        GetCollectionInfoRequest request = GetCollectionInfoRequest.newBuilder()
                .setCollectionName(peers.collection())
                .build();
        return peers.call(
                guard,
                new Request<>(
                        Work.READ,
                        (wire, deadline) ->
                                Request.within(deadline, wire.collections()).get(request),
                        GetCollectionInfoResponse::getResult));
    }

    private void create(CreateCollection wanted) {
        try {
            boolean unused = peers.call(
                    guard,
                    new Request<>(
                            Work.CHANGE,
                            (wire, deadline) -> Request.within(deadline, wire.collections())
                                    .create(Request.timed(
                                            deadline,
                                            wanted,
                                            seconds -> wanted.toBuilder()
                                                    .setTimeout(seconds)
                                                    .build())),
                            this::isDone));
        } catch (StatusRuntimeException e) {
            // a first try whose answer was lost has made it, or somebody else at the same time: it is looked at next
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private boolean isDone(CollectionOperationResponse response) {
        if (!response.getResult()) {
            throw new QdrantException(prefix() + "the server did not make it");
        }
        return true;
    }

    private void index(String field, PayloadSchemaType type) {
        FieldType fieldType = FieldType.valueOf("FieldType" + type.name());
        CreateFieldIndexCollection request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(peers.collection())
                .setWait(true)
                .setFieldName(field)
                .setFieldType(fieldType)
                .build();
        boolean unused = peers.call(
                guard,
                new Request<>(
                        Work.CHANGE,
                        (wire, deadline) -> Request.within(deadline, wire.points())
                                .createFieldIndex(Request.timed(
                                        deadline,
                                        request,
                                        seconds -> request.toBuilder()
                                                .setTimeout(seconds)
                                                .build())),
                        response -> Updates.isDone(peers.collection(), response.getResult())));
    }

    private static List<String> differences(
            CreateCollection wanted, CollectionInfo found, Map<String, PayloadSchemaType> indexes) {
        List<String> differences = new ArrayList<>();
        Map<String, VectorParams> there =
                KnownSchema.dense(found.getConfig().getParams().getVectorsConfig());
        new TreeMap<>(KnownSchema.dense(wanted.getVectorsConfig()))
                .forEach((name, params) -> dense(name, params, there.get(name), differences));
        Map<String, SparseVectorParams> sparse =
                found.getConfig().getParams().getSparseVectorsConfig().getMapMap();
        new TreeMap<>(wanted.getSparseVectorsConfig().getMapMap()).forEach((name, params) -> {
            SparseVectorParams is = sparse.get(name);
            if (is == null) {
                differences.add("sparse vector '" + name + "' must be there, is not; there are " + sparse.keySet());
            } else if (is.getModifier() != params.getModifier()) {
                differences.add("sparse vector '" + name + "' must have the modifier " + params.getModifier() + ", has "
                        + is.getModifier());
            }
        });
        new TreeMap<>(indexes).forEach((field, type) -> {
            PayloadSchemaInfo is = found.getPayloadSchemaMap().get(field);
            if (is != null && is.getDataType() != type) {
                differences.add("the index of '" + field + "' must be of type " + type + ", is " + is.getDataType());
            }
        });
        return differences;
    }

    private static void dense(String name, VectorParams wanted, @Nullable VectorParams is, List<String> differences) {
        String vector = name.isEmpty() ? "the unnamed vector" : "vector '" + name + "'";
        if (is == null) {
            differences.add(vector + " must be there, is not");
            return;
        }
        if (is.getSize() != wanted.getSize()) {
            differences.add(vector + " must have " + wanted.getSize() + " dimensions, has " + is.getSize());
        }
        if (is.getDistance() != wanted.getDistance()) {
            differences.add(vector + " must have the distance " + wanted.getDistance() + ", has " + is.getDistance());
        }
    }
}

package dev.heal.vector;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collections of texts about fruit, with dense vectors of length 2 and sparse ones of words; and how texts are embedded. */
final class Docs {

    static final String DENSE = "dense";
    static final String SPARSE = "sparse";

    private static final List<String> WORDS = List.of("apple", "pear", "plum");

    private Docs() {}

    static QdrantClient connect(int port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false).build());
    }

    /** A collection with one unnamed vector. */
    static void create(QdrantClient client, String name) {
        get(client.createCollectionAsync(name, dense()));
    }

    /** A collection with a dense and a sparse vector. */
    static void createHybrid(QdrantClient client, String name) {
        get(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder().putMap(DENSE, dense())))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap(SPARSE, SparseVectorParams.getDefaultInstance()))
                .build()));
    }

    static PointStruct point(long id, String text, float... vector) {
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.vectors(vector))
                .putPayload("text", ValueFactory.value(text))
                .build();
    }

    static PointStruct hybridPoint(long id, String text, float... vector) {
        SparseVector words = sparse(text);
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.namedVectors(Map.of(
                        DENSE, VectorFactory.vector(vector),
                        SPARSE, VectorFactory.vector(words.values(), words.indices()))))
                .putPayload("text", ValueFactory.value(text))
                .build();
    }

    static SparseVector sparse(String text) {
        Set<Integer> places = new TreeSet<>();
        for (String word : text.split(" ", -1)) {
            if (WORDS.contains(word)) {
                places.add(WORDS.indexOf(word));
            }
        }
        return new SparseVector(
                List.copyOf(places), places.stream().map(place -> 1f).toList());
    }

    static <T> T get(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the call failed", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static VectorParams dense() {
        return VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine).build();
    }
}

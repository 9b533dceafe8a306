package dev.heal.testbed.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorsFactory.vectors;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.PointsGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The unmodified client, and what every test does with it. */
final class TestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestClient() {}

    static QdrantClient connect(int port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false).build());
    }

    /** For requests that the client's own methods refuse to send, over the client's channel. */
    static PointsGrpc.PointsBlockingStub raw(QdrantClient client) {
        return PointsGrpc.newBlockingStub(client.grpcClient().channel());
    }

    /** The answer; a status of the server is thrown as it is. */
    static <T> T get(ListenableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StatusRuntimeException status) {
                throw status;
            }
            throw new AssertionError("the call failed without a status", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call did not end in " + PATIENCE, e);
        }
    }

    static void create(QdrantClient client, String name, int dim, Distance distance) {
        get(client.createCollectionAsync(
                name,
                VectorParams.newBuilder().setSize(dim).setDistance(distance).build()));
    }

    /** The collection "c" with a dense vector "title" of length 2 and a sparse one, "words". */
    static void createNamed(QdrantClient client) {
        get(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName("c")
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap(
                                        "title",
                                        VectorParams.newBuilder()
                                                .setSize(2)
                                                .setDistance(Distance.Dot)
                                                .build())))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()))
                .build()));
    }

    static void upsert(QdrantClient client, String name, PointStruct... points) {
        get(client.upsertAsync(name, List.of(points)));
    }

    static PointStruct point(long number, Map<String, Value> payload, float... vector) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(vector))
                .putAllPayload(payload)
                .build();
    }

    static float[] vector(Random random, int dim) {
        float[] vector = new float[dim];
        for (int i = 0; i < dim; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}

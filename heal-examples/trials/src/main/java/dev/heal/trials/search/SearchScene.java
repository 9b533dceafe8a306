package dev.heal.trials.search;

import dev.heal.testbed.QdrantServer;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A server in a process of its own, with 500 points of 384 dimensions and about 400 bytes of text each. Not thread-safe. */
public final class SearchScene implements AutoCloseable {

    static final String COLLECTION = "docs";
    static final int LIMIT = 10;

    private static final int DIMENSIONS = 384;
    private static final int POINTS = 500;
    private static final int QUERIES = 64;

    private final QdrantServer server;
    private final float[][] queries;

    private SearchScene(QdrantServer server, float[][] queries) {
        this.server = server;
        this.queries = queries;
    }

    /**
     * Starts and fills the server.
     *
     * @return the scene; close it to end the server
     */
    public static SearchScene launch() {
        Random random = new Random(1);
        QdrantServer server = QdrantServer.launch();
        try (QdrantClient client = connect(server.port())) {
            get(client.createCollectionAsync(
                    COLLECTION,
                    VectorParams.newBuilder()
                            .setSize(DIMENSIONS)
                            .setDistance(Distance.Cosine)
                            .build()));
            List<PointStruct> points = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                points.add(PointStruct.newBuilder()
                        .setId(PointIdFactory.id(i))
                        .setVectors(VectorsFactory.vectors(vector(random)))
                        .putPayload("text", ValueFactory.value("words ".repeat(65) + i))
                        .putPayload("url", ValueFactory.value("https://docs.example/page/" + i))
                        .build());
            }
            get(client.upsertAsync(COLLECTION, points));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        float[][] queries = new float[QUERIES][];
        for (int i = 0; i < QUERIES; i++) {
            queries[i] = vector(random);
        }
        return new SearchScene(server, queries);
    }

    /**
     * The client with its defaults.
     *
     * @return a new one, on a connection of its own
     */
    public PlainSearch plain() {
        return new PlainSearch(connect(server.port()), queries);
    }

    /**
     * The same client behind a guard with its defaults.
     *
     * @return a new one, on a connection of its own
     */
    public HealSearch heal() {
        return new HealSearch(connect(server.port()), queries);
    }

    @Override
    public void close() {
        server.close();
    }

    static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static QdrantClient connect(int port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false).build());
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}

package dev.heal.scraper.store;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.time.Deadline;
import dev.heal.vector.QdrantSearch;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The collection of chunks: made if it is not there, checked if it is. Existing data is never deleted. */
public final class DocsCollection {

    /** The name of the dense vector. */
    public static final String DENSE = ChunkPoints.DENSE;

    /** The name of the sparse vector. */
    public static final String SPARSE = ChunkPoints.SPARSE;

    private final QdrantClient client;
    private final String name;
    private final Guard guard;

    /**
     * A collection.
     *
     * @param client the application's client
     * @param name its name
     * @param guard the guard of the database
     */
    public DocsCollection(QdrantClient client, String name, Guard guard) {
        this.client = client;
        this.name = name;
        this.guard = guard.classifying(QdrantSearch.failures());
    }

    /**
     * Makes the collection if it is not there.
     *
     * @param dimensions length of the dense vectors
     * @throws IllegalStateException if there is one with dense vectors of another length
     */
    public void prepare(int dimensions) {
        if (!exists()) {
            create(dimensions);
        }
        CollectionInfo info = call(deadline -> client.getCollectionInfoAsync(name, deadline.remaining()));
        long found = info.getConfig()
                .getParams()
                .getVectorsConfig()
                .getParamsMap()
                .getMapOrDefault(DENSE, VectorParams.getDefaultInstance())
                .getSize();
        if (found != dimensions) {
            throw new IllegalStateException("collection '" + name + "': vector '" + DENSE + "' must have " + dimensions
                    + " dimensions for this embedder, has " + found
                    + "; set scraper.collection to another name, or scraper.embedder to the one it was made with");
        }
    }

    private boolean exists() {
        return call(deadline -> client.collectionExistsAsync(name, deadline.remaining()));
    }

    private void create(int dimensions) {
        try {
            call(deadline -> client.createCollectionAsync(collection(dimensions), deadline.remaining()));
        } catch (RuntimeException e) {
            // a first try whose answer was lost has made it, and the second one is told so
            if (!exists()) {
                throw e;
            }
        }
    }

    private CreateCollection collection(int dimensions) {
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap(
                                        DENSE,
                                        VectorParams.newBuilder()
                                                .setSize(dimensions)
                                                .setDistance(Distance.Cosine)
                                                .build())))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap(SPARSE, SparseVectorParams.getDefaultInstance()))
                .build();
    }

    private <T> T call(Function<Deadline, Future<T>> call) {
        return guard.call(Effect.IDEMPOTENT, deadline -> {
            try {
                return call.apply(deadline).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("collection '" + name + "': interrupted", e);
            }
        });
    }
}

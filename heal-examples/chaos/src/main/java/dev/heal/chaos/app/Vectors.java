package dev.heal.chaos.app;

import com.google.common.util.concurrent.ListenableFuture;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.vector.Embedder;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The vector server by its client alone. Safe for use by many threads. */
final class Vectors {

    private final Embedder embedder = new HashingEmbedder();
    private final QdrantClient client;

    Vectors(QdrantClient client) {
        this.client = client;
    }

    /** The ids of what is nearest, best first. */
    List<Long> search(String text) throws Exception {
        List<ScoredPoint> found = answer(client.queryAsync(QueryPoints.newBuilder()
                .setCollectionName(Schema.COLLECTION)
                .setQuery(QueryFactory.nearest(embedder.embed(text)))
                .setLimit(Stores.LIMIT)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .build()));
        return found.stream().map(point -> point.getId().getNum()).toList();
    }

    void upsert(Document document) throws Exception {
        answer(client.upsertAsync(Schema.COLLECTION, List.of(document.point(embedder))));
    }

    private static <T> T answer(ListenableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception own ? own : e;
        }
    }
}

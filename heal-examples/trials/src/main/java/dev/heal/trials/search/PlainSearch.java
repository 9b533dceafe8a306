package dev.heal.trials.search;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;

/** Searches as a host writes them: without a deadline, as that is the client's default. */
public final class PlainSearch implements AutoCloseable {

    private final QdrantClient client;
    private final float[][] queries;

    PlainSearch(QdrantClient client, float[][] queries) {
        this.client = client;
        this.queries = queries;
    }

    /**
     * Makes one search and reads its hits.
     *
     * @param number which query
     * @return a number that depends on every hit
     */
    public double search(int number) {
        double sum = 0;
        for (ScoredPoint hit : SearchScene.get(client.queryAsync(QueryPoints.newBuilder()
                .setCollectionName(SearchScene.COLLECTION)
                .setQuery(QueryFactory.nearest(queries[number % queries.length]))
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .setLimit(SearchScene.LIMIT)
                .build()))) {
            sum += hit.getScore()
                    + hit.getPayloadOrThrow("text").getStringValue().length();
        }
        return sum;
    }

    @Override
    public void close() {
        client.close();
    }
}

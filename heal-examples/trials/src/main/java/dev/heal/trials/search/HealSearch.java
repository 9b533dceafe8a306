package dev.heal.trials.search;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import dev.heal.vector.QdrantSearch;
import dev.heal.vector.SparseVector;
import dev.heal.vector.VectorHit;
import dev.heal.vector.VectorQuery;
import io.qdrant.client.QdrantClient;

/** The same searches through {@link QdrantSearch}. */
public final class HealSearch implements AutoCloseable {

    private final QdrantClient client;
    private final float[][] queries;
    private final HealRuntime runtime = HealRuntime.system();
    private final QdrantSearch search;

    HealSearch(QdrantClient client, float[][] queries) {
        this.client = client;
        this.queries = queries;
        this.search = new QdrantSearch(
                client, SearchScene.COLLECTION, new Guard("vectors", Live.of(new GuardSettings()), runtime));
    }

    /**
     * Makes one search and reads its hits.
     *
     * @param number which query
     * @return a number that depends on every hit
     */
    public double search(int number) {
        double sum = 0;
        VectorQuery query = VectorQuery.of(queries[number % queries.length], SparseVector.EMPTY, SearchScene.LIMIT);
        for (VectorHit hit : search.search(query)) {
            sum += hit.score() + hit.text("text").length();
        }
        return sum;
    }

    @Override
    public void close() {
        client.close();
        runtime.close();
    }
}

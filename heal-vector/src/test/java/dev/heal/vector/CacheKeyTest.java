package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Guard;
import io.qdrant.client.QdrantClient;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CacheKeyTest {

    private final Bench bench = new Bench();
    private final Guard guard = bench.guard("vectors", Bench.PATIENT);
    // never connects: requests are only built
    private final QdrantClient client = Docs.connect(1);

    @AfterEach
    void close() {
        client.close();
        bench.close();
    }

    @Test
    void equalQuestionsHaveEqualKeys() {
        assertThat(key("docs", new TestEmbedder(), "apple", 10))
                .isEqualTo(key("docs", new TestEmbedder(), "apple", 10))
                .matches("hv:2:\\{docs}:[0-9a-f]{32}");
    }

    @Test
    void zeroAndNegativeZeroAreOneQuestion() {
        QdrantSearch search = new QdrantSearch(client, "docs", guard);
        String zero = key(search.request(VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 1)), "m");
        String negative = key(search.request(VectorQuery.of(new float[] {1f, -0f}, SparseVector.EMPTY, 1)), "m");

        assertThat(zero).isEqualTo(negative);
    }

    @Test
    void differentQuestionsHaveDifferentKeys() {
        Set<String> keys = new TreeSet<>();
        keys.add(key("docs", new TestEmbedder(), "apple", 10));
        keys.add(key("docs", new TestEmbedder("test-2", 2), "apple", 10));
        keys.add(key("docs", new TestEmbedder(), "pear", 10));
        keys.add(key("docs", new TestEmbedder(), "apple", 11));
        keys.add(key("other", new TestEmbedder(), "apple", 10));
        QdrantSearch hybrid = new QdrantSearch(client, "docs", guard).using(Docs.DENSE, Docs.SPARSE);
        keys.add(key(hybrid.request(VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 10)), "test-1"));
        keys.add(key(hybrid.request(VectorQuery.of(new float[] {1f, 0f}, Docs.sparse("apple"), 10)), "test-1"));
        keys.add(key(hybrid.request(VectorQuery.of(new float[] {1f, 0f}, Docs.sparse("pear"), 10)), "test-1"));

        assertThat(keys).hasSize(8);
    }

    private String key(String collection, Embedder embedder, String text, int limit) {
        QdrantSearch search = new QdrantSearch(client, collection, guard);
        return key(
                search.request(VectorQuery.of(embedder.embed(text), embedder.sparse(text), limit)), embedder.modelId());
    }

    private static String key(io.qdrant.client.grpc.Points.QueryPoints request, String model) {
        return CacheKey.of(request, "", model).text();
    }
}

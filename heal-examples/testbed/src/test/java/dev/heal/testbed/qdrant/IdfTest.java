package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sparse vectors with inverse document frequencies ("rare") next to ones without ("plain"), same contents. */
final class IdfTest {
    private static final int POINTS = 200;
    private static final int TERMS = 60;
    private static final int LIMIT = 1000; // all

    @TempDir
    private Path directory;

    private final Random random = new Random(23);
    private final Map<Long, Map<Integer, Float>> stored = new TreeMap<>();
    private EmbeddedQdrant server;
    private QdrantClient client;

    @BeforeEach
    void fill() throws IOException {
        start();
        get(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName("c")
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                        .putMap(
                                "rare",
                                SparseVectorParams.newBuilder()
                                        .setModifier(Modifier.Idf)
                                        .build())
                        .putMap("plain", SparseVectorParams.getDefaultInstance()))
                .build()));
        for (long number = 0; number < POINTS; number++) {
            upsert(number, terms());
        }
    }

    private void start() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory().withStorage(directory));
        client = TestClient.connect(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void scoresAreWeighedByTheFormula() {
        get(client.deleteAsync("c", Filter.getDefaultInstance())); // every point
        upsert(1, Map.of(1, 2f, 2, 1f));
        upsert(2, Map.of(1, 1f));
        upsert(3, Map.of(3, 1f));

        List<Naive.Hit> found = query(sparse("rare", Map.of(1, 1f, 2, 3f, 9, 1f)));

        // 3 points with a vector, 2 of them with dimension 1, one with dimension 2.
        double first = Math.log((3 - 2 + 0.5) / (2 + 0.5) + 1);
        double second = Math.log((3 - 1 + 0.5) / (1 + 0.5) + 1);
        assertThat(found).extracting(Naive.Hit::number).containsExactly(1L, 2L);
        assertThat(found.get(0).score()).isCloseTo(2 * first + 3 * second, within(1e-5));
        assertThat(found.get(1).score()).isCloseTo(first, within(1e-5));
    }

    @Test
    void frequenciesFollowEveryKindOfChange() {
        for (int round = 0; round < 150; round++) {
            change(random.nextInt(6), random.nextInt(POINTS + 20));
            if (round % 5 == 0) {
                requireNaiveAnswers();
            }
        }
        requireNaiveAnswers();
    }

    private void change(int kind, long number) {
        boolean known = stored.containsKey(number);
        if (kind == 0) {
            get(client.deleteAsync("c", List.of(id(number))));
            stored.remove(number);
        } else if (kind == 1 && known) {
            get(client.deleteVectorsAsync("c", List.of("rare", "plain"), List.of(id(number))));
            stored.put(number, Map.of());
        } else if (kind == 2 && known) {
            stored.put(number, terms());
            get(client.updateVectorsAsync(
                    "c",
                    List.of(PointVectors.newBuilder()
                            .setId(id(number))
                            .setVectors(namedVectors(vectors(stored.get(number))))
                            .build())));
        } else if (kind == 3) {
            upsert(number, Map.of()); // an empty vector is stored, but is no document
        } else if (kind == 4) {
            upsertVectors(number, Map.of());
            stored.put(number, Map.of());
        } else {
            upsert(number, terms());
        }
    }

    @Test
    void frequenciesAndSettingsSurviveARestart() throws IOException {
        for (long number = 0; number < POINTS; number += 3) {
            change((int) number % 6, number);
        }
        stop();
        start();

        requireNaiveAnswers();
        assertThat(get(client.getCollectionInfoAsync("c"))
                        .getConfig()
                        .getParams()
                        .getSparseVectorsConfig()
                        .getMapMap())
                .hasSize(2)
                .containsEntry(
                        "rare",
                        SparseVectorParams.newBuilder()
                                .setModifier(Modifier.Idf)
                                .build());
    }

    @Test
    void storedVectorsAreReturnedUnweighed() {
        List<ScoredPoint> found = get(client.queryAsync(sparse("rare", Map.of(7, 1f))
                .setCollectionName("c")
                .setWithVectors(WithVectorsSelectorFactory.enable(true))
                .build()));

        assertThat(found).isNotEmpty().allSatisfy(point -> {
            Map<String, VectorOutput> vectors = point.getVectors().getVectors().getVectorsMap();
            assertThat(vectors.get("rare")).isEqualTo(vectors.get("plain"));
        });
    }

    @Test
    void exampleByIdIsWeighedToo() {
        List<Naive.Hit> found =
                query(QueryPoints.newBuilder().setQuery(nearest(42)).setUsing("rare"));

        // Left out of the results, but a document like any other.
        List<Naive.Hit> others = naive(stored.get(42L)).stream()
                .filter(hit -> hit.number() != 42)
                .toList();
        Naive.requireSame(found, others, 1e-4);
    }

    @Test
    void prefetchesAndRescoringAreWeighed() {
        Map<Integer, Float> words = terms();
        PrefetchQuery rare = prefetch("rare", words);

        List<Naive.Hit> fused = query(QueryPoints.newBuilder().addPrefetch(rare).setQuery(fusion(Fusion.RRF)));
        List<Naive.Hit> rescored = query(sparse("rare", words).addPrefetch(prefetch("plain", words)));

        assertThat(fused)
                .extracting(Naive.Hit::number)
                .containsExactlyElementsOf(
                        naive(words).stream().map(Naive.Hit::number).toList());
        Naive.requireSame(rescored, naive(words), 1e-4);
    }

    @Test
    void batchesAreWeighedQueryByQuery() {
        Map<Integer, Float> one = terms();
        Map<Integer, Float> two = terms();

        List<BatchResult> queries = get(client.queryBatchAsync(
                "c",
                List.of(
                        sparse("rare", one).setLimit(LIMIT).build(),
                        sparse("rare", two).setLimit(LIMIT).build())));
        List<BatchResult> searches = get(client.searchBatchAsync("c", List.of(search(one), search(two)), null));

        for (List<BatchResult> results : List.of(queries, searches)) {
            assertThat(results).hasSize(2);
            Naive.requireSame(Naive.hits(results.get(0).getResultList()), naive(one), 1e-4);
            Naive.requireSame(Naive.hits(results.get(1).getResultList()), naive(two), 1e-4);
        }
    }

    private void requireNaiveAnswers() {
        Map<Integer, Float> words = terms();
        Naive.requireSame(query(sparse("rare", words)), naive(words), 1e-4);
        Naive.requireSame(query(sparse("plain", words)), Naive.sparse(stored, Naive.unweighed(words), LIMIT), 1e-4);
    }

    private List<Naive.Hit> naive(Map<Integer, Float> query) {
        return Naive.sparse(stored, Naive.weighed(stored, query), LIMIT);
    }

    private List<Naive.Hit> query(QueryPoints.Builder request) {
        return Naive.hits(get(
                client.queryAsync(request.setCollectionName("c").setLimit(LIMIT).build())));
    }

    private static QueryPoints.Builder sparse(String using, Map<Integer, Float> words) {
        return QueryPoints.newBuilder().setQuery(nearestTo(words)).setUsing(using);
    }

    private static PrefetchQuery prefetch(String using, Map<Integer, Float> words) {
        return PrefetchQuery.newBuilder()
                .setQuery(nearestTo(words))
                .setUsing(using)
                .setLimit(LIMIT)
                .build();
    }

    private static Query nearestTo(Map<Integer, Float> words) {
        return nearest(List.copyOf(words.values()), List.copyOf(words.keySet()));
    }

    private static SearchPoints search(Map<Integer, Float> words) {
        return SearchPoints.newBuilder()
                .setVectorName("rare")
                .setSparseIndices(SparseIndices.newBuilder().addAllData(words.keySet()))
                .addAllVector(words.values())
                .setLimit(LIMIT)
                .build();
    }

    // Terms of small numbers are common, large ones are rare.
    private Map<Integer, Float> terms() {
        Map<Integer, Float> terms = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            terms.put(random.nextInt(1 + random.nextInt(TERMS)), 0.1f + random.nextFloat());
        }
        return terms;
    }

    private void upsert(long number, Map<Integer, Float> terms) {
        upsertVectors(number, vectors(terms));
        stored.put(number, terms);
    }

    private void upsertVectors(long number, Map<String, Vector> vectors) {
        get(client.upsertAsync(
                "c",
                List.of(PointStruct.newBuilder()
                        .setId(id(number))
                        .setVectors(namedVectors(vectors))
                        .build())));
    }

    private static Map<String, Vector> vectors(Map<Integer, Float> terms) {
        Vector vector = vector(List.copyOf(terms.values()), List.copyOf(terms.keySet()));
        return Map.of("rare", vector, "plain", vector);
    }
}

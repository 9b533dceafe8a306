package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A collection with a dense and a sparse vector per point, queried in every way that is served. */
final class QueryTest {
    private static final int DIM = 8;
    private static final int POINTS = 300;
    private static final int TERMS = 40;

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    private final Random random = new Random(11);
    private final Map<Long, float[]> dense = new TreeMap<>();
    private final Map<Long, Map<Integer, Float>> sparse = new TreeMap<>();

    @BeforeEach
    void fill() {
        get(qdrant.client()
                .createCollectionAsync(CreateCollection.newBuilder()
                        .setCollectionName("c")
                        .setVectorsConfig(VectorsConfig.newBuilder()
                                .setParamsMap(VectorParamsMap.newBuilder()
                                        .putMap(
                                                "dense",
                                                VectorParams.newBuilder()
                                                        .setSize(DIM)
                                                        .setDistance(Distance.Cosine)
                                                        .build())))
                        .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                .putMap("sparse", SparseVectorParams.getDefaultInstance()))
                        .build()));
        List<PointStruct> points = new ArrayList<>();
        for (long number = 0; number < POINTS; number++) {
            dense.put(number, TestClient.vector(random, DIM));
            sparse.put(number, terms());
            points.add(PointStruct.newBuilder()
                    .setId(id(number))
                    .putPayload("group", value(number % 3))
                    .setVectors(namedVectors(
                            Map.of("dense", vector(dense.get(number)), "sparse", sparse(sparse.get(number)))))
                    .build());
        }
        get(qdrant.client().upsertAsync("c", points));
    }

    private Map<Integer, Float> terms() {
        Map<Integer, Float> terms = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            terms.put(random.nextInt(TERMS), random.nextFloat());
        }
        return terms;
    }

    private static Points.Vector sparse(Map<Integer, Float> terms) {
        return vector(List.copyOf(terms.values()), List.copyOf(terms.keySet()));
    }

    @Test
    void nearestByVector() {
        float[] query = TestClient.vector(random, DIM);

        List<ScoredPoint> found = query(QueryPoints.newBuilder()
                .setQuery(nearest(query))
                .setUsing("dense")
                .setLimit(20)
                .setOffset(5));

        Naive.requireSame(Naive.hits(found), naiveDense(query, 25).subList(5, 25), 1e-5);
    }

    @Test
    void tenResultsUnlessALimitIsGiven() {
        assertThat(query(QueryPoints.newBuilder()
                        .setQuery(nearest(TestClient.vector(random, DIM)))
                        .setUsing("dense")))
                .hasSize(10);
    }

    @Test
    void nearestByPointIdLeavesThePointOut() {
        List<ScoredPoint> found = query(
                QueryPoints.newBuilder().setQuery(nearest(42)).setUsing("dense").setLimit(5));

        Naive.requireSame(Naive.hits(found), naiveDense(dense.get(42L), 6).subList(1, 6), 1e-5);
    }

    @Test
    void sparseFindsOnlyPointsThatShareADimension() {
        Map<Integer, Float> query = Map.of(3, 1f, 17, 0.5f);

        List<ScoredPoint> found = query(sparseQuery(query).setUsing("sparse").setLimit(POINTS));

        Naive.requireSame(Naive.hits(found), naiveSparse(query, POINTS), 1e-5);
        assertThat(found).hasSizeLessThan(POINTS / 2);
    }

    @Test
    void reciprocalRankFusionUsesPlacesOnly() {
        float[] query = TestClient.vector(random, DIM);
        Map<Integer, Float> words = Map.of(1, 1f, 2, 2f, 3, 1f);

        List<ScoredPoint> found =
                query(hybrid(query, words).setQuery(fusion(Fusion.RRF)).setLimit(30));

        Naive.requireSame(Naive.hits(found), naiveRrf(query, words, 2, 1, 1), 1e-6);
    }

    @Test
    void reciprocalRankFusionTakesKAndWeights() {
        float[] query = TestClient.vector(random, DIM);
        Map<Integer, Float> words = Map.of(1, 1f, 2, 2f, 3, 1f);

        List<ScoredPoint> found = query(hybrid(query, words)
                .setQuery(rrf(
                        Rrf.newBuilder().setK(7).addWeights(3).addWeights(0.5f).build()))
                .setLimit(30));

        Naive.requireSame(Naive.hits(found), naiveRrf(query, words, 7, 3, 0.5), 1e-6);
    }

    @Test
    void distributionBasedFusionUsesScores() {
        float[] query = TestClient.vector(random, DIM);
        Map<Integer, Float> words = Map.of(1, 1f, 2, 2f, 3, 1f);

        List<ScoredPoint> found =
                query(hybrid(query, words).setQuery(fusion(Fusion.DBSF)).setLimit(30));

        Map<Long, Double> expected = new HashMap<>();
        addNormalised(expected, naiveDense(query, 20));
        addNormalised(expected, naiveSparse(words, 15));
        Naive.requireSame(Naive.hits(found), Naive.ranked(expected, 30), 1e-4);
    }

    @Test
    void prefetchedPointsAreRescored() {
        float[] query = TestClient.vector(random, DIM);
        Map<Integer, Float> words = Map.of(1, 1f, 2, 2f);

        List<ScoredPoint> found = query(QueryPoints.newBuilder()
                .addPrefetch(PrefetchQuery.newBuilder()
                        .setQuery(sparseQuery(words).getQuery())
                        .setUsing("sparse")
                        .setLimit(12))
                .setQuery(nearest(query))
                .setUsing("dense")
                .setLimit(5));

        List<Long> candidates =
                naiveSparse(words, 12).stream().map(Naive.Hit::number).toList();
        Naive.requireSame(
                Naive.hits(found), Naive.search(Distance.Cosine, dense, query, candidates::contains, 5), 1e-5);
    }

    @Test
    void rootFilterHoldsForPrefetchesToo() {
        Filter group = Filter.newBuilder().addMust(match("group", 1)).build();

        List<ScoredPoint> found = query(hybrid(TestClient.vector(random, DIM), Map.of(1, 1f, 2, 1f))
                .setQuery(fusion(Fusion.RRF))
                .setFilter(group)
                .setLimit(50));

        assertThat(found).hasSizeGreaterThan(20).allMatch(point -> point.getId().getNum() % 3 == 1);
    }

    @Test
    void prefetchesNest() {
        float[] query = TestClient.vector(random, DIM);
        PrefetchQuery inner = PrefetchQuery.newBuilder()
                .setQuery(nearest(query))
                .setUsing("dense")
                .setLimit(10)
                .setFilter(Filter.newBuilder().addMust(match("group", 2)))
                .build();

        List<ScoredPoint> found = query(QueryPoints.newBuilder()
                .addPrefetch(PrefetchQuery.newBuilder()
                        .addPrefetch(inner)
                        .setQuery(fusion(Fusion.RRF))
                        .setLimit(4))
                .setQuery(fusion(Fusion.RRF))
                .setScoreThreshold(0.25f));

        // Places 0 to 3 of one list: 1/2, 1/3, 1/4, 1/5; a fusion's threshold lets its own value pass.
        List<Naive.Hit> best = Naive.search(Distance.Cosine, dense, query, number -> number % 3 == 2, 3);
        assertThat(Naive.hits(found))
                .extracting(Naive.Hit::number)
                .containsExactlyElementsOf(best.stream().map(Naive.Hit::number).toList());
    }

    @Test
    void withoutAQueryPointsComeInIdOrder() {
        List<ScoredPoint> found = query(QueryPoints.newBuilder()
                .setFilter(Filter.newBuilder().addMust(match("group", 1)))
                .setOffset(1)
                .setLimit(2));

        assertThat(found).extracting(ScoredPoint::getId).containsExactly(id(4), id(7));
    }

    @Test
    void batchAnswersEachQueryInItsPlace() {
        QueryPoints first = QueryPoints.newBuilder().setLimit(1).build();
        QueryPoints second = QueryPoints.newBuilder().setLimit(1).setOffset(9).build();

        List<BatchResult> results = get(qdrant.client().queryBatchAsync("c", List.of(first, second)));

        assertThat(results).extracting(result -> result.getResult(0).getId()).containsExactly(id(0), id(9));
    }

    private List<ScoredPoint> query(QueryPoints.Builder request) {
        return get(qdrant.client().queryAsync(request.setCollectionName("c").build()));
    }

    private static QueryPoints.Builder hybrid(float[] query, Map<Integer, Float> words) {
        return QueryPoints.newBuilder()
                .addPrefetch(PrefetchQuery.newBuilder()
                        .setQuery(nearest(query))
                        .setUsing("dense")
                        .setLimit(20))
                .addPrefetch(PrefetchQuery.newBuilder()
                        .setQuery(sparseQuery(words).getQuery())
                        .setUsing("sparse")
                        .setLimit(15));
    }

    private static QueryPoints.Builder sparseQuery(Map<Integer, Float> words) {
        return QueryPoints.newBuilder().setQuery(nearest(List.copyOf(words.values()), List.copyOf(words.keySet())));
    }

    private List<Naive.Hit> naiveDense(float[] query, int limit) {
        return Naive.search(Distance.Cosine, dense, query, number -> true, limit);
    }

    private List<Naive.Hit> naiveSparse(Map<Integer, Float> query, int limit) {
        return Naive.sparse(sparse, Naive.unweighed(query), limit);
    }

    private List<Naive.Hit> naiveRrf(float[] query, Map<Integer, Float> words, int k, double first, double second) {
        Map<Long, Double> scores = new HashMap<>();
        addPlaces(scores, naiveDense(query, 20), k, first);
        addPlaces(scores, naiveSparse(words, 15), k, second);
        return Naive.ranked(scores, 30);
    }

    private static void addPlaces(Map<Long, Double> scores, List<Naive.Hit> hits, int k, double weight) {
        for (int place = 0; place < hits.size(); place++) {
            scores.merge(hits.get(place).number(), 1 / ((place + 1) / weight + k - 1), Double::sum);
        }
    }

    private static void addNormalised(Map<Long, Double> scores, List<Naive.Hit> hits) {
        double mean = hits.stream().mapToDouble(Naive.Hit::score).average().orElse(0);
        double variance = hits.stream()
                        .mapToDouble(hit -> (hit.score() - mean) * (hit.score() - mean))
                        .sum()
                / (hits.size() - 1);
        double low = mean - 3 * Math.sqrt(variance);
        double high = mean + 3 * Math.sqrt(variance);
        hits.forEach(hit -> scores.merge(hit.number(), (hit.score() - low) / (high - low), Double::sum));
    }
}

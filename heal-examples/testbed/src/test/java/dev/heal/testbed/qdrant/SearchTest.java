package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SearchTest {
    private static final int DIM = 19; // neither a multiple of eight nor of two
    private static final int POINTS = 1500; // more than one block of rows

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @ParameterizedTest
    @EnumSource(
            value = Distance.class,
            names = {"Cosine", "Dot", "Euclid", "Manhattan"})
    void findsWhatANaiveScanFinds(Distance distance) {
        Random random = new Random(distance.getNumber());
        Map<Long, float[]> points = fill(distance, random);

        for (int i = 0; i < 10; i++) {
            float[] query = TestClient.vector(random, DIM);
            SearchPoints.Builder search = search(query).setLimit(25);
            Naive.requireSame(
                    Naive.hits(get(qdrant.client().searchAsync(search.build()))),
                    Naive.search(distance, points, query, number -> true, 25),
                    1e-4);
            search.setFilter(Filter.newBuilder().addMust(match("group", 3))).setOffset(5);
            List<Naive.Hit> inGroup = Naive.search(distance, points, query, number -> number % 7 == 3, 30);
            Naive.requireSame(
                    Naive.hits(get(qdrant.client().searchAsync(search.build()))), inGroup.subList(5, 30), 1e-4);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Distance.class,
            names = {"Cosine", "Dot", "Euclid", "Manhattan"})
    void thresholdKeepsOnlyBetterScores(Distance distance) {
        Random random = new Random(distance.getNumber());
        fill(distance, random);
        SearchPoints.Builder search = search(TestClient.vector(random, DIM)).setLimit(10);
        List<Naive.Hit> all = Naive.hits(get(qdrant.client().searchAsync(search.build())));

        search.setScoreThreshold((float) all.get(4).score());

        assertThat(Naive.hits(get(qdrant.client().searchAsync(search.build())))).isEqualTo(all.subList(0, 4));
    }

    @Test
    void equalScoresComeInIdOrder() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        List<PointStruct> points = new ArrayList<>();
        for (int number = 40; number > 0; number--) {
            points.add(point(number, Map.of(), 1, 0));
        }
        get(qdrant.client().upsertAsync("c", points));

        List<ScoredPoint> found = get(qdrant.client()
                .searchAsync(search(new float[] {1, 1}).setLimit(3).build()));

        assertThat(found).extracting(ScoredPoint::getId).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void hitsShowPayloadAndVectorOnlyIfAskedTo() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Cosine);
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of("a", value(1)), 0, 2));
        SearchPoints.Builder search = search(new float[] {0, 1}).setLimit(1);

        ScoredPoint bare = get(qdrant.client().searchAsync(search.build())).get(0);
        ScoredPoint full = get(qdrant.client()
                        .searchAsync(search.setWithPayload(WithPayloadSelectorFactory.enable(true))
                                .setWithVectors(WithVectorsSelectorFactory.enable(true))
                                .build()))
                .get(0);

        assertThat(bare.getPayloadMap()).isEmpty();
        assertThat(bare.hasVectors()).isFalse();
        assertThat(full.getPayloadMap()).containsEntry("a", value(1));
        assertThat(VectorOutputHelper.getDenseVector(full.getVectors().getVector())
                        .getDataList())
                .containsExactly(0f, 1f);
        assertThat(full.getScore()).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void batchAnswersEachSearchInItsPlace() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0), point(2, Map.of(), 0, 1));
        // The params tune approximate indexes; an exact search may ignore them.
        SearchPoints first = search(new float[] {1, 0})
                .setLimit(1)
                .setParams(SearchParams.newBuilder().setHnswEf(64).setExact(true))
                .build();
        SearchPoints second = search(new float[] {0, 1}).setLimit(1).build();

        List<BatchResult> results = get(qdrant.client().searchBatchAsync("c", List.of(first, second), null));

        assertThat(results).extracting(result -> result.getResult(0).getId()).containsExactly(id(1), id(2));
    }

    private Map<Long, float[]> fill(Distance distance, Random random) {
        TestClient.create(qdrant.client(), "c", DIM, distance);
        Map<Long, float[]> points = new TreeMap<>();
        List<PointStruct> batch = new ArrayList<>();
        for (long number = 0; number < POINTS; number++) {
            float[] vector = TestClient.vector(random, DIM);
            points.put(number, vector);
            batch.add(point(number, Map.of("group", value(number % 7)), vector));
        }
        get(qdrant.client().upsertAsync("c", batch));
        return points;
    }

    private static SearchPoints.Builder search(float[] query) {
        return SearchPoints.newBuilder().setCollectionName("c").addAllVector(Floats.asList(query));
    }
}

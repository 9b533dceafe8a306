package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SparseIndices;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PointsTest {
    private static final UUID LOW_UUID = UUID.fromString("10000000-0000-0000-0000-000000000001");
    private static final UUID HIGH_UUID = UUID.fromString("f0000000-0000-0000-0000-000000000001");

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @Test
    void upsertReplacesVectorAndPayloadOfAPoint() {
        createUnnamed();
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of("a", value(1), "b", value(2)), 1, 0));

        TestClient.upsert(qdrant.client(), "c", point(1, Map.of("a", value(3)), 0, 1));

        RetrievedPoint stored = one(id(1));
        assertThat(stored.getPayloadMap()).isEqualTo(Map.of("a", value(3)));
        assertThat(dense(stored.getVectors())).containsExactly(0f, 1f);
        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(1);
    }

    @Test
    void cosineVectorsAreStoredAndReturnedNormalised() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Cosine);
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 3, 4), point(2, Map.of(), 0, 0));

        assertThat(dense(one(id(1)).getVectors())).containsExactly(0.6f, 0.8f);
        assertThat(dense(one(id(2)).getVectors())).containsExactly(0f, 0f);
    }

    @Test
    void operationNumbersGrow() {
        createUnnamed();

        UpdateResult first = get(qdrant.client().upsertAsync("c", List.of(point(1, Map.of(), 1, 0))));
        UpdateResult second = get(qdrant.client().deleteAsync("c", List.of(id(1))));

        assertThat(second.getOperationId()).isGreaterThan(first.getOperationId());
        assertThat(List.of(first.getStatus(), second.getStatus())).containsOnly(UpdateStatus.Completed);
    }

    @Test
    void pointsAreDeletedByIdAndByFilter() {
        createUnnamed();
        TestClient.upsert(
                qdrant.client(),
                "c",
                point(1, Map.of("lang", value("en")), 1, 0),
                point(2, Map.of("lang", value("de")), 1, 0),
                point(3, Map.of("lang", value("en")), 1, 0));

        get(qdrant.client().deleteAsync("c", List.of(id(1), id(99))));
        get(qdrant.client()
                .deleteAsync(
                        "c",
                        Filter.newBuilder().addMust(matchKeyword("lang", "en")).build()));

        assertThat(scroll(ScrollPoints.newBuilder())).containsExactly(id(2));
    }

    @Test
    void slotsOfDeletedPointsAreUsedAgainWithoutTraces() {
        createUnnamed();
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of("a", value(1)), 1, 0));
        get(qdrant.client().deleteAsync("c", List.of(id(1))));

        TestClient.upsert(
                qdrant.client(),
                "c",
                PointStruct.newBuilder()
                        .setId(id(2))
                        .setVectors(namedVectors(Map.of()))
                        .build());

        RetrievedPoint stored = one(id(2));
        assertThat(stored.getPayloadMap()).isEmpty();
        assertThat(stored.getVectors().getVectors().getVectorsMap()).isEmpty();
    }

    @Test
    void insertOnlyKeepsAndUpdateOnlyAddsNothing() {
        createUnnamed();
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of("v", value("old")), 1, 0));

        upsert(UpdateMode.InsertOnly, point(1, Map.of("v", value("new")), 1, 0), point(2, Map.of(), 1, 0));
        upsert(UpdateMode.UpdateOnly, point(2, Map.of("v", value("new")), 1, 0), point(3, Map.of(), 1, 0));

        assertThat(one(id(1)).getPayloadMap()).containsEntry("v", value("old"));
        assertThat(one(id(2)).getPayloadMap()).containsEntry("v", value("new"));
        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(2);
    }

    @Test
    void updateFilterSparesExistingPointsThatDoNotMatch() {
        createUnnamed();
        TestClient.upsert(
                qdrant.client(),
                "c",
                point(1, Map.of("state", value("open")), 1, 0),
                point(2, Map.of("state", value("done")), 1, 0));

        get(qdrant.client()
                .upsertAsync(UpsertPoints.newBuilder()
                        .setCollectionName("c")
                        .addPoints(point(1, Map.of("state", value("new")), 1, 0))
                        .addPoints(point(2, Map.of("state", value("new")), 1, 0))
                        .setUpdateFilter(Filter.newBuilder().addMust(matchKeyword("state", "open")))
                        .build()));

        assertThat(one(id(1)).getPayloadMap()).containsEntry("state", value("new"));
        assertThat(one(id(2)).getPayloadMap()).containsEntry("state", value("done"));
    }

    @Test
    void scrollGoesThroughAllPointsInIdOrderNumbersFirst() {
        createUnnamed();
        TestClient.upsert(
                qdrant.client(),
                "c",
                withUuid(HIGH_UUID),
                withUuid(LOW_UUID),
                point(-1, Map.of(), 1, 0), // the largest unsigned number
                point(2, Map.of(), 1, 0),
                point(10, Map.of(), 1, 0));

        List<PointId> seen = new ArrayList<>();
        ScrollPoints.Builder request =
                ScrollPoints.newBuilder().setCollectionName("c").setLimit(2);
        boolean more = true;
        while (more) {
            ScrollResponse page = get(qdrant.client().scrollAsync(request.build()));
            page.getResultList().forEach(point -> seen.add(point.getId()));
            more = page.hasNextPageOffset();
            request.setOffset(page.getNextPageOffset());
        }

        assertThat(seen).containsExactly(id(2), id(10), id(-1), id(LOW_UUID), id(HIGH_UUID));
    }

    @Test
    void scrollFiltersAndShowsPayloadUnlessToldOtherwise() {
        createUnnamed();
        TestClient.upsert(
                qdrant.client(),
                "c",
                point(1, Map.of("lang", value("en")), 1, 0),
                point(2, Map.of("lang", value("de")), 1, 0));

        ScrollResponse page = get(qdrant.client()
                .scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName("c")
                        .setFilter(Filter.newBuilder().addMust(matchKeyword("lang", "de")))
                        .build()));

        assertThat(page.getResultList()).hasSize(1);
        assertThat(page.getResult(0).getPayloadMap()).containsEntry("lang", value("de"));
        assertThat(page.getResult(0).hasVectors()).isFalse();
        assertThat(page.hasNextPageOffset()).isFalse();
    }

    @Test
    void countsByFilter() {
        createUnnamed();
        TestClient.upsert(
                qdrant.client(),
                "c",
                point(1, Map.of("lang", value("en")), 1, 0),
                point(2, Map.of("lang", value("de")), 1, 0));

        Filter english = Filter.newBuilder().addMust(matchKeyword("lang", "en")).build();
        assertThat(get(qdrant.client().countAsync("c", english, true))).isEqualTo(1);
        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(2);
    }

    @Test
    void namedAndSparseVectorsAreUpdatedDeletedAndSelected() {
        TestClient.createNamed(qdrant.client());
        TestClient.upsert(
                qdrant.client(),
                "c",
                PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(
                                Map.of("title", vector(1f, 2f), "words", vector(List.of(0.5f, 0.25f), List.of(9, 3)))))
                        .build());
        get(qdrant.client()
                .updateVectorsAsync(
                        "c",
                        List.of(PointVectors.newBuilder()
                                .setId(id(1))
                                .setVectors(namedVectors(Map.of("title", vector(7f, 8f))))
                                .build())));

        VectorsOutput all = one(id(1)).getVectors();
        assertThat(VectorOutputHelper.getDenseVector(all.getVectors().getVectorsOrThrow("title"))
                        .getDataList())
                .containsExactly(7f, 8f);
        SparseVector words = VectorOutputHelper.getSparseVector(all.getVectors().getVectorsOrThrow("words"));
        assertThat(words.getIndicesList()).containsExactly(3, 9);
        assertThat(words.getValuesList()).containsExactly(0.25f, 0.5f);

        List<RetrievedPoint> words1 = get(qdrant.client()
                .retrieveAsync(
                        "c",
                        List.of(id(1)),
                        WithPayloadSelectorFactory.enable(true),
                        WithVectorsSelectorFactory.include(List.of("words")),
                        null));
        assertThat(words1.get(0).getVectors().getVectors().getVectorsMap()).containsOnlyKeys("words");

        get(qdrant.client().deleteVectorsAsync("c", List.of("title"), List.of(id(1))));
        assertThat(one(id(1)).getVectors().getVectors().getVectorsMap()).containsOnlyKeys("words");
    }

    @Test
    @SuppressWarnings("deprecation") // the fields of older clients, which must go on working
    void vectorsInTheOlderSpellingAreStored() {
        TestClient.createNamed(qdrant.client());
        TestClient.upsert(
                qdrant.client(),
                "c",
                PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of(
                                "title",
                                        Vector.newBuilder()
                                                .addData(1)
                                                .addData(2)
                                                .build(),
                                "words",
                                        Vector.newBuilder()
                                                .addData(0.5f)
                                                .setIndices(SparseIndices.newBuilder()
                                                        .addData(7))
                                                .build())))
                        .build());

        Map<String, VectorOutput> vectors = one(id(1)).getVectors().getVectors().getVectorsMap();
        assertThat(VectorOutputHelper.getDenseVector(vectors.get("title")).getDataList())
                .containsExactly(1f, 2f);
        assertThat(VectorOutputHelper.getSparseVector(vectors.get("words")).getIndicesList())
                .containsExactly(7);
    }

    @Test
    void uuidIsOneIdInAllItsSpellings() {
        createUnnamed();
        String plain = LOW_UUID.toString().replace("-", "");
        for (String spelling :
                List.of(plain, "{" + LOW_UUID + "}", "urn:uuid:" + LOW_UUID, plain.toUpperCase(Locale.ROOT))) {
            TestClient.upsert(
                    qdrant.client(),
                    "c",
                    PointStruct.newBuilder()
                            .setId(PointId.newBuilder().setUuid(spelling))
                            .setVectors(vectors(1f, 0f))
                            .build());
        }

        assertThat(scroll(ScrollPoints.newBuilder())).containsExactly(id(LOW_UUID));
    }

    private void createUnnamed() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
    }

    private void upsert(UpdateMode mode, PointStruct... points) {
        get(qdrant.client()
                .upsertAsync(UpsertPoints.newBuilder()
                        .setCollectionName("c")
                        .addAllPoints(List.of(points))
                        .setUpdateMode(mode)
                        .build()));
    }

    private RetrievedPoint one(PointId id) {
        List<RetrievedPoint> found = get(qdrant.client().retrieveAsync("c", id, true, true, null));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<PointId> scroll(ScrollPoints.Builder request) {
        return get(qdrant.client().scrollAsync(request.setCollectionName("c").build())).getResultList().stream()
                .map(RetrievedPoint::getId)
                .toList();
    }

    private static List<Float> dense(VectorsOutput vectors) {
        return VectorOutputHelper.getDenseVector(vectors.getVector()).getDataList();
    }

    private static PointStruct withUuid(UUID uuid) {
        return PointStruct.newBuilder()
                .setId(id(uuid))
                .setVectors(vectors(1f, 0f))
                .build();
    }
}

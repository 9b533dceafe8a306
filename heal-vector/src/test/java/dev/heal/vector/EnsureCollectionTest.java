package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heal.Guard;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import io.grpc.Status.Code;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EnsureCollectionTest {

    private static final Map<String, PayloadSchemaType> INDEXES =
            Map.of("text", PayloadSchemaType.Keyword, "price", PayloadSchemaType.Integer);
    private static final float[] RIGHT = {1f, 0f};

    private static EmbeddedQdrant server;
    private static QdrantClient client;

    private final Bench bench = new Bench();
    private String name;
    private Guard guard;
    private QdrantSearch search;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = Docs.connect(server.port());
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
    }

    @BeforeEach
    void wrap() {
        name = "c-" + UUID.randomUUID();
        guard = bench.guard("vectors", Bench.PATIENT);
        search = new QdrantSearch(client, name, guard);
    }

    @AfterEach
    void clear() {
        server.faults().clear();
        bench.close();
    }

    @Test
    void makesWhatIsMissingAndLeavesWhatIsThere() {
        QdrantSearch named = search.using(Docs.DENSE, Docs.SPARSE);
        named.ensureCollection(2, Distance.Cosine, INDEXES);
        named.upsert(List.of(Docs.hybridPoint(1, "apple", 1f, 0f)));
        named.ensureCollection(2, Distance.Cosine, INDEXES);

        assertThat(named.search(VectorQuery.of(RIGHT, Docs.sparse("apple"), 1))).hasSize(1);
        assertThat(Docs.get(client.getCollectionInfoAsync(name)).getPayloadSchemaMap())
                .containsOnlyKeys("text", "price");
    }

    @Test
    void addsAnIndexToACollectionThatIsThere() {
        search.ensureCollection(2, Distance.Cosine, Map.of());
        search.ensureCollection(2, Distance.Cosine, INDEXES);

        assertThat(Docs.get(client.getCollectionInfoAsync(name)).getPayloadSchemaMap())
                .containsOnlyKeys("text", "price");
    }

    @Test
    void saysBothSidesOfEveryDifferenceAndChangesNothing() {
        search.ensureCollection(2, Distance.Cosine, Map.of("text", PayloadSchemaType.Keyword));
        search.upsert(List.of(Docs.point(1, "apple", 1f, 0f)));

        assertThatIllegalStateException()
                .isThrownBy(() -> search.ensureCollection(
                        384, Distance.Dot, Map.of("text", PayloadSchemaType.Integer, "new", PayloadSchemaType.Bool)))
                .withMessage(
                        "collection '" + name + "': the unnamed vector must have 384 dimensions, has 2; the unnamed"
                                + " vector must have the distance Dot, has Cosine; the index of 'text' must be of type Integer,"
                                + " is Keyword; nothing was changed: use another name, or delete the collection yourself and"
                                + " fill it again");
        assertThatIllegalStateException()
                .isThrownBy(() -> search.using("title", "words").ensureCollection(2, Distance.Cosine, Map.of()))
                .withMessageContaining("vector 'title' must be there, is not")
                .withMessageContaining("sparse vector 'words' must be there, is not; there are []");
        assertThat(Docs.get(client.countAsync(name))).isEqualTo(1);
        assertThat(Docs.get(client.getCollectionInfoAsync(name)).getPayloadSchemaMap())
                .containsOnlyKeys("text");
    }

    @Test
    void manyAtTheSameTimeAllSucceed() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> new QdrantSearch(client, name, guard).ensureCollection(2, Distance.Cosine, INDEXES)));
        }

        all.forEach(one -> assertThatCode(() -> Docs.get(one)).doesNotThrowAnyException());
    }

    @Test
    void aServerThatFailsNowAndThenIsAskedAgain() {
        server.faults().fail(new QdrantFaults.Failure(0.4, Code.UNAVAILABLE, 3, Map.of()));

        search.ensureCollection(2, Distance.Cosine, INDEXES);

        assertThat(guard.counts().failed()).isZero();
        assertThat(guard.counts().retries()).isPositive();
    }

    @Test
    void fromThenOnQueriesAndPointsAreCheckedHere() {
        search.ensureCollection(2, Distance.Cosine, INDEXES);
        long calls = guard.counts().calls();
        VectorQuery wrongLength = VectorQuery.of(new float[] {1f, 0f, 0f}, SparseVector.EMPTY, 1);
        VectorQuery right = VectorQuery.of(RIGHT, SparseVector.EMPTY, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(wrongLength))
                .withMessage("collection '" + name + "': vector '' must have 2 dimensions, had 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.using("title", "").search(right))
                .withMessage("collection '" + name + "': the dense vector must be one of [''], was 'title'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.upsert(List.of(Docs.point(7, "apple", 1f))))
                .withMessage("collection '" + name + "': point 7: vector '' must have 2 dimensions, had 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(right.where(filter("textt"))))
                .withMessage("collection '" + name
                        + "': a filter's key must be one of the indexed [price, text], was 'textt'; a key that no point"
                        + " has finds nothing");
        assertThat(guard.counts().calls()).isEqualTo(calls);
        assertThat(search.search(right.where(filter("text")))).isEmpty();
    }

    @Test
    void whoNamesNoIndexesMayFilterByAnything() {
        search.ensureCollection(2, Distance.Cosine, Map.of());

        assertThat(search.search(VectorQuery.of(RIGHT, SparseVector.EMPTY, 1).where(filter("anything"))))
                .isEmpty();
    }

    @Test
    void refusesAnotherNameAndNoDimensions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.ensureCollection(
                        CreateCollection.newBuilder().setCollectionName("other").build(), Map.of()))
                .withMessage(
                        "collection '" + name + "': what is to be made must have the same name or none, was 'other'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.ensureCollection(0, Distance.Cosine, Map.of()))
                .withMessage("collection '" + name + "': vectors must have at least 1 dimension, was 0");
    }

    private static Filter filter(String key) {
        return Filter.newBuilder()
                .addMust(ConditionFactory.filter(Filter.newBuilder()
                        .addMustNot(ConditionFactory.isNull(key))
                        .addMust(ConditionFactory.matchKeyword(key, "x"))
                        .build()))
                .build();
    }
}

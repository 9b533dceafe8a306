package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server asks to be spared, and what is wrong with the call itself. */
final class QdrantLimitsTest {

    private static final VectorQuery APPLES = VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 1);
    private static final List<PointStruct> PEAR = List.of(Docs.point(2, "pear", 0f, 1f));

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
    void fill() {
        name = "c-" + UUID.randomUUID();
        Docs.create(client, name);
        guard = bench.guard("vectors", Bench.searchWithin(Duration.ofSeconds(30)));
        search = new QdrantSearch(client, name, guard);
        search.upsert(List.of(Docs.point(1, "apple", 1f, 0f)));
    }

    @AfterEach
    void clear() {
        server.faults().clear();
        bench.close();
    }

    /** The hint is longer than a search may take, so nobody waits for it: they are refused, and the server has its rest. */
    @Test
    void aServerThatIsOverItsLimitIsLeftAlone() {
        server.faults().fail(new QdrantFaults.Failure(1, Code.RESOURCE_EXHAUSTED, 1, Map.of("retry-after", "90")));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> search.search(APPLES)).hasMessageContaining("fault hook");
        }
        server.faults().clear();

        assertThatThrownBy(() -> search.search(APPLES))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("RESOURCE_EXHAUSTED: collection '" + name
                        + "': not sent, as the server asked to be left alone for ");
        assertThat(search.explain()).contains("; the server asked for no searches for ");
        // ours, and no word of the server's
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
        search.upsert(PEAR);
    }

    @Test
    void whileTheStorageIsFullUpsertsWaitForTheirTurnToTryAndSearchesAndDeletesGoOn() {
        server.faults().refuseWrites();
        assertThatThrownBy(() -> search.upsert(PEAR)).hasMessageContaining("Insufficient storage");
        server.faults().clear();

        assertThat(search.explain()).contains("; the server's storage is full");
        assertThat(search.search(APPLES)).hasSize(1);
        search.delete(Filter.newBuilder()
                .addMust(ConditionFactory.matchKeyword("text", "plum"))
                .build());

        // waits for its turn to try, as it has the time
        search.upsert(PEAR);
        assertThat(search.explain()).doesNotContain("full");
    }

    @Test
    void theServersWordsAboutAWrongCallNameTheCollection() {
        VectorQuery wrong = VectorQuery.of(new float[] {1f, 0f, 0f}, SparseVector.EMPTY, 1);

        assertThatThrownBy(() -> search.search(wrong))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("INVALID_ARGUMENT: collection '" + name
                        + "': Wrong input: Vector dimension error: expected dim: 2, got 3");
        assertThatThrownBy(() -> search.using("title", "").search(APPLES))
                .hasMessage("INVALID_ARGUMENT: collection '" + name
                        + "': Wrong input: Not existing vector name error: title");
        assertThatThrownBy(() -> new QdrantSearch(client, "none", guard).search(APPLES))
                .hasMessage("NOT_FOUND: collection 'none': Not found: Collection `none` doesn't exist!");
        assertThat(guard.counts().retries()).isZero();
    }

    @Test
    void anAnswerThatIsTooLargeSaysSo() {
        search.upsert(List.of(large(5), large(6)));

        assertThatThrownBy(() -> search.search(VectorQuery.of(new float[] {1f, 1f}, SparseVector.EMPTY, 10)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith(
                        "RESOURCE_EXHAUSTED: collection '" + name + "': gRPC message exceeds maximum size 4194304: ");
        assertThat(guard.counts().retries()).isZero();
        assertThat(search.search(VectorQuery.of(new float[] {1f, 1f}, SparseVector.EMPTY, 10)
                        .withPayload()))
                .hasSize(3);
    }

    @Test
    void pointsThatCannotBeStoredAreNamedBeforeAnythingIsSent() {
        long calls = guard.counts().calls();
        refused(List.of(), "an upsert must have at least 1 point, had 0");
        refused(
                List.of(PointStruct.newBuilder()
                        .setVectors(VectorsFactory.vectors(1f, 0f))
                        .build()),
                "point at position 0 must have an id that the caller chose, had none; with ids made up by chance a"
                        + " repeated upsert would store points twice");
        refused(
                List.of(PointStruct.newBuilder().setId(PointIdFactory.id(-1)).build()),
                "point 18446744073709551615 must have a vector, had none");
        refused(
                List.of(Docs.point(3, "apple", 1f, Float.NaN)),
                "point 3: every number of vector '' must be finite, was NaN at position 1");
        refused(List.of(Docs.point(3, "apple")), "point 3: vector '' must have at least 1 dimension, had 0");
        refused(
                List.of(Docs.hybridPoint(4, "apple", Float.POSITIVE_INFINITY, 1f)),
                "point 4: every number of vector 'dense' must be finite, was Infinity at position 0");
        assertThatNullPointerException()
                .isThrownBy(() -> search.upsert(Arrays.asList(Docs.point(1, "apple", 1f, 0f), null)))
                .withMessage("collection '" + name + "': no point must be null, was the one at position 1");
        assertThat(guard.counts().calls()).isEqualTo(calls);
    }

    private void refused(List<PointStruct> points, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.upsert(points))
                .withMessage("collection '" + name + "': " + why);
    }

    @Test
    void aClosedClientIsTheHostsMistakeAndSaysSo() {
        QdrantClient closed = Docs.connect(server.port());
        QdrantSearch late = new QdrantSearch(closed, name, guard);
        closed.close();

        assertThatThrownBy(() -> late.search(APPLES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("collection '" + name + "': the client must be open, was closed; close Heal first and the"
                        + " client after it, or build a new client and a new QdrantSearch");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // hosts without a checker
    void nullsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> VectorQuery.of(null, SparseVector.EMPTY, 1))
                .withMessage("search: the dense vector must not be null; use ofSparse for a sparse search");
        assertThatNullPointerException()
                .isThrownBy(() -> APPLES.where(null))
                .withMessageStartingWith("search: the filter must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> search.upsert(null))
                .withMessage("collection '" + name + "': the points must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> search.search(null))
                .withMessage("collection '" + name + "': the query must not be null");
    }

    private static PointStruct large(long id) {
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.vectors(0f, 1f))
                .putPayload("text", ValueFactory.value("x".repeat(3 << 20)))
                .build();
    }
}

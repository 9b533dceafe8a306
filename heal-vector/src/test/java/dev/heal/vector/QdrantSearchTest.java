package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.breaker.BreakerSettings;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QdrantSearchTest {

    private static final VectorQuery APPLES = VectorQuery.of(new float[] {1f, 0f}, Docs.sparse("apple"), 2);
    private static final BreakerSettings NEVER_OPENS = new BreakerSettings(100, 10_000, 10_000, Duration.ofHours(1), 1);

    private static EmbeddedQdrant server;
    private static QdrantClient client;

    private final Bench bench = new Bench();
    private Guard guard;
    private String collection;

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
        collection = "c-" + UUID.randomUUID();
        guard = bench.guard("vectors", Bench.with(Bench.PATIENT, NEVER_OPENS));
    }

    @AfterEach
    void clear() {
        server.faults().clear();
        bench.close();
    }

    @Test
    void findsTheNearestFirstByTheUnnamedVector() {
        QdrantSearch search = plain(
                Docs.point(1, "apple pie", 1f, 0.1f), Docs.point(2, "pear", 0f, 1f), Docs.point(3, "apple", 1f, 0f));

        List<VectorHit> hits = search.search(APPLES);

        assertThat(hits).extracting(VectorHit::id).containsExactly("3", "1");
        assertThat(hits.get(0).text("text")).isEqualTo("apple");
        assertThat(hits.get(0).text("nothing")).isEmpty();
        assertThat(hits.get(0).score()).isEqualTo(1f);
    }

    @Test
    void fusesDenseAndSparseWhenTheQueryHasBoth() {
        QdrantSearch search = hybrid();

        // the dense half alone prefers 1, 2; the words lift 3, which only they find near
        assertThat(search.search(VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 3)))
                .extracting(VectorHit::id)
                .containsExactly("1", "2", "3");
        assertThat(search.search(VectorQuery.of(new float[] {1f, 0f}, Docs.sparse("plum"), 3)))
                .extracting(VectorHit::id)
                .startsWith("3");
    }

    @Test
    void leavesTheSparseHalfUnusedWithoutANameForIt() {
        QdrantSearch search = hybrid().using(Docs.DENSE, "");

        assertThat(search.search(VectorQuery.of(new float[] {1f, 0f}, Docs.sparse("plum"), 3)))
                .extracting(VectorHit::id)
                .containsExactly("1", "2", "3");
    }

    @Test
    void idsAreUuidsOrUnsignedNumbersAsText() {
        UUID uuid = UUID.randomUUID();
        QdrantSearch search = plain(
                Docs.point(-1, "highest", 1f, 0f),
                PointStruct.newBuilder()
                        .setId(PointIdFactory.id(uuid))
                        .setVectors(VectorsFactory.vectors(0f, 1f))
                        .build());

        assertThat(search.search(APPLES))
                .extracting(VectorHit::id)
                .containsExactly("18446744073709551615", uuid.toString());
    }

    @Test
    void storesReplacesAndDeletes() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f), Docs.point(2, "pear", 0f, 1f));

        search.upsert(List.of(Docs.point(1, "apple sauce", 1f, 0f)));
        search.delete(Filter.newBuilder()
                .addMust(ConditionFactory.matchKeyword("text", "pear"))
                .build());

        assertThat(search.search(APPLES)).extracting(hit -> hit.text("text")).containsExactly("apple sauce");
        assertThat(guard.counts().succeeded()).isEqualTo(4);
    }

    @Test
    void refusesToDeleteWithoutACondition() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        String message = "collection '" + collection
                + "': delete must have a condition, was an empty filter; that would delete every point";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.delete(Filter.getDefaultInstance()))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.delete(Filter.newBuilder()
                        .setMinShould(MinShould.getDefaultInstance())
                        .build()))
                .withMessage(message);
        assertThat(search.search(APPLES)).hasSize(1);
    }

    @Test
    void aCollectionThatIsNotThereIsTheClientsOwnExceptionAfterOneTry() {
        QdrantSearch search = new QdrantSearch(client, "nowhere", guard);

        StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, () -> search.search(APPLES));

        assertThat(thrown.getStatus().getCode()).isEqualTo(Code.NOT_FOUND);
        assertThat(guard.counts().retries()).isZero();
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void aShareOfUnavailableAnswersIsTriedAgain() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        server.faults().fail(new QdrantFaults.Failure(0.3, Code.UNAVAILABLE, 7, Map.of()));

        for (int i = 0; i < 50; i++) {
            assertThat(search.search(APPLES)).hasSize(1);
        }

        assertThat(guard.counts().failed()).isZero();
        assertThat(guard.counts().retries())
                .isBetween(10L, 40L)
                .isEqualTo(bench.waits().size());
    }

    @Test
    void aServerThatSaysWhenToComeBackIsNotAskedEarlier() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        server.faults().fail(new QdrantFaults.Failure(1, Code.RESOURCE_EXHAUSTED, 1, Map.of("retry-after", "7")));
        bench.onWait(() -> server.faults().clear());

        assertThat(search.search(APPLES)).hasSize(1);

        assertThat(bench.waits()).singleElement().isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anOverloadWithoutAHintIsNotTriedAgain() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        server.faults().fail(new QdrantFaults.Failure(1, Code.RESOURCE_EXHAUSTED, 1, Map.of()));

        assertThatThrownBy(() -> search.search(APPLES))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("RESOURCE_EXHAUSTED");

        assertThat(bench.waits()).isEmpty();
    }

    @Test
    void aRefusedWriteIsTheClientsOwnException() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        server.faults().refuseWrites();

        assertThatThrownBy(() -> search.upsert(List.of(Docs.point(2, "pear", 0f, 1f))))
                .isInstanceOf(StatusRuntimeException.class);
        assertThat(search.search(APPLES)).hasSize(1);
    }

    @Test
    void aSearchEndsAtItsDeadline() {
        plain(Docs.point(1, "apple", 1f, 0f));
        Guard hurried = bench.guard("hurried", Bench.searchWithin(Duration.ofMillis(300)));
        server.faults().delay(Duration.ofSeconds(50));

        StatusRuntimeException thrown = catchThrowableOfType(
                StatusRuntimeException.class, () -> new QdrantSearch(client, collection, hurried).search(APPLES));

        assertThat(thrown.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(hurried.counts().failed()).isEqualTo(1);
    }

    @Test
    void aGuardThatIsOpenDoesNotAsk() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        guard.breaker().transitionToOpenState();

        assertThatThrownBy(() -> search.search(APPLES))
                .isInstanceOfSatisfying(
                        CallRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(CallRefusedException.Reason.OPEN));
        assertThat(search.explain()).startsWith("vectors is OPEN");
    }

    @Test
    void anInterruptEndsASearchAndCountsNeitherForNorAgainstTheDatabase() throws InterruptedException {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        Guard.Counts before = guard.counts();
        server.faults().delay(Duration.ofSeconds(50));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                search.search(APPLES);
            } catch (RuntimeException e) {
                interrupted.set(Thread.currentThread().isInterrupted());
                thrown.set(e);
            }
        });
        caller.start();
        Await.until(
                "the search waits for its answer", () -> guard.counts().calls() > before.calls() && isWaiting(caller));

        caller.interrupt();
        caller.join(Duration.ofSeconds(60).toMillis());

        assertThat(thrown.get())
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("CANCELLED: the calling thread was interrupted")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted).isTrue();
        assertThat(guard.counts().abandoned()).isEqualTo(1);
        assertThat(guard.counts().failed()).isZero();
        assertThat(guard.counts().retries()).isZero();
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void theClientStaysOpenWhateverHappens() {
        QdrantSearch search = plain(Docs.point(1, "apple", 1f, 0f));
        server.faults().fail(new QdrantFaults.Failure(1, Code.INTERNAL, 1, Map.of()));

        assertThatThrownBy(() -> search.search(APPLES)).isInstanceOf(StatusRuntimeException.class);

        assertThat(client.grpcClient().channel().isShutdown()).isFalse();
        assertThat(guard.counts().retries()).isEqualTo(4);
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private QdrantSearch plain(PointStruct... points) {
        Docs.create(client, collection);
        QdrantSearch search = new QdrantSearch(client, collection, guard);
        search.upsert(List.of(points));
        return search;
    }

    private QdrantSearch hybrid() {
        Docs.createHybrid(client, collection);
        QdrantSearch search = new QdrantSearch(client, collection, guard).using(Docs.DENSE, Docs.SPARSE);
        search.upsert(List.of(
                Docs.hybridPoint(1, "apple", 1f, 0f),
                Docs.hybridPoint(2, "pear", 1f, 0.2f),
                Docs.hybridPoint(3, "plum", 1f, 0.5f)));
        return search;
    }
}

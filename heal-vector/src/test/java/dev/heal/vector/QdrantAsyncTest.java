package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.time.HealRuntime;
import io.grpc.Status.Code;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Filter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that no thread waits for. */
final class QdrantAsyncTest {

    private static final VectorQuery APPLES = VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 2);

    private static EmbeddedQdrant server;
    private static QdrantClient client;

    private final HealRuntime runtime = HealRuntime.system();
    private Guard guard;
    private QdrantSearch search;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = Docs.connect(server.port());
        Docs.create(client, "docs");
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
    }

    @BeforeEach
    void fill() {
        wrap(Bench.PATIENT);
        assertThat(Docs.get(search.upsertAsync(List.of(Docs.point(1, "apple", 1f, 0f)))))
                .isTrue();
    }

    @AfterEach
    void clear() {
        server.faults().clear();
        runtime.close();
    }

    private void wrap(GuardSettings settings) {
        guard = new Guard("vectors", Live.of(settings), runtime);
        search = new QdrantSearch(client, "docs", guard);
    }

    @Test
    void storesSearchesAndDeletes() {
        Docs.get(search.upsertAsync(List.of(Docs.point(2, "pear", 1f, 0.5f))));
        assertThat(Docs.get(search.searchAsync(APPLES)))
                .extracting(VectorHit::id)
                .containsExactly("1", "2");

        assertThat(Docs.get(search.deleteAsync(Filter.newBuilder()
                        .addMust(ConditionFactory.matchKeyword("text", "pear"))
                        .build())))
                .isTrue();
        assertThat(Docs.get(search.searchAsync(APPLES))).hasSize(1);
    }

    @Test
    void hundredsWaitForTheirNextTryWithoutAThreadEach() {
        server.faults().fail(new QdrantFaults.Failure(0.1, Code.UNAVAILABLE, 7, Map.of()));
        List<CompletableFuture<List<VectorHit>>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(search.searchAsync(APPLES));
        }

        calls.forEach(call -> assertThat(Docs.get(call)).hasSize(1));
        assertThat(guard.counts().retries()).isGreaterThan(10);
        assertThat(guard.counts().failed()).isZero();
    }

    @Test
    void cancellingEndsTheCallAndCountsNeitherForNorAgainstTheServer() {
        server.faults().delay(Duration.ofSeconds(50));
        Guard.Counts before = guard.counts();
        CompletableFuture<List<VectorHit>> call = search.searchAsync(APPLES);

        assertThat(call.cancel(true)).isTrue();

        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
        Await.until("the call is given up", () -> guard.counts().abandoned() == before.abandoned() + 1);
        assertThat(guard.counts().failed()).isZero();
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void aLateAnswerIsNoAnswer() {
        wrap(Bench.searchWithin(Duration.ofMillis(200)));
        server.faults().delay(Duration.ofMillis(400));
        CompletableFuture<List<VectorHit>> call = search.searchAsync(APPLES);

        assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("DEADLINE_EXCEEDED");

        Await.until("the answer would have come", () -> guard.counts().failed() == 1);
        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void aRefusalIsTheOutcomeOfTheStage() {
        guard.breaker().transitionToForcedOpenState();

        assertThatThrownBy(() -> search.searchAsync(APPLES).get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CallRefusedException.class);
    }

    @Test
    void whatCannotWorkIsThrownAtOnce() {
        assertThatThrownBy(() -> search.upsertAsync(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.journal.Decision;
import dev.heal.settings.Live;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.QdrantServer;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.time.HealRuntime;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server process that is killed, frozen, slow or half dead, in real time and with the default settings of the guard. */
final class QdrantHealingTest {

    private static final VectorQuery APPLES = VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 1);
    private static final Duration GOAL = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    private static QdrantServer server;

    private final HealRuntime runtime = HealRuntime.system();
    private FaultProxy proxy;
    private QdrantClient client;
    private Guard guard;
    private QdrantSearch search;

    @BeforeAll
    static void launch() {
        server = QdrantServer.launch();
        try (QdrantClient direct = Docs.connect(server.port());
                HealRuntime filling = HealRuntime.system()) {
            Docs.create(direct, "docs");
            new QdrantSearch(direct, "docs", new Guard("filling", Live.of(Bench.PATIENT), filling))
                    .upsert(List.of(Docs.point(1, "apple", 1f, 0f)));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        proxy = FaultProxy.launch("127.0.0.1", server.port());
        wrap(proxy.port(), new GuardSettings());
    }

    @AfterEach
    void close() {
        if (!server.isAlive()) {
            server.start();
        }
        server.control("clear");
        // in order, gRPC keeps a connection that was left for 5 s
        client.grpcClient().channel().shutdownNow();
        client.close();
        proxy.close();
        runtime.close();
    }

    private void wrap(int port, GuardSettings settings) {
        client = Docs.connect(port);
        guard = new Guard("vectors", Live.of(settings), runtime);
        search = new QdrantSearch(client, "docs", guard);
        Await.until("the first answer", this::isLive);
    }

    @Test
    void callsOnADeadConnectionAreAnsweredOnANewOneWithinTheirDeadline() {
        long failed = guard.counts().failed();
        Duration shortest = Duration.ofMinutes(1);
        for (int round = 0; round < ROUNDS && shortest.compareTo(GOAL) > 0; round++) {
            proxy.flip("127.0.0.1", server.port());
            long begin = System.nanoTime();
            List<CompletableFuture<List<VectorHit>>> calls =
                    List.of(search.searchAsync(APPLES), search.searchAsync(APPLES), search.searchAsync(APPLES));
            assertThat(search.search(APPLES)).hasSize(1);
            shortest = shorter(shortest, begin, "half dead");
            calls.forEach(call -> assertThat(Docs.get(call)).hasSize(1));
        }

        assertThat(shortest).isLessThanOrEqualTo(GOAL);
        assertThat(guard.counts().failed()).isEqualTo(failed);
        assertThat(did()).contains("renew-connection", "move-calls");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void slowAnswersAreWaitedForEvenWhenQuestionsAreAsSlow() {
        server.control("delay 1500ms");
        long begin = System.nanoTime();

        assertThat(search.search(APPLES)).hasSize(1);

        // a new connection was made beside the old one, and the call on that one lived on
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(1_400));
        assertThat(did()).contains("renew-connection").doesNotContain("move-calls");
        assertThat(guard.counts().retries()).isZero();
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    @Test
    void aKilledServerIsShutOutAtOnceAndSearchedWithinASecondOfItsReturn() {
        // straight to the server, as a proxy takes connections in its stead
        client.close();
        wrap(server.port(), new GuardSettings());
        Duration shortest = Duration.ofMinutes(1);
        for (int round = 0; round < ROUNDS && shortest.compareTo(GOAL) > 0; round++) {
            server.kill();
            long begin = System.nanoTime();
            Await.until("calls are refused", this::isRefused);
            System.out.println("healing: shut out "
                    + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms after the kill");
            // whoever was first, breaker or probe: the probe finds out
            Await.until("a probe holds it shut", () -> {
                boolean unused = isRefused();
                return guard.explain().contains("a probe holds it shut");
            });
            assertThat(search.explain()).contains("cannot be reached");
            outlast(Duration.ofSeconds(2), () -> !isLive());
            server.start();
            long back = System.nanoTime();
            Await.until("a live answer", this::isLive);
            shortest = shorter(shortest, back, "killed");
        }

        assertThat(shortest).isLessThanOrEqualTo(GOAL);
    }

    @Test
    void aFrozenServerIsSearchedWithinASecondOfItsReturn() {
        client.close();
        wrap(proxy.port(), Bench.searchWithin(Duration.ofMillis(600)));
        Duration shortest = Duration.ofMinutes(1);
        for (int round = 0; round < ROUNDS && shortest.compareTo(GOAL) > 0; round++) {
            server.freeze();
            try {
                // traffic enough for the breaker
                for (int i = 0; i < 30; i++) {
                    CompletableFuture<List<VectorHit>> unused = search.searchAsync(APPLES);
                }
                Await.until("calls are refused", this::isRefused);
                outlast(Duration.ofSeconds(1), this::isRefusedOrTimedOut);
            } finally {
                server.thaw();
            }
            long back = System.nanoTime();
            Await.until("a live answer", this::isLive);
            shortest = shorter(shortest, back, "frozen");
        }

        assertThat(shortest).isLessThanOrEqualTo(GOAL);
    }

    @Test
    void aServerThatRefusedEverythingIsSearchedWithinASecondOfItsRecovery() {
        Duration shortest = Duration.ofMinutes(1);
        for (int round = 0; round < ROUNDS && shortest.compareTo(GOAL) > 0; round++) {
            server.control("fail 1 UNAVAILABLE");
            Await.until("calls are refused", this::isRefused);
            outlast(Duration.ofMillis(1_500), this::isRefusedOrTimedOut);
            server.control("clear");
            long back = System.nanoTime();
            Await.until("a live answer", this::isLive);
            shortest = shorter(shortest, back, "unwell");
        }

        assertThat(shortest).isLessThanOrEqualTo(GOAL);
    }

    @Test
    void connectionsThatTheServerEndsInGoodOrderCostNothing() throws IOException {
        long begin = System.nanoTime();
        try (EmbeddedQdrant aging = EmbeddedQdrant.start(new QdrantOptions(0, null, Duration.ofSeconds(1)));
                QdrantClient own = Docs.connect(aging.port())) {
            Docs.create(own, "docs");
            QdrantSearch aged = new QdrantSearch(own, "docs", guard);
            aged.upsert(List.of(Docs.point(1, "apple", 1f, 0f)));
            Guard.Counts before = guard.counts();
            while (System.nanoTime() - begin < Duration.ofMillis(2_500).toNanos()) {
                assertThat(aged.search(APPLES)).hasSize(1);
            }
            assertThat(guard.counts().failed()).isEqualTo(before.failed());
        }
    }

    @Test
    void aServerThatLosesItsConnectionsWhileIdleIsNotNoticed() {
        long failed = guard.counts().failed();
        for (int i = 0; i < 20; i++) {
            proxy.apply(Fault.reset());
            assertThat(search.search(APPLES)).hasSize(1);
        }

        assertThat(guard.counts().failed()).isEqualTo(failed);
    }

    private List<String> did() {
        return guard.journal().recent(512).stream().map(Decision::action).toList();
    }

    private boolean isLive() {
        try {
            return search.search(APPLES).size() == 1;
        } catch (StatusRuntimeException | CallRefusedException away) {
            return false;
        }
    }

    private boolean isRefused() {
        return catchThrowable(() -> search.search(APPLES)) instanceof CallRefusedException;
    }

    private boolean isRefusedOrTimedOut() {
        return catchThrowable(() -> search.search(APPLES)) != null;
    }

    private static void outlast(Duration time, BooleanSupplier meanwhile) {
        long begin = System.nanoTime();
        Await.until("the outage has lasted", () -> {
            assertThat(meanwhile.getAsBoolean()).isTrue();
            return System.nanoTime() - begin > time.toNanos();
        });
    }

    private static Duration shorter(Duration shortest, long sinceNanos, String what) {
        Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos);
        System.out.println("healing: " + what + ": first live answer after " + took.toMillis() + " ms");
        return took.compareTo(shortest) < 0 ? took : shortest;
    }
}

package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.time.HealRuntime;
import io.grpc.Status.Code;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three servers with the same points, as nodes of a cluster have them. */
final class QdrantPeersTest {

    private static final VectorQuery APPLES = VectorQuery.of(new float[] {1f, 0f}, SparseVector.EMPTY, 1);

    private final HealRuntime runtime = HealRuntime.system();
    private final Guard guard = new Guard("vectors", Live.of(new GuardSettings()), runtime);
    private final List<EmbeddedQdrant> servers = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<QdrantClient> clients = new ArrayList<>();
    private QdrantSearch search;

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            EmbeddedQdrant server = EmbeddedQdrant.start(QdrantOptions.inMemory());
            servers.add(server);
            FaultProxy proxy = FaultProxy.launch("127.0.0.1", server.port());
            proxies.add(proxy);
            QdrantClient client = Docs.connect(proxy.port());
            clients.add(client);
            Docs.create(client, "docs");
            Docs.get(client.upsertAsync("docs", List.of(Docs.point(1, "apple", 1f, 0f))));
        }
        search = new QdrantSearch(clients, "docs", guard);
    }

    @AfterEach
    void stop() throws IOException {
        for (QdrantClient client : clients) {
            client.grpcClient().channel().shutdownNow();
            client.close();
        }
        proxies.forEach(FaultProxy::close);
        for (EmbeddedQdrant server : servers) {
            server.close();
        }
        runtime.close();
    }

    private void search(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(search.search(APPLES)).hasSize(1);
        }
    }

    @Test
    void allTakeTheirTurn() {
        long[] before = proxies.stream()
                .mapToLong(proxy -> proxy.forwarded(Fault.Direction.UP))
                .toArray();

        search(30);

        for (int i = 0; i < 3; i++) {
            assertThat(proxies.get(i).forwarded(Fault.Direction.UP)).isGreaterThan(before[i] + 10);
        }
    }

    @Test
    void oneThatIsGoneCostsNobodyItsAnswerAndComesBack() {
        proxies.get(1).apply(Fault.refuse());
        proxies.get(1).apply(Fault.reset());

        search(50);
        Await.until("it is known to be away", () -> search.explain().contains("cannot be reached"));
        long retries = guard.counts().retries();
        search(50);
        assertThat(guard.counts().retries()).isEqualTo(retries);
        assertThat(guard.counts().failed()).isZero();
        assertThat(guard.explain()).startsWith("vectors is CLOSED");

        proxies.get(1).clear();
        Await.until("it is back", () -> !search.explain().contains("cannot be reached"));
        long before = proxies.get(1).forwarded(Fault.Direction.UP);
        search(6);
        assertThat(proxies.get(1).forwarded(Fault.Direction.UP)).isGreaterThan(before);
    }

    @Test
    void oneThatFailsEveryCallIsLeftOut() {
        servers.get(0).faults().fail(new QdrantFaults.Failure(1, Code.INTERNAL, 1, Map.of()));

        search(100);

        assertThat(guard.counts().failed()).isZero();
        // five in a row, and at most one try a second after that
        assertThat(guard.counts().retries()).isBetween(5L, 10L);
    }

    @Test
    void theLastOneIsNeverLeftOutAndTheGuardIsShutWhenAllAreGone() {
        proxies.get(0).apply(Fault.refuse());
        proxies.get(0).apply(Fault.reset());
        proxies.get(1).apply(Fault.refuse());
        proxies.get(1).apply(Fault.reset());
        Await.until("the third answers alone", () -> isAnswered() && count("cannot be reached") == 2);
        search(20);

        proxies.get(2).apply(Fault.refuse());
        proxies.get(2).apply(Fault.reset());
        Await.until(
                "all are known to be away",
                () -> !isAnswered() && guard.explain().contains("a probe holds it shut"));

        proxies.get(0).clear();
        Await.until("the first answers", this::isAnswered);
    }

    @Test
    void aClosedClientIsPassedOverAndAllClosedIsAnError() {
        clients.get(0).close();
        search(6);

        clients.get(1).close();
        clients.get(2).close();
        assertThatThrownBy(() -> search.search(APPLES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("collection 'docs': the client must be open, all 3 were closed; close Heal first and the"
                        + " client after it, or build a new client and a new QdrantSearch");
    }

    @Test
    void thereMustBeOneAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QdrantSearch(List.of(), "docs", guard))
                .withMessage("collection 'docs': there must be at least one client, was none");
    }

    private boolean isAnswered() {
        try {
            return search.search(APPLES).size() == 1;
        } catch (RuntimeException away) {
            return false;
        }
    }

    private int count(String words) {
        return search.explain().split(words, -1).length - 1;
    }
}

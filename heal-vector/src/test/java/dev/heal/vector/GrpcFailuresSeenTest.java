package dev.heal.vector;

import static dev.heal.failure.Failure.Kind.CONNECTION_DEAD;
import static dev.heal.failure.Failure.Kind.LOCK;
import static dev.heal.failure.Failure.Kind.OVERLOAD;
import static dev.heal.failure.Failure.Kind.PERMANENT;
import static dev.heal.failure.Failure.Kind.TIME_OUT;
import static dev.heal.failure.Failure.Kind.TRANSIENT;
import static dev.heal.failure.Failure.Phase.MAYBE_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heal.failure.Failure;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import io.grpc.Status.Code;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real clients throw when real connections and servers fail, and what it is taken for. */
final class GrpcFailuresSeenTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static EmbeddedQdrant server;
    private static QdrantClient direct;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        direct = Docs.connect(server.port());
        Docs.create(direct, "docs");
    }

    @AfterAll
    static void stop() throws IOException {
        direct.close();
        server.close();
    }

    @AfterEach
    void clear() throws Exception {
        server.faults().clear();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void aRefusedConnectionIsDeadAndNothingWasSent() {
        FaultProxy proxy = proxy();
        proxy.apply(Fault.refuse());

        assertThat(seen(() -> query(client(proxy.port()), LONG)))
                .isEqualTo(new Failure(CONNECTION_DEAD, NOT_SENT, "UNAVAILABLE"));
    }

    @Test
    void aResetWhileACallIsOutIsTransientAndMayHaveBeenApplied() {
        assertThat(lost(Fault.reset())).isEqualTo(new Failure(TRANSIENT, MAYBE_APPLIED, "UNAVAILABLE"));
    }

    @Test
    void aCloseWhileACallIsOutIsTransientAndMayHaveBeenApplied() {
        assertThat(lost(Fault.close())).isEqualTo(new Failure(TRANSIENT, MAYBE_APPLIED, "UNAVAILABLE"));
    }

    /** The call was out longer than the server lets connections live on after it has sent GOAWAY. */
    @Test
    void aGoawayThatTakesACallWithItIsTransientAndMayHaveBeenApplied() throws IOException {
        EmbeddedQdrant aging = keep(EmbeddedQdrant.start(new QdrantOptions(0, null, Duration.ofSeconds(1))));
        QdrantClient client = client(aging.port());
        Docs.create(client, "docs");
        aging.faults().delay(Duration.ofSeconds(20));

        Failure failure = seen(() -> query(client, LONG));

        assertThat(failure).isEqualTo(new Failure(TRANSIENT, MAYBE_APPLIED, "UNAVAILABLE"));
    }

    @Test
    void anUnknownHostIsTransientAndNothingWasSent() {
        QdrantClient client = keep(new QdrantClient(QdrantGrpcClient.newBuilder("nowhere.invalid", 6334, false, false)
                .build()));

        assertThat(seen(() -> query(client, LONG))).isEqualTo(new Failure(TRANSIENT, NOT_SENT, "UNAVAILABLE"));
    }

    @Test
    void tlsToAServerWithoutIsPermanent() {
        QdrantClient client = keep(new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", server.port(), true, false)
                .build()));

        assertThat(seen(() -> query(client, LONG))).isEqualTo(new Failure(PERMANENT, NOT_SENT, "UNAVAILABLE"));
    }

    @Test
    void theRestPortInsteadOfTheOneForGrpcIsPermanent() throws IOException {
        ServerSocket rest = keep(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        Thread answering = new Thread(() -> answerHttp(rest));
        answering.setDaemon(true);
        answering.start();

        Failure failure = seen(() -> query(client(rest.getLocalPort()), LONG));

        assertThat(failure.kind()).isEqualTo(PERMANENT);
        assertThat(failure.phase()).isEqualTo(NOT_SENT);
    }

    @Test
    void anAnswerThatIsTooLateIsATimeOutAndMayHaveBeenApplied() {
        server.faults().delay(Duration.ofSeconds(20));

        assertThat(seen(() -> query(direct, Duration.ofMillis(50))))
                .isEqualTo(new Failure(TIME_OUT, MAYBE_APPLIED, "DEADLINE_EXCEEDED"));
    }

    @Test
    void aConnectionThatStallsIsATimeOut() {
        FaultProxy proxy = proxy();
        QdrantClient client = client(proxy.port());
        assertThat(seen(() -> client.healthCheckAsync(LONG))).isNull();
        proxy.apply(Fault.stall());

        assertThat(seen(() -> query(client, Duration.ofMillis(100))))
                .isEqualTo(new Failure(TIME_OUT, MAYBE_APPLIED, "DEADLINE_EXCEEDED"));
    }

    @Test
    void anAnswerLargerThanTheClientTakesIsPermanent() {
        Docs.create(direct, "large");
        Docs.get(direct.upsertAsync("large", List.of(large(1), large(2))));

        Failure failure = seen(() -> direct.queryAsync(
                QueryPoints.newBuilder()
                        .setCollectionName("large")
                        .setQuery(QueryFactory.nearest(1f, 0f))
                        .setWithPayload(WithPayloadSelectorFactory.enable(true))
                        .setLimit(10)
                        .build(),
                LONG));

        assertThat(failure).isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "RESOURCE_EXHAUSTED"));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(Code.UNAVAILABLE, Map.of(), TRANSIENT, MAYBE_APPLIED, null),
                arguments(Code.RESOURCE_EXHAUSTED, Map.of("retry-after", "3"), OVERLOAD, NOT_APPLIED, 3),
                arguments(
                        Code.RESOURCE_EXHAUSTED,
                        Map.of("qdrant-insufficient-storage", "1"),
                        PERMANENT,
                        NOT_APPLIED,
                        null),
                arguments(Code.RESOURCE_EXHAUSTED, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.INTERNAL, Map.of(), TRANSIENT, MAYBE_APPLIED, null),
                arguments(Code.UNKNOWN, Map.of(), TRANSIENT, MAYBE_APPLIED, null),
                arguments(Code.ABORTED, Map.of(), TRANSIENT, MAYBE_APPLIED, null),
                arguments(Code.CANCELLED, Map.of(), TRANSIENT, MAYBE_APPLIED, null),
                arguments(Code.DEADLINE_EXCEEDED, Map.of(), TIME_OUT, MAYBE_APPLIED, null),
                arguments(Code.FAILED_PRECONDITION, Map.of(), LOCK, NOT_APPLIED, 1),
                arguments(Code.INVALID_ARGUMENT, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.NOT_FOUND, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.ALREADY_EXISTS, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.OUT_OF_RANGE, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.PERMISSION_DENIED, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.UNAUTHENTICATED, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.UNIMPLEMENTED, Map.of(), PERMANENT, NOT_APPLIED, null),
                arguments(Code.DATA_LOSS, Map.of(), PERMANENT, NOT_APPLIED, null));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatAServerAnswersIsRead(
            Code code,
            Map<String, String> trailers,
            Failure.Kind kind,
            Failure.Phase phase,
            @Nullable Integer seconds) {
        server.faults().fail(new QdrantFaults.Failure(1, code, 1, trailers));

        assertThat(seen(() -> query(direct, LONG)))
                .isEqualTo(
                        new Failure(kind, phase, seconds == null ? null : Duration.ofSeconds(seconds), seenCode(code)));
    }

    @Test
    void aFullStorageRefusesWritesOnly() {
        server.faults().refuseWrites();

        assertThat(seen(() -> direct.upsertAsync("docs", List.of(Docs.point(1, "apple", 1f, 0f)), LONG)))
                .isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "RESOURCE_EXHAUSTED"));
        assertThat(seen(() -> query(direct, LONG))).isNull();
    }

    @Test
    void aResultThatIsFalseIsARefusal() {
        assertThat(seen(() -> direct.deleteCollectionAsync("nowhere", LONG)))
                .isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "REFUSED"));
    }

    /** An answer without a status of gRPC's is read by its class. */
    private static String seenCode(Code code) {
        return code == Code.UNKNOWN ? "StatusRuntimeException" : code.name();
    }

    private @Nullable Failure lost(Fault fault) {
        FaultProxy proxy = proxy();
        QdrantClient client = client(proxy.port());
        assertThat(seen(() -> client.healthCheckAsync(LONG))).isNull();
        server.faults().delay(Duration.ofSeconds(20));
        long before = proxy.forwarded(Fault.Direction.UP);
        Future<?> call = query(client, LONG);
        Await.until("the call is out", () -> proxy.forwarded(Fault.Direction.UP) > before);

        proxy.apply(fault);
        return seen(() -> call);
    }

    private static Future<?> query(QdrantClient client, Duration timeout) {
        return client.queryAsync(
                QueryPoints.newBuilder()
                        .setCollectionName("docs")
                        .setQuery(QueryFactory.nearest(1f, 0f))
                        .setLimit(1)
                        .build(),
                timeout);
    }

    /** What a call fails with, or null if it does not. */
    private static @Nullable Failure seen(Supplier<Future<?>> call) {
        try {
            Object unused = call.get().get(60, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return GrpcFailures.INSTANCE.classify(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no end", e);
        }
    }

    private static PointStruct large(long id) {
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.vectors(1f, 0f))
                .putPayload("text", ValueFactory.value("x".repeat(3 << 20)))
                .build();
    }

    /** Answers until it is closed. */
    private static void answerHttp(ServerSocket rest) {
        while (!rest.isClosed()) {
            try (Socket socket = rest.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                // until the other side has read it and leaves
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    private FaultProxy proxy() {
        return keep(FaultProxy.launch("127.0.0.1", server.port()));
    }

    private QdrantClient client(int port) {
        return keep(Docs.connect(port));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }
}

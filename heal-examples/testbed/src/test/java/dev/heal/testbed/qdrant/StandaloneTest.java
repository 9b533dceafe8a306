package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.PointIdFactory.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandaloneTest {
    @TempDir
    private Path directory;

    @Test
    void killedServerKeepsEveryAcknowledgedPoint() throws IOException, InterruptedException {
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        try (ServerChild child = ServerChild.start("--storage", directory.toString())) {
            int port = child.awaitReady();
            try (QdrantClient client = TestClient.connect(port)) {
                TestClient.create(client, "c", 2, Distance.Dot);
                Thread writer = new Thread(() -> writeUntilRefused(client, acknowledged));
                writer.start();
                Await.until("100 points are acknowledged", () -> acknowledged.size() >= 100);
                child.kill(); // in the middle of the stream of writes
                writer.join();
            }
        }

        try (EmbeddedQdrant server =
                        EmbeddedQdrant.start(QdrantOptions.inMemory().withStorage(directory));
                QdrantClient client = TestClient.connect(server.port())) {
            List<Long> stored =
                    get(client.retrieveAsync(
                                    "c",
                                    acknowledged.stream()
                                            .map(number -> id(number))
                                            .toList(),
                                    null))
                            .stream()
                            .map(RetrievedPoint::getId)
                            .map(id -> id.getNum())
                            .toList();
            assertThat(stored).containsExactlyElementsOf(acknowledged);
        }
    }

    private static void writeUntilRefused(QdrantClient client, Set<Long> acknowledged) {
        for (long number = 0; number < 1_000_000; number++) {
            try {
                UpdateResult result = client.upsertAsync("c", List.of(point(number, Map.of(), 1, 0)))
                        .get();
                if (result.hasOperationId()) {
                    acknowledged.add(number);
                }
            } catch (ExecutionException serverIsGone) {
                return;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void endsWhenStandardInputEnds() throws IOException, InterruptedException {
        Path readyFile = directory.resolve("ready");
        try (ServerChild child = ServerChild.start("--ready-file", readyFile.toString())) {
            int port = child.awaitReady();
            assertThat(Files.readString(readyFile)).isEqualTo(Integer.toString(port));

            child.closeInput();

            assertThat(child.awaitExit()).isZero();
        }
    }

    @Test
    void obeysFaultCommands() throws IOException, InterruptedException {
        try (ServerChild child = ServerChild.start("--control")) {
            int port = child.awaitReady();
            try (QdrantClient client = TestClient.connect(port)) {
                assertThat(child.command("fail 1 UNAVAILABLE seed=7")).isEqualTo("ok");
                assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> get(client.listCollectionsAsync()))
                                .getStatus()
                                .getCode())
                        .isEqualTo(Status.Code.UNAVAILABLE);
                assertThat(child.command("explode")).startsWith("error qdrant command 'explode': is not known");
                assertThat(child.command("clear")).isEqualTo("ok");
                assertThat(get(client.listCollectionsAsync())).isEmpty();
            }
        }
    }

    @Test
    void wrongArgumentEndsTheProcessWithAnError() throws IOException, InterruptedException {
        try (ServerChild child = ServerChild.start("--port", "many")) {
            assertThat(child.line()).isNull();
            assertThat(child.awaitExit()).isEqualTo(2);
        }
    }
}

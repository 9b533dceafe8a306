package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageTest {
    private static final int DIM = 64;

    @TempDir
    private Path directory;

    @FunctionalInterface
    interface Session {
        void use(QdrantClient client) throws IOException;
    }

    @Test
    void everythingIsThereAfterARestart() throws IOException {
        withServer(client -> {
            TestClient.create(client, "c", 2, Distance.Cosine);
            TestClient.create(client, "dropped", 2, Distance.Dot);
            get(client.createAliasAsync("alias", "c"));
            TestClient.upsert(client, "alias", point(1, Map.of("a", value(1)), 3, 4), point(2, Map.of(), 1, 0));
            get(client.setPayloadAsync("c", Map.of("b", value("x")), id(1), true, null, null));
            get(client.deleteAsync("c", List.of(id(2))));
            get(client.createPayloadIndexAsync("c", "a", PayloadSchemaType.Integer, null, true, null, null));
            get(client.deleteCollectionAsync("dropped"));
        });

        withServer(client -> {
            assertThat(get(client.listCollectionsAsync())).containsExactly("c");
            assertThat(get(client.listCollectionAliasesAsync("c"))).containsExactly("alias");
            List<RetrievedPoint> points = points(client);
            assertThat(points).hasSize(1);
            assertThat(points.get(0).getPayloadMap()).isEqualTo(Map.of("a", value(1), "b", value("x")));
            assertThat(points.get(0).getVectors().getVector().getDense().getDataList())
                    .containsExactly(0.6f, 0.8f);
            CollectionInfo info = get(client.getCollectionInfoAsync("c"));
            assertThat(info.getPayloadSchemaMap()).containsOnlyKeys("a");
        });
    }

    @Test
    void operationNumbersGoOnAfterARestart() throws IOException {
        UpdateResult[] last = new UpdateResult[1];
        withServer(client -> {
            TestClient.create(client, "c", 2, Distance.Dot);
            last[0] = get(client.upsertAsync("c", List.of(point(1, Map.of(), 1, 0))));
        });

        withServer(client -> assertThat(get(client.upsertAsync("c", List.of(point(2, Map.of(), 1, 0))))
                        .getOperationId())
                .isEqualTo(last[0].getOperationId() + 1));
    }

    @Test
    void refusedRequestsLeaveNoRecord() throws IOException {
        withServer(client -> {
            TestClient.create(client, "c", 2, Distance.Dot);
            long before = Files.size(log());
            assertThatThrownBy(() -> TestClient.upsert(client, "c", point(1, Map.of(), 1, 0, 0)))
                    .isNotNull();
            assertThat(Files.size(log())).isEqualTo(before);
        });
    }

    @Test
    void recordTornByTheEndOfTheProcessIsDropped() throws IOException {
        withServer(client -> {
            TestClient.create(client, "c", 2, Distance.Dot);
            TestClient.upsert(client, "c", point(1, Map.of(), 1, 0));
        });
        long whole = Files.size(log());
        withServer(client -> TestClient.upsert(client, "c", point(2, Map.of(), 1, 0)));
        long end = Files.size(log());
        byte[] full = Files.readAllBytes(log());

        for (long cut = whole + 1; cut < end; cut++) {
            Files.write(log(), full);
            truncate(cut);
            withServer(client -> {
                assertThat(points(client)).extracting(RetrievedPoint::getId).containsExactly(id(1));
                assertThat(Files.size(log())).isEqualTo(whole);
            });
        }
        withServer(client -> TestClient.upsert(client, "c", point(3, Map.of(), 1, 0)));
        withServer(client ->
                assertThat(points(client)).extracting(RetrievedPoint::getId).containsExactly(id(1), id(3)));
    }

    @Test
    void damagedRecordIsAnErrorThatNamesThePlace() throws IOException {
        withServer(client -> TestClient.create(client, "c", 2, Distance.Dot));
        byte[] bytes = Files.readAllBytes(log());
        bytes[bytes.length - 1] ^= 1;
        Files.write(log(), bytes);

        assertThatThrownBy(() -> EmbeddedQdrant.start(options()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("record at byte 0 has a wrong checksum");
    }

    @Test
    void secondServerOnTheSameDirectoryIsRefused() throws IOException {
        withServer(client -> assertThatThrownBy(() -> EmbeddedQdrant.start(options()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is in use by another server"));
    }

    @Test
    void longLogOfASmallStateIsCompactedAtStart() throws IOException {
        Random random = new Random(5);
        long[] next = new long[1];
        List<List<RetrievedPoint>> states = new ArrayList<>();
        withServer(client -> {
            TestClient.create(client, "c", DIM, Distance.Euclid);
            get(client.createAliasAsync("alias", "c"));
            get(client.createPayloadIndexAsync("alias", "a", PayloadSchemaType.Integer, null, true, null, null));
            for (int round = 0; round < 30; round++) {
                List<PointStruct> batch = new ArrayList<>();
                for (int number = 0; number < 300; number++) {
                    batch.add(point(number, Map.of("a", value(round)), TestClient.vector(random, DIM)));
                }
                next[0] = get(client.upsertAsync("c", batch)).getOperationId() + 1;
            }
            next[0] = get(client.upsertAsync(
                                    "c",
                                    List.of(PointStruct.newBuilder()
                                            .setId(id(1000))
                                            .setVectors(namedVectors(Map.of()))
                                            .build())))
                            .getOperationId()
                    + 1;
            states.add(points(client));
        });
        long before = Files.size(log());

        withServer(client -> {
            assertThat(Files.size(log())).isLessThan(before / 10);
            assertThat(points(client)).isEqualTo(states.get(0));
            assertThat(get(client.listCollectionAliasesAsync("c"))).containsExactly("alias");
            assertThat(get(client.upsertAsync("c", List.of(point(1, Map.of(), TestClient.vector(random, DIM)))))
                            .getOperationId())
                    .isEqualTo(next[0]);
        });
        withServer(client -> {
            assertThat(get(client.countAsync("c"))).isEqualTo(301);
            assertThat(get(client.getCollectionInfoAsync("c")).getPayloadSchemaMap())
                    .containsOnlyKeys("a");
        });
    }

    private QdrantOptions options() {
        return QdrantOptions.inMemory().withStorage(directory);
    }

    private Path log() {
        return directory.resolve("requests.log");
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void withServer(Session session) throws IOException {
        try (EmbeddedQdrant server = EmbeddedQdrant.start(options());
                QdrantClient client = TestClient.connect(server.port())) {
            session.use(client);
        }
    }

    private static List<RetrievedPoint> points(QdrantClient client) {
        return get(client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName("c")
                        .setLimit(1000)
                        .setWithVectors(WithVectorsSelectorFactory.enable(true))
                        .build()))
                .getResultList();
    }
}

package dev.heal.testbed.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grpc.health.v1.HealthCheck;
import grpc.health.v1.HealthGrpc;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EmbeddedQdrantTest {
    private EmbeddedQdrant server;
    private QdrantClient client;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = TestClient.connect(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void clientThatChecksCompatibilityConnects() {
        try (QdrantClient checking =
                new QdrantClient(QdrantGrpcClient.newBuilder("localhost", server.port(), false, true)
                        .build())) {
            assertThat(TestClient.get(checking.healthCheckAsync()).getVersion()).isEqualTo(HealthServices.VERSION);
        }
    }

    @Test
    void storedPointsAreFoundNearestFirst() {
        TestClient.create(client, "c", 2, Distance.Cosine);

        Points.UpdateResult first = TestClient.get(client.upsertAsync(
                "c",
                List.of(
                        TestClient.point(1, Map.of("name", value("a")), 1f, 0f),
                        TestClient.point(2, Map.of("name", value("b")), 0f, 2f),
                        TestClient.point(3, Map.of(), 3f, 3f))));

        assertThat(first.getStatus()).isEqualTo(UpdateStatus.Completed);
        assertThat(first.hasOperationId()).isTrue();
        List<ScoredPoint> found = TestClient.get(client.searchAsync(SearchPoints.newBuilder()
                .setCollectionName("c")
                .addVector(2f)
                .addVector(0.1f)
                .setLimit(2)
                .build()));
        assertThat(found).extracting(ScoredPoint::getId).containsExactly(id(1), id(3));
    }

    @Test
    void fusionMergesTwoPrefetches() {
        TestClient.create(client, "c", 2, Distance.Dot);
        TestClient.upsert(
                client,
                "c",
                TestClient.point(1, Map.of(), 3f, 0f),
                TestClient.point(2, Map.of(), 2f, 2f),
                TestClient.point(3, Map.of(), 0f, 3f));

        List<ScoredPoint> found = TestClient.get(client.queryAsync(QueryPoints.newBuilder()
                .setCollectionName("c")
                .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f, 0f)))
                .addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(0f, 1f)))
                .setQuery(fusion(Fusion.RRF))
                .build()));

        // 1 and 3: places 0 and 2, so 1/2 + 1/4; 2: place 1 twice, so 1/3 + 1/3
        assertThat(found).extracting(ScoredPoint::getId).containsExactly(id(1), id(3), id(2));
        assertThat(found.get(0).getScore()).isEqualTo(0.75f);
    }

    @Test
    void standardHealthServiceSaysServing() {
        HealthCheck.HealthCheckResponse answer = HealthGrpc.newBlockingStub(
                        client.grpcClient().channel())
                .check(HealthCheck.HealthCheckRequest.getDefaultInstance());

        assertThat(answer.getStatus()).isEqualTo(HealthCheck.HealthCheckResponse.ServingStatus.SERVING);
    }

    @Test
    void closedServerAnswersNoMore() throws IOException {
        TestClient.create(client, "c", 2, Distance.Dot);

        server.close();
        server.close(); // again: nothing happens

        assertThatThrownBy(() -> TestClient.get(client.countAsync("c"))).isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void takenPortIsAnError() {
        assertThatThrownBy(() -> EmbeddedQdrant.start(QdrantOptions.inMemory().withPort(server.port())))
                .isInstanceOf(IOException.class);
    }
}

package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.VectorsSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BatchUpdateTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @Test
    void batchUpdateAppliesItsOperationsInOrder() {
        createUnnamed();
        PointsSelector first = PointsSelector.newBuilder()
                .setPoints(PointsIdsList.newBuilder().addIds(id(1)))
                .build();

        List<UpdateResult> results = get(qdrant.client()
                .batchUpdateAsync(
                        "c",
                        List.of(
                                PointsUpdateOperation.newBuilder()
                                        .setUpsert(PointsUpdateOperation.PointStructList.newBuilder()
                                                .addPoints(point(1, Map.of(), 1, 0))
                                                .addPoints(point(2, Map.of(), 1, 0)))
                                        .build(),
                                PointsUpdateOperation.newBuilder()
                                        .setSetPayload(PointsUpdateOperation.SetPayload.newBuilder()
                                                .putPayload("a", value(1))
                                                .setPointsSelector(first))
                                        .build(),
                                PointsUpdateOperation.newBuilder()
                                        .setOverwritePayload(PointsUpdateOperation.OverwritePayload.newBuilder()
                                                .putPayload("b", value(2))
                                                .setPointsSelector(first))
                                        .build(),
                                PointsUpdateOperation.newBuilder()
                                        .setUpdateVectors(PointsUpdateOperation.UpdateVectors.newBuilder()
                                                .addPoints(PointVectors.newBuilder()
                                                        .setId(id(1))
                                                        .setVectors(vectors(0f, 5f))))
                                        .build(),
                                PointsUpdateOperation.newBuilder()
                                        .setDeletePoints(PointsUpdateOperation.DeletePoints.newBuilder()
                                                .setPoints(PointsSelector.newBuilder()
                                                        .setPoints(PointsIdsList.newBuilder()
                                                                .addIds(id(2)))))
                                        .build())));

        assertThat(results).hasSize(5).extracting(UpdateResult::getStatus).containsOnly(UpdateStatus.Completed);
        assertThat(one(id(1)).getPayloadMap()).isEqualTo(Map.of("b", value(2)));
        assertThat(dense(one(id(1)).getVectors())).containsExactly(0f, 5f);
        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(1);
    }

    @Test
    void batchUpdateKnowsTheOtherOperationsToo() {
        TestClient.createNamed(qdrant.client());
        PointsSelector all = PointsSelector.newBuilder()
                .setFilter(Filter.getDefaultInstance())
                .build();
        PointStruct stored = PointStruct.newBuilder()
                .setId(id(1))
                .setVectors(namedVectors(Map.of("title", vector(1f, 2f), "words", vector(List.of(1f), List.of(4)))))
                .putPayload("a", value(1))
                .putPayload("b", value(2))
                .build();
        TestClient.upsert(
                qdrant.client(), "c", stored, stored.toBuilder().setId(id(2)).build());

        get(qdrant.client()
                .batchUpdateAsync(
                        "c",
                        List.of(
                                PointsUpdateOperation.newBuilder()
                                        .setDeleteVectors(PointsUpdateOperation.DeleteVectors.newBuilder()
                                                .setPointsSelector(all)
                                                .setVectors(VectorsSelector.newBuilder()
                                                        .addNames("title")))
                                        .build(),
                                PointsUpdateOperation.newBuilder()
                                        .setDeletePayload(PointsUpdateOperation.DeletePayload.newBuilder()
                                                .setPointsSelector(all)
                                                .addKeys("a"))
                                        .build())));
        assertThat(one(id(2)).getVectors().getVectors().getVectorsMap()).containsOnlyKeys("words");
        assertThat(one(id(2)).getPayloadMap()).isEqualTo(Map.of("b", value(2)));

        get(qdrant.client()
                .batchUpdateAsync(
                        "c",
                        List.of(PointsUpdateOperation.newBuilder()
                                .setClearPayload(PointsUpdateOperation.ClearPayload.newBuilder()
                                        .setPoints(all))
                                .build())));
        assertThat(one(id(1)).getPayloadMap()).isEmpty();
    }

    @Test
    void batchUpdateKeepsWhatCameBeforeARefusedOperation() {
        createUnnamed();
        PointsUpdateOperation good = PointsUpdateOperation.newBuilder()
                .setUpsert(PointsUpdateOperation.PointStructList.newBuilder().addPoints(point(1, Map.of(), 1, 0)))
                .build();
        PointsUpdateOperation bad = PointsUpdateOperation.newBuilder()
                .setUpsert(PointsUpdateOperation.PointStructList.newBuilder().addPoints(point(2, Map.of(), 1)))
                .build();

        assertThatThrownBy(() -> get(qdrant.client().batchUpdateAsync("c", List.of(good, bad, good))))
                .hasMessageContaining("Vector dimension error");

        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(1);
    }

    private void createUnnamed() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
    }

    private RetrievedPoint one(PointId id) {
        List<RetrievedPoint> found = get(qdrant.client().retrieveAsync("c", id, true, true, null));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Float> dense(VectorsOutput vectors) {
        return VectorOutputHelper.getDenseVector(vectors.getVector()).getDataList();
    }
}

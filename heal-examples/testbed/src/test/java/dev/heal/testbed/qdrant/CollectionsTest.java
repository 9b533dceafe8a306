package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantException;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CollectionsTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @Test
    void newCollectionTellsItsParameters() {
        CreateCollection request = CreateCollection.newBuilder()
                .setCollectionName("mixed")
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder().putMap("title", params(3, Distance.Euclid))))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()))
                .setHnswConfig(HnswConfigDiff.newBuilder().setM(8))
                .putMetadata("owner", value("search"))
                .build();
        get(qdrant.client().createCollectionAsync(request));

        CollectionInfo info = get(qdrant.client().getCollectionInfoAsync("mixed"));

        assertThat(info.getStatus()).isEqualTo(CollectionStatus.Green);
        assertThat(info.getOptimizerStatus().getOk()).isTrue();
        assertThat(info.getPointsCount()).isZero();
        assertThat(info.getConfig().getParams().getVectorsConfig()).isEqualTo(request.getVectorsConfig());
        assertThat(info.getConfig().getParams().getSparseVectorsConfig()).isEqualTo(request.getSparseVectorsConfig());
        assertThat(info.getConfig().getHnswConfig().getM()).isEqualTo(8);
        assertThat(info.getConfig().getHnswConfig().getEfConstruct()).isEqualTo(100);
        assertThat(info.getConfig().getMetadataMap()).containsEntry("owner", value("search"));
    }

    @Test
    void collectionsAreListedUntilDeleted() {
        TestClient.create(qdrant.client(), "b", 2, Distance.Dot);
        TestClient.create(qdrant.client(), "a", 2, Distance.Dot);
        assertThat(get(qdrant.client().listCollectionsAsync())).containsExactly("a", "b");
        assertThat(get(qdrant.client().collectionExistsAsync("a"))).isTrue();

        get(qdrant.client().deleteCollectionAsync("a"));

        assertThat(get(qdrant.client().listCollectionsAsync())).containsExactly("b");
        assertThat(get(qdrant.client().collectionExistsAsync("a"))).isFalse();
    }

    @Test
    void deletingWhatIsNotThereSaysThatNothingWasDone() {
        assertThatThrownBy(() -> qdrant.client().deleteCollectionAsync("none").get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(QdrantException.class);
    }

    @Test
    void updateChangesWhatItNames() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);

        get(qdrant.client()
                .updateCollectionAsync(UpdateCollection.newBuilder()
                        .setCollectionName("c")
                        .setHnswConfig(HnswConfigDiff.newBuilder().setEfConstruct(64))
                        .setParams(CollectionParamsDiff.newBuilder()
                                .setReplicationFactor(2)
                                .setOnDiskPayload(false))
                        .build()));

        CollectionInfo info = get(qdrant.client().getCollectionInfoAsync("c"));
        assertThat(info.getConfig().getHnswConfig().getEfConstruct()).isEqualTo(64);
        assertThat(info.getConfig().getHnswConfig().getM()).isEqualTo(16);
        assertThat(info.getConfig().getParams().getReplicationFactor()).isEqualTo(2);
        assertThat(info.getConfig().getParams().getOnDiskPayload()).isFalse();
    }

    @Test
    void payloadIndexIsShownUntilDeleted() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        TestClient.upsert(
                qdrant.client(),
                "c",
                TestClient.point(1, Map.of("lang", value("en")), 1, 0),
                TestClient.point(2, Map.of(), 1, 0));
        get(qdrant.client().createPayloadIndexAsync("c", "lang", PayloadSchemaType.Keyword, null, true, null, null));

        CollectionInfo info = get(qdrant.client().getCollectionInfoAsync("c"));
        assertThat(info.getPayloadSchemaMap()).containsOnlyKeys("lang");
        assertThat(info.getPayloadSchemaOrThrow("lang").getDataType()).isEqualTo(PayloadSchemaType.Keyword);
        assertThat(info.getPayloadSchemaOrThrow("lang").getPoints()).isEqualTo(1);

        get(qdrant.client().deletePayloadIndexAsync("c", "lang", true, null, null));
        assertThat(get(qdrant.client().getCollectionInfoAsync("c")).getPayloadSchemaMap())
                .isEmpty();
    }

    @Test
    void aliasStandsForItsCollectionInPointCalls() {
        TestClient.create(qdrant.client(), "v1", 2, Distance.Dot);
        TestClient.create(qdrant.client(), "v2", 2, Distance.Dot);
        get(qdrant.client().createAliasAsync("live", "v1"));

        TestClient.upsert(qdrant.client(), "live", TestClient.point(1, Map.of(), 1, 0));

        assertThat(get(qdrant.client().countAsync("v1"))).isEqualTo(1);
        assertThat(get(qdrant.client().collectionExistsAsync("live"))).isTrue();
        get(qdrant.client().createAliasAsync("live", "v2"));
        assertThat(get(qdrant.client().countAsync("live"))).isZero();
    }

    @Test
    void aliasesAreListedRenamedAndDeleted() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        get(qdrant.client().createAliasAsync("one", "c"));
        get(qdrant.client().createAliasAsync("two", "c"));
        get(qdrant.client().renameAliasAsync("one", "first"));
        get(qdrant.client().deleteAliasAsync("two"));

        assertThat(get(qdrant.client().listCollectionAliasesAsync("c"))).containsExactly("first");
        List<AliasDescription> all = get(qdrant.client().listAliasesAsync());
        assertThat(all)
                .containsExactly(AliasDescription.newBuilder()
                        .setAliasName("first")
                        .setCollectionName("c")
                        .build());
    }

    @Test
    void deletedCollectionTakesItsAliasesAlong() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        get(qdrant.client().createAliasAsync("alias", "c"));

        get(qdrant.client().deleteCollectionAsync("c"));

        assertThat(get(qdrant.client().listAliasesAsync())).isEmpty();
    }

    private static VectorParams params(int dim, Distance distance) {
        return VectorParams.newBuilder().setSize(dim).setDistance(distance).build();
    }
}

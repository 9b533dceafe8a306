package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.geoRadius;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.orderBy;
import static io.qdrant.client.QueryFactory.sample;
import static io.qdrant.client.VectorFactory.multiVector;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.ShardKey;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Collections.VectorsConfigDiff;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.Formula;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.Mmr;
import io.qdrant.client.grpc.Points.NearestInputWithMmr;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QuantizationSearchParams;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPointGroups;
import io.qdrant.client.grpc.Points.ShardKeySelector;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not served says so. */
final class UnservedTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    record Call(String what, Consumer<QdrantClient> call) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeEach
    void store() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0));
    }

    @ParameterizedTest
    @MethodSource({"calls", "queryKinds", "fields", "settings"})
    void answersUnimplemented(Call call) {
        StatusRuntimeException status = catchThrowableOfType(
                StatusRuntimeException.class, () -> call.call().accept(qdrant.client()));

        assertThat(status).as("an error").isNotNull();
        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(status.getStatus().getDescription()).isNotBlank();
    }

    @Test
    void refusedWriteChangesNothing() {
        UpsertPoints request = UpsertPoints.newBuilder()
                .setCollectionName("c")
                .addPoints(point(2, Map.of(), 1, 0))
                .addPoints(PointStruct.newBuilder().setId(id(3)).setVectors(vectors(multiVector(new float[][] {
                    {1, 2}, {3, 4}
                }))))
                .build();

        StatusRuntimeException status = catchThrowableOfType(
                StatusRuntimeException.class, () -> get(qdrant.client().upsertAsync(request)));

        assertThat(status.getStatus().getDescription())
                .isEqualTo("Vector.multi_dense is not served by the embedded server");
        assertThat(get(qdrant.client().countAsync("c"))).isEqualTo(1);
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("Recommend", client -> TestClient.raw(client).recommend(RecommendPoints.getDefaultInstance())),
                new Call(
                        "SearchGroups",
                        client -> TestClient.raw(client).searchGroups(SearchPointGroups.getDefaultInstance())),
                new Call(
                        "QueryGroups",
                        client -> TestClient.raw(client).queryGroups(QueryPointGroups.getDefaultInstance())),
                new Call("Facet", client -> TestClient.raw(client).facet(FacetCounts.getDefaultInstance())),
                new Call("cluster info", client -> get(client.getCollectionClusterInfoAsync("c"))),
                new Call("snapshots", client -> get(client.createSnapshotAsync("c"))));
    }

    static Stream<Call> queryKinds() {
        return Stream.of(
                query("recommend", Query.newBuilder().setRecommend(RecommendInput.getDefaultInstance())),
                query("discover", Query.newBuilder().setDiscover(DiscoverInput.getDefaultInstance())),
                query("context", Query.newBuilder().setContext(ContextInput.getDefaultInstance())),
                query("formula", Query.newBuilder().setFormula(Formula.getDefaultInstance())),
                query(
                        "mmr",
                        Query.newBuilder()
                                .setNearestWithMmr(
                                        NearestInputWithMmr.newBuilder().setMmr(Mmr.getDefaultInstance()))),
                query("order by", orderBy("a").toBuilder()),
                query("sample", sample(Sample.Random).toBuilder()),
                query("multi vector", nearest(new float[][] {{1, 0}, {0, 1}}).toBuilder()));
    }

    static Stream<Call> fields() {
        return Stream.of(
                new Call(
                        "lookup_from",
                        client -> get(client.queryAsync(query(nearest(1, 0))
                                .setLookupFrom(LookupLocation.newBuilder().setCollectionName("c"))
                                .build()))),
                new Call(
                        "lookup_from of a prefetch",
                        client -> get(client.queryAsync(query(nearest(1, 0))
                                .addPrefetch(PrefetchQuery.newBuilder()
                                        .setQuery(nearest(1))
                                        .setLookupFrom(
                                                LookupLocation.newBuilder().setCollectionName("c")))
                                .build()))),
                new Call(
                        "quantization at search",
                        client -> get(client.queryAsync(query(nearest(1, 0))
                                .setParams(SearchParams.newBuilder()
                                        .setQuantization(QuantizationSearchParams.newBuilder()
                                                .setRescore(true)))
                                .build()))),
                new Call(
                        "shard key",
                        client -> get(client.queryAsync(query(nearest(1, 0))
                                .setShardKeySelector(ShardKeySelector.newBuilder()
                                        .addShardKeys(ShardKey.newBuilder().setKeyword("x")))
                                .build()))),
                new Call(
                        "order by of a scroll",
                        client -> get(client.scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("c")
                                .setOrderBy(OrderBy.newBuilder().setKey("a"))
                                .build()))),
                new Call("geo condition", client -> count(client, geoRadius("a", 1, 2, 3))),
                new Call("unknown condition", client -> count(client, Condition.getDefaultInstance())),
                new Call(
                        "array step in a payload key to delete",
                        client -> get(client.deletePayloadAsync("c", List.of("a[]"), id(1), true, null, null))));
    }

    static Stream<Call> settings() {
        return Stream.of(
                create("multi vectors", params().setMultivectorConfig(MultiVectorConfig.getDefaultInstance())),
                create("small numbers", params().setDatatype(Datatype.Uint8)),
                create("quantization", params().setQuantizationConfig(QuantizationConfig.getDefaultInstance())),
                new Call(
                        "vector settings changed later",
                        client -> get(client.updateCollectionAsync(UpdateCollection.newBuilder()
                                .setCollectionName("c")
                                .setVectorsConfig(VectorsConfigDiff.getDefaultInstance())
                                .build()))));
    }

    private static void count(QdrantClient client, Condition condition) {
        get(client.countAsync("c", Filter.newBuilder().addMust(condition).build(), true));
    }

    private static Call query(String what, Query.Builder query) {
        return new Call(
                what, client -> get(client.queryAsync(query(query.build()).build())));
    }

    private static QueryPoints.Builder query(Query query) {
        return QueryPoints.newBuilder().setCollectionName("c").setQuery(query);
    }

    private static VectorParams.Builder params() {
        return VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot);
    }

    private static Call create(String what, VectorParams.Builder params) {
        return new Call(
                what,
                client -> get(client.createCollectionAsync(CreateCollection.newBuilder()
                        .setCollectionName("d")
                        .setVectorsConfig(VectorsConfig.newBuilder().setParams(params))
                        .build())));
    }
}

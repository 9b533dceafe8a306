package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table in docs/testbed-qdrant.md, asked with the real client. */
final class StatusesTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    /** One row; the collection "c" has an unnamed vector of length 2 and a sparse one, "words", and the point 1. */
    record Row(String situation, Status.Code code, String wording, Consumer<QdrantClient> call) {
        @Override
        public String toString() {
            return situation;
        }
    }

    @BeforeEach
    void store() {
        get(qdrant.client().createCollectionAsync(create("c", 2).build()));
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0));
        get(qdrant.client().createAliasAsync("alias", "c"));
    }

    @ParameterizedTest
    @MethodSource({"collections", "givenVectors", "ids", "queries", "filters", "updates"})
    void answersWithCodeAndWording(Row row) {
        StatusRuntimeException status = catchThrowableOfType(
                StatusRuntimeException.class, () -> row.call().accept(qdrant.client()));

        assertThat(status).as("an error").isNotNull();
        assertThat(status.getStatus().getCode()).isEqualTo(row.code());
        assertThat(status.getStatus().getDescription()).isEqualTo(row.wording());
    }

    static Stream<Row> collections() {
        return Stream.of(
                new Row(
                        "collection not found",
                        Status.Code.NOT_FOUND,
                        "Not found: Collection `none` doesn't exist!",
                        client -> get(client.countAsync("none"))),
                new Row(
                        "collection exists",
                        Status.Code.ALREADY_EXISTS,
                        "Wrong input: Collection `c` already exists!",
                        client -> TestClient.create(client, "c", 2, Distance.Dot)),
                new Row(
                        "collection named like an alias",
                        Status.Code.INVALID_ARGUMENT,
                        "Wrong input: Can't create collection with name alias. Alias with the same name already exists",
                        client -> TestClient.create(client, "alias", 2, Distance.Dot)),
                invalid(
                        "empty collection name",
                        "Validation error in body: [collection_name: value \"\" invalid, must be from 1 to 255"
                                + " characters]",
                        client -> TestClient.raw(client).count(CountPoints.getDefaultInstance())),
                invalid(
                        "slash in a new collection name",
                        "Validation error in body: [collection_name: collection name cannot contain \"/\" char]",
                        client -> TestClient.create(client, "a/b", 2, Distance.Dot)),
                invalid(
                        "vector size 0",
                        "Validation error in body: [vectors_config.config.params.size: value 0 invalid, must be from"
                                + " 1 to 65536]",
                        client -> TestClient.create(client, "d", 0, Distance.Dot)),
                invalid(
                        "no distance",
                        "Malformed distance parameter: UnknownDistance",
                        client -> TestClient.create(client, "d", 2, Distance.UnknownDistance)),
                invalid(
                        "shard number 0",
                        "Validation error in body: [shard_number: value 0 invalid, must be 1 or larger]",
                        client -> get(client.createCollectionAsync(
                                create("d", 2).setShardNumber(0).build()))),
                invalid(
                        "sparse vector without a name",
                        "Wrong input: Sparse vector name cannot be empty",
                        client -> get(client.createCollectionAsync(create("d", 2)
                                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                        .putMap("", SparseVectorParams.getDefaultInstance()))
                                .build()))),
                invalid(
                        "vector size above the largest",
                        "Validation error in body: [vectors_config.config.params.size: value 65537 invalid, must be"
                                + " from 1 to 65536]",
                        client -> TestClient.create(client, "d", 65_537, Distance.Dot)),
                invalid(
                        "dense and sparse vector of one name",
                        "Wrong input: Dense and sparse vector names must be unique - duplicate found with 'x'",
                        client -> get(client.createCollectionAsync(CreateCollection.newBuilder()
                                .setCollectionName("d")
                                .setVectorsConfig(VectorsConfig.newBuilder()
                                        .setParamsMap(VectorParamsMap.newBuilder()
                                                .putMap(
                                                        "x",
                                                        VectorParams.newBuilder()
                                                                .setSize(2)
                                                                .setDistance(Distance.Dot)
                                                                .build())))
                                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                        .putMap("x", SparseVectorParams.getDefaultInstance()))
                                .build()))),
                new Row(
                        "alias for a missing collection",
                        Status.Code.NOT_FOUND,
                        "Not found: Collection `none` doesn't exist!",
                        client -> get(client.createAliasAsync("x", "none"))),
                new Row(
                        "alias named like a collection",
                        Status.Code.ALREADY_EXISTS,
                        "Wrong input: Collection `c` already exists!",
                        client -> get(client.createAliasAsync("c", "c"))),
                new Row(
                        "renaming a missing alias",
                        Status.Code.NOT_FOUND,
                        "Not found: Alias none does not exists!",
                        client -> get(client.renameAliasAsync("none", "x"))));
    }

    static Stream<Row> givenVectors() {
        return Stream.of(
                invalid(
                        "wrong length stored",
                        "Wrong input: Vector dimension error: expected dim: 2, got 3",
                        client -> TestClient.upsert(client, "c", point(2, Map.of(), 1, 2, 3))),
                invalid(
                        "wrong length searched",
                        "Wrong input: Vector dimension error: expected dim: 2, got 3",
                        client -> get(client.searchAsync(search(1, 2, 3).build()))),
                invalid(
                        "empty vector searched",
                        "Wrong input: Vector dimension error: expected dim: 2, got 0",
                        client -> TestClient.raw(client).search(search().build())),
                invalid(
                        "unknown vector name stored",
                        "Wrong input: Not existing vector name error: title",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(namedVectors(Map.of("title", vector(1f, 2f))))
                                        .build())),
                invalid(
                        "unknown vector name searched",
                        "Wrong input: Not existing vector name error: title",
                        client -> get(client.searchAsync(
                                search(1, 2).setVectorName("title").build()))),
                invalid(
                        "unknown vector name asked for",
                        "Wrong input: Not existing vector name error: title",
                        client -> get(client.searchAsync(search(1, 2)
                                .setWithVectors(WithVectorsSelectorFactory.include(List.of("title")))
                                .build()))),
                invalid(
                        "dense query on a sparse vector",
                        "Wrong input: Conversion between sparse and regular vectors failed",
                        client -> get(client.searchAsync(
                                search(1, 2).setVectorName("words").build()))),
                invalid(
                        "sparse vector without its name",
                        "Sparse vector must be named",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(vectors(vector(List.of(1f), List.of(1))))
                                        .build())),
                invalid(
                        "vectors without any option",
                        "No Vector Provided",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(Vectors.getDefaultInstance())
                                        .build())),
                invalid(
                        "sparse query of different lengths",
                        "Validation error in body: [query.variant.variant.values: Validation error: must be the same"
                                + " length as indices [{}]]",
                        client -> get(client.queryAsync(query().setQuery(nearest(List.of(1f, 2f), List.of(7)))
                                .setUsing("words")
                                .build()))),
                invalid(
                        "sparse dimension twice",
                        "Validation error in body: [points.vectors.vectors_options.vectors.[].indices: Validation"
                                + " error: must be unique [{}]]",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(
                                                namedVectors(Map.of("words", vector(List.of(1f, 2f), List.of(7, 7)))))
                                        .build())));
    }

    static Stream<Row> ids() {
        return Stream.of(
                invalid(
                        "point without vectors",
                        "Expected some vectors",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder().setId(id(2)).build())),
                invalid(
                        "point without id",
                        "Empty ID is not allowed",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setVectors(vectors(1f, 2f))
                                        .build())),
                invalid(
                        "id without number and UUID",
                        "No ID options provided",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(PointId.getDefaultInstance())
                                        .setVectors(vectors(1f, 2f))
                                        .build())),
                invalid(
                        "malformed UUID",
                        "Unable to parse UUID: not-a-uuid",
                        client -> get(client.deleteAsync(
                                "c",
                                List.of(PointId.newBuilder()
                                        .setUuid("not-a-uuid")
                                        .build())))),
                invalid(
                        "upsert of nothing",
                        "Bad request: Empty update request",
                        client -> get(client.upsertAsync("c", List.of()))));
    }

    static Stream<Row> queries() {
        return Stream.of(
                invalid(
                        "search limit 0",
                        "Validation error in body: [limit: value 0 invalid, must be 1 or larger]",
                        client ->
                                get(client.searchAsync(search(1, 2).setLimit(0).build()))),
                invalid(
                        "query limit 0",
                        "Validation error in body: [limit: value 0 invalid, must be 1 or larger]",
                        client -> get(client.queryAsync(query().setLimit(0).build()))),
                invalid(
                        "scroll limit 0",
                        "Validation error in body: [limit: value 0 invalid, must be 1 or larger]",
                        client -> get(client.scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("c")
                                .setLimit(0)
                                .build()))),
                invalid(
                        "RRF k 0",
                        "Validation error in body: [query.rrf.k: value 0 invalid, must be 1 or larger]",
                        client -> get(client.queryAsync(
                                query().addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f, 2f)))
                                        .setQuery(rrf(Rrf.newBuilder().setK(0).build()))
                                        .build()))),
                invalid(
                        "hnsw_ef 0",
                        "Validation error in body: [params.hnsw_ef: value 0 invalid, must be 1 or larger]",
                        client -> get(client.searchAsync(search(1, 2)
                                .setParams(SearchParams.newBuilder().setHnswEf(0))
                                .build()))),
                invalid(
                        "prefetches nested too deep",
                        "Wrong input: Validation failed: prefetches depth 65 exceeds max depth 64",
                        client -> get(client.queryAsync(query().addPrefetch(nested(65))
                                .setQuery(fusion(Fusion.RRF))
                                .build()))),
                new Row(
                        "query by the id of no point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(
                                client.queryAsync(query().setQuery(nearest(99)).build()))),
                new Row(
                        "query by the id of a point without that vector",
                        Status.Code.NOT_FOUND,
                        "Not found: Vector with name \"words\" for point not found",
                        client -> get(client.queryAsync(
                                query().setQuery(nearest(1)).setUsing("words").build()))),
                invalid(
                        "prefetch without a query",
                        "Bad request: A query is needed to merge the prefetches. Can't have prefetches without"
                                + " defining a query.",
                        client -> get(client.queryAsync(
                                query().addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f, 2f)))
                                        .build()))),
                invalid(
                        "threshold without a query",
                        "Bad request: A query is needed to use the score_threshold. Can't have score_threshold"
                                + " without defining a query.",
                        client -> get(
                                client.queryAsync(query().setScoreThreshold(1).build()))),
                invalid(
                        "fusion with a vector name",
                        "Bad request: Fusion queries cannot be combined with the 'using' field.",
                        client -> get(client.queryAsync(query().setQuery(fusion(Fusion.RRF))
                                .setUsing("words")
                                .build()))),
                invalid(
                        "fusion of nothing",
                        "Wrong input: Validation failed: cannot apply Fusion without prefetches",
                        client -> get(client.queryAsync(
                                query().setQuery(fusion(Fusion.RRF)).build()))),
                invalid(
                        "wrong number of weights",
                        "Wrong input: Validation failed: Number of weights in RRF should match number of pre-fetches:"
                                + " got 2, expected 1",
                        client -> get(client.queryAsync(
                                query().addPrefetch(PrefetchQuery.newBuilder().setQuery(nearest(1f, 2f)))
                                        .setQuery(rrf(Rrf.newBuilder()
                                                .addWeights(1)
                                                .addWeights(1)
                                                .build()))
                                        .build()))),
                invalid(
                        "payload selector of nothing",
                        "No PayloadSelector",
                        client -> get(client.queryAsync(query().setWithPayload(WithPayloadSelector.getDefaultInstance())
                                .build()))));
    }

    static Stream<Row> filters() {
        return Stream.of(
                filter("malformed key", "Invalid json path: 'a..b'", matchKeyword("a..b", "x")),
                filter(
                        "match of nothing",
                        "Malformed Match condition",
                        field(FieldCondition.newBuilder().setKey("a").setMatch(Match.getDefaultInstance()))),
                filter(
                        "field condition of nothing",
                        "Validation error in body: [match: Validation error: At least one field condition must be"
                                + " specified [{}]]",
                        field(FieldCondition.newBuilder().setKey("a"))),
                filter(
                        "nested condition without a filter",
                        "Nested condition must have a filter",
                        Condition.newBuilder()
                                .setNested(NestedCondition.newBuilder().setKey("a"))
                                .build()),
                filter(
                        "min_should of none",
                        "Validation error in body: [filter.min_should.min_count: min_count must be greater than 0]",
                        Condition.newBuilder()
                                .setFilter(Filter.newBuilder()
                                        .setMinShould(MinShould.newBuilder().addConditions(matchKeyword("a", "x"))))
                                .build()));
    }

    static Stream<Row> updates() {
        return Stream.of(
                new Row(
                        "payload of a missing point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(client.setPayloadAsync("c", Map.of(), id(99), true, null, null))),
                new Row(
                        "vectors of a missing point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(client.updateVectorsAsync(
                                "c",
                                List.of(PointVectors.newBuilder()
                                        .setId(id(99))
                                        .setVectors(vectors(1f, 2f))
                                        .build())))),
                invalid(
                        "payload change without points",
                        "points_selector is expected",
                        client -> get(client.setPayloadAsync(
                                SetPayloadPoints.newBuilder()
                                        .setCollectionName("c")
                                        .build(),
                                null))),
                invalid(
                        "deletion without points",
                        "PointSelector is missing",
                        client -> get(client.deleteAsync(
                                DeletePoints.newBuilder().setCollectionName("c").build()))),
                invalid(
                        "selector of neither ids nor filter",
                        "Malformed PointsSelector type",
                        client -> get(client.deleteAsync(DeletePoints.newBuilder()
                                .setCollectionName("c")
                                .setPoints(PointsSelector.getDefaultInstance())
                                .build()))),
                invalid(
                        "index with the parameters of another type",
                        "field_type (Keyword) and field_index_params do not match",
                        client -> get(client.createPayloadIndexAsync(
                                "c",
                                "a",
                                PayloadSchemaType.Keyword,
                                PayloadIndexParams.newBuilder()
                                        .setTextIndexParams(TextIndexParams.getDefaultInstance())
                                        .build(),
                                true,
                                null,
                                null))));
    }

    private static PrefetchQuery nested(int depth) {
        PrefetchQuery prefetch =
                PrefetchQuery.newBuilder().setQuery(nearest(1f, 2f)).build();
        for (int i = 1; i < depth; i++) {
            prefetch = PrefetchQuery.newBuilder()
                    .setQuery(fusion(Fusion.RRF))
                    .addPrefetch(prefetch)
                    .build();
        }
        return prefetch;
    }

    private static Row invalid(String situation, String wording, Consumer<QdrantClient> call) {
        return new Row(situation, Status.Code.INVALID_ARGUMENT, wording, call);
    }

    private static Row filter(String situation, String wording, Condition condition) {
        Filter filter = Filter.newBuilder().addMust(condition).build();
        return invalid(situation, wording, client -> get(client.countAsync("c", filter, true)));
    }

    private static Condition field(FieldCondition.Builder condition) {
        return Condition.newBuilder().setField(condition).build();
    }

    private static CreateCollection.Builder create(String name, int dim) {
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParams(VectorParams.newBuilder().setSize(dim).setDistance(Distance.Dot)))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()));
    }

    private static SearchPoints.Builder search(float... vector) {
        SearchPoints.Builder search =
                SearchPoints.newBuilder().setCollectionName("c").setLimit(3);
        for (float value : vector) {
            search.addVector(value);
        }
        return search;
    }

    private static QueryPoints.Builder query() {
        return QueryPoints.newBuilder().setCollectionName("c");
    }
}

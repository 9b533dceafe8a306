package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.StatusRow.invalid;
import static dev.heal.testbed.qdrant.TestClient.get;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static io.qdrant.client.VectorFactory.vector;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.stream.Stream;

/** Errors of reads. */
final class QueryStatusRows {
    private QueryStatusRows() {}

    static Stream<StatusRow> queries() {
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
                new StatusRow(
                        "query by the id of no point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(
                                client.queryAsync(query().setQuery(nearest(99)).build()))),
                new StatusRow(
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

    static Stream<StatusRow> filters() {
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

    private static StatusRow filter(String situation, String wording, Condition condition) {
        Filter filter = Filter.newBuilder().addMust(condition).build();
        return invalid(situation, wording, client -> get(client.countAsync("c", filter, true)));
    }

    private static Condition field(FieldCondition.Builder condition) {
        return Condition.newBuilder().setField(condition).build();
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
}

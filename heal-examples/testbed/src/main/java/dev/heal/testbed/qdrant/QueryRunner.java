package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Universal queries: a tree whose leaves search or scroll and whose inner nodes fuse or rescore what their prefetches
 * found. The root's filter holds for the whole tree. Points named as examples are left out of the results, as on the
 * real server. Used under the engine's read lock, for one request.
 */
final class QueryRunner {
    private static final int DEFAULT_LIMIT = 10;
    private static final int DEEPEST = 64;

    private final Searcher searcher;

    QueryRunner(Collection collection) {
        this.searcher = new Searcher(collection);
    }

    /** One node of the tree; root and prefetch requests share these fields. */
    private record Node(
            @Nullable Query query,
            List<PrefetchQuery> prefetches,
            String using,
            Filters.PointTest filter,
            @Nullable Float threshold,
            int limit) {}

    List<Scored> run(QueryPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "QueryPoints.shard_key_selector");
        Validation.notServed(request.hasLookupFrom(), "QueryPoints.lookup_from");
        Validation.atLeastOne("limit", request.hasLimit(), request.getLimit());
        Validation.atLeastOne("timeout", request.hasTimeout(), request.getTimeout());
        Schema.checkParams(request.getParams());
        int offset = Validation.count(request.getOffset());
        int limit = request.hasLimit() ? Validation.count(request.getLimit()) : DEFAULT_LIMIT;
        Node root = new Node(
                request.hasQuery() ? request.getQuery() : null,
                request.getPrefetchList(),
                request.getUsing(),
                Filters.compile(withoutExamples(request), searcher.collection()),
                request.hasScoreThreshold() ? request.getScoreThreshold() : null,
                limit + offset);
        List<Scored> found = run(root, 0);
        return found.subList(Math.min(offset, found.size()), found.size());
    }

    private Filter withoutExamples(QueryPoints request) {
        List<PointId> examples = Stream.concat(
                        example(request.getQuery()),
                        request.getPrefetchList().stream().flatMap(this::examples))
                .toList();
        return examples.isEmpty()
                ? request.getFilter()
                : request.getFilter().toBuilder()
                        .addMustNot(Condition.newBuilder()
                                .setHasId(HasIdCondition.newBuilder().addAllHasId(examples)))
                        .build();
    }

    private Stream<PointId> examples(PrefetchQuery prefetch) {
        return Stream.concat(
                example(prefetch.getQuery()),
                prefetch.getPrefetchList().stream().flatMap(this::examples));
    }

    private static Stream<PointId> example(Query query) {
        return query.getNearest().hasId() ? Stream.of(query.getNearest().getId()) : Stream.empty();
    }

    private Node prefetch(PrefetchQuery request, Filters.PointTest outer) {
        Validation.notServed(request.hasLookupFrom(), "PrefetchQuery.lookup_from");
        Validation.atLeastOne("prefetch.limit", request.hasLimit(), request.getLimit());
        Schema.checkParams(request.getParams());
        Filters.PointTest own =
                request.hasFilter() ? Filters.compile(request.getFilter(), searcher.collection()) : Filters.ALL;
        return new Node(
                request.hasQuery() ? request.getQuery() : null,
                request.getPrefetchList(),
                request.getUsing(),
                Filters.and(outer, own),
                request.hasScoreThreshold() ? request.getScoreThreshold() : null,
                request.hasLimit() ? Validation.count(request.getLimit()) : DEFAULT_LIMIT);
    }

    private List<Scored> run(Node node, int depth) {
        if (depth > DEEPEST) {
            throw Statuses.failedValidation("prefetches depth " + depth + " exceeds max depth " + DEEPEST);
        }
        Query query = node.query();
        if (query == null) {
            return scroll(node);
        }
        List<List<Scored>> sources = new ArrayList<>();
        for (PrefetchQuery prefetch : node.prefetches()) {
            sources.add(run(prefetch(prefetch, node.filter()), depth + 1));
        }
        return switch (query.getVariantCase()) {
            case NEAREST -> nearest(node, query, sources);
            case FUSION ->
                switch (query.getFusion()) {
                    case RRF -> fused(node, () -> Fusion.reciprocalRank(sources, Fusion.DEFAULT_K, List.of()));
                    case DBSF -> fused(node, () -> Fusion.distributionBased(sources));
                    case UNRECOGNIZED -> throw Statuses.invalid("invalid fusion type value %d", query.getFusionValue());
                };
            case RRF -> {
                Validation.atLeastOne(
                        "query.rrf.k", query.getRrf().hasK(), query.getRrf().getK());
                int k = query.getRrf().hasK() ? query.getRrf().getK() : Fusion.DEFAULT_K;
                yield fused(
                        node,
                        () -> Fusion.reciprocalRank(sources, k, query.getRrf().getWeightsList()));
            }
            case RECOMMEND, DISCOVER, CONTEXT, ORDER_BY, SAMPLE, FORMULA, NEAREST_WITH_MMR, RELEVANCE_FEEDBACK ->
                throw Statuses.notServed(
                        "Query." + query.getVariantCase().name().toLowerCase(Locale.ROOT));
            case VARIANT_NOT_SET -> throw Statuses.invalid("%s", "missing field: variant");
        };
    }

    private List<Scored> scroll(Node node) {
        if (!node.prefetches().isEmpty()) {
            throw Statuses.badRequest(
                    "A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
        }
        if (node.threshold() != null) {
            throw Statuses.badRequest("A query is needed to use the score_threshold. Can't have score_threshold"
                    + " without defining a query.");
        }
        return searcher.scroll(null, node.filter(), node.limit());
    }

    private List<Scored> nearest(Node node, Query query, List<List<Scored>> sources) {
        Vector vector = query.getNearest().hasId()
                ? searcher.vectorOf(PointKey.of(query.getNearest().getId()), node.using())
                : VectorInputs.of(query.getNearest());
        Searcher.Nearest nearest =
                new Searcher.Nearest(node.using(), vector, node.filter(), node.limit(), node.threshold());
        return node.prefetches().isEmpty() ? searcher.nearest(nearest) : searcher.rescore(nearest, sources);
    }

    private List<Scored> fused(Node node, Supplier<List<Scored>> fusion) {
        if (!node.using().isEmpty()) {
            throw Statuses.badRequest("Fusion queries cannot be combined with the 'using' field.");
        }
        if (node.prefetches().isEmpty()) {
            throw Statuses.failedValidation("cannot apply Fusion without prefetches");
        }
        return fusion.get().stream()
                .filter(point -> node.threshold() == null || point.score() >= node.threshold())
                .limit(node.limit())
                .toList();
    }
}

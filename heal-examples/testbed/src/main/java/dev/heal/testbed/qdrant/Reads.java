package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchPoints;
import java.util.List;

/** Answers to the read requests of the points service. Stateless; called under the engine's read lock. */
final class Reads {
    private static final int DEFAULT_PAGE = 10;

    private Reads() {}

    static List<ScoredPoint> query(Catalog catalog, QueryPoints request) {
        Collection collection = catalog.find(request.getCollectionName());
        List<Scored> found = new QueryRunner(collection).run(request);
        return new PointView(
                        collection,
                        PointView.payloadOr(request.hasWithPayload(), request.getWithPayload(), false),
                        request.getWithVectors())
                .scored(found);
    }

    static List<ScoredPoint> search(Catalog catalog, SearchPoints request) {
        if (request.getLimit() == 0) {
            throw Statuses.outOfRange("limit", 0, "1 or larger");
        }
        Validation.atLeastOne("timeout", request.hasTimeout(), request.getTimeout());
        Validation.notServed(request.hasShardKeySelector(), "SearchPoints.shard_key_selector");
        Schema.checkParams(request.getParams());
        Collection collection = catalog.find(request.getCollectionName());
        Vector vector = request.hasSparseIndices()
                ? Vector.Sparse.of(request.getSparseIndices().getDataList(), request.getVectorList(), "")
                : Vector.Dense.of(request.getVectorList());
        int offset = Validation.count(request.getOffset());
        List<Scored> found = new Searcher(collection)
                .nearest(new Searcher.Nearest(
                        request.getVectorName(),
                        vector,
                        request.hasFilter() ? Filters.compile(request.getFilter(), collection) : Filters.ALL,
                        offset + Validation.count(request.getLimit()),
                        request.hasScoreThreshold() ? request.getScoreThreshold() : null));
        return new PointView(
                        collection,
                        PointView.payloadOr(request.hasWithPayload(), request.getWithPayload(), false),
                        request.getWithVectors())
                .scored(found.subList(Math.min(offset, found.size()), found.size()));
    }

    /** The points that exist, in the order asked for. */
    static List<RetrievedPoint> get(Catalog catalog, GetPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "GetPoints.shard_key_selector");
        Collection collection = catalog.find(request.getCollectionName());
        PointStore store = collection.points();
        PointView view = new PointView(
                collection,
                PointView.payloadOr(request.hasWithPayload(), request.getWithPayload(), false),
                request.getWithVectors());
        return request.getIdsList().stream()
                .map(PointKey::of)
                .distinct()
                .filter(key -> store.slot(key) >= 0)
                .map(key -> view.retrieved(key, store.slot(key)))
                .toList();
    }

    static ScrollResponse scroll(Catalog catalog, ScrollPoints request) {
        Validation.atLeastOne("limit", request.hasLimit(), request.getLimit());
        Validation.atLeastOne("timeout", request.hasTimeout(), request.getTimeout());
        Validation.notServed(request.hasOrderBy(), "ScrollPoints.order_by");
        Validation.notServed(request.hasShardKeySelector(), "ScrollPoints.shard_key_selector");
        Collection collection = catalog.find(request.getCollectionName());
        PointView view = new PointView(
                collection,
                PointView.payloadOr(request.hasWithPayload(), request.getWithPayload(), true),
                request.getWithVectors());
        int limit = request.hasLimit() ? Validation.count(Integer.toUnsignedLong(request.getLimit())) : DEFAULT_PAGE;
        List<Scored> found = new Searcher(collection)
                .scroll(
                        request.hasOffset() ? PointKey.of(request.getOffset()) : null,
                        request.hasFilter() ? Filters.compile(request.getFilter(), collection) : Filters.ALL,
                        limit + 1);
        ScrollResponse.Builder page = ScrollResponse.newBuilder();
        found.stream().limit(limit).forEach(point -> page.addResult(view.retrieved(point.key(), point.slot())));
        if (found.size() > limit) {
            PointId next = found.get(limit).key().toProto();
            page.setNextPageOffset(next);
        }
        return page.build();
    }

    static long count(Catalog catalog, CountPoints request) {
        Validation.notServed(request.hasShardKeySelector(), "CountPoints.shard_key_selector");
        Collection collection = catalog.find(request.getCollectionName());
        return new Searcher(collection)
                .count(request.hasFilter() ? Filters.compile(request.getFilter(), collection) : Filters.ALL);
    }
}

package dev.heal.vector;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.VectorInputFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.VectorInput;

/**
 * Turns queries into requests of one collection, by its names of vectors.
 *
 * @param collection the collection
 * @param dense the name of the dense vector, empty for the unnamed one
 * @param sparse the name of the sparse vector, empty for none
 */
record Queries(String collection, String dense, String sparse) {

    /** How many candidates each half of a hybrid search brings to the fusion, per hit asked for. */
    private static final int CANDIDATES_PER_HIT = 4;

    /** The request; equal queries make equal ones, byte by byte. */
    QueryPoints request(VectorQuery query) {
        QueryPoints.Builder request = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(query.limit())
                .setWithPayload(query.payload());
        boolean filtered = !query.filter().equals(Filter.getDefaultInstance());
        if (filtered) {
            request.setFilter(query.filter());
        }
        Float threshold = query.threshold();
        if (threshold != null) {
            request.setScoreThreshold(threshold);
        }
        if (query.dimensions() == 0) {
            return request.setQuery(nearestSparse(query)).setUsing(sparse).build();
        } else if (sparse.isEmpty() || query.sparse().isEmpty()) {
            request.setQuery(nearestDense(query));
            return dense.isEmpty() ? request.build() : request.setUsing(dense).build();
        }
        return request.addPrefetch(half(query, nearestDense(query), dense, filtered))
                .addPrefetch(half(query, nearestSparse(query), sparse, filtered))
                .setQuery(QueryFactory.fusion(query.fusion()))
                .build();
    }

    private static PrefetchQuery half(VectorQuery query, Query nearest, String using, boolean filtered) {
        PrefetchQuery.Builder half =
                PrefetchQuery.newBuilder().setQuery(nearest).setLimit((long) query.limit() * CANDIDATES_PER_HIT);
        if (filtered) {
            half.setFilter(query.filter());
        }
        if (!using.isEmpty()) {
            half.setUsing(using);
        }
        return half.build();
    }

    private static Query nearestDense(VectorQuery query) {
        DenseVector.Builder numbers = DenseVector.newBuilder();
        for (int i = 0; i < query.dimensions(); i++) {
            numbers.addData(query.dense(i));
        }
        return Query.newBuilder()
                .setNearest(VectorInput.newBuilder().setDense(numbers))
                .build();
    }

    private Query nearestSparse(VectorQuery query) {
        if (sparse.isEmpty()) {
            throw new IllegalArgumentException(
                    "collection '" + collection
                            + "': a sparse query needs the name of the sparse vector, had none; name it with using(dense, sparse)");
        }
        return QueryFactory.nearest(VectorInputFactory.vectorInput(
                query.sparse().values(), query.sparse().indices()));
    }
}

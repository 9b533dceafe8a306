package dev.heal.vector;

import com.google.common.primitives.Floats;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to search for: a dense vector, a sparse one, or both for a hybrid search; and which points may be found. Immutable.
 */
public final class VectorQuery {

    /** The most hits that can be asked for. */
    public static final int MAX_LIMIT = 10_000;

    private static final Options PLAIN =
            new Options(Filter.getDefaultInstance(), Fusion.RRF, null, WithPayloadSelectorFactory.enable(true));

    private final float[] dense;
    private final SparseVector sparse;
    private final int limit;
    private final Options options;

    /** What is seldom asked for. */
    private record Options(
            Filter filter, Fusion fusion, @Nullable Float threshold, WithPayloadSelector payload) {}

    private VectorQuery(float[] dense, SparseVector sparse, int limit, Options options) {
        this.dense = dense;
        this.sparse = sparse;
        this.limit = limit;
        this.options = options;
    }

    /**
     * A query by a dense vector, or by both for a hybrid search.
     *
     * @param dense {@code float[dimensions]} of finite numbers; copied
     * @param sparse {@link SparseVector#EMPTY} for a dense search, else the second half of a hybrid one
     * @param limit how many hits at the most, in [1, 10000]
     * @return the query
     * @throws IllegalArgumentException if the vector is empty or not finite, or the limit is out of range
     */
    public static VectorQuery of(float[] dense, SparseVector sparse, int limit) {
        Objects.requireNonNull(dense, "search: the dense vector must not be null; use ofSparse for a sparse search");
        Objects.requireNonNull(sparse, "search: the sparse vector must not be null; use SparseVector.EMPTY for none");
        checkLimit(limit);
        if (dense.length == 0) {
            throw new IllegalArgumentException("search: the vector must have at least 1 dimension, had 0");
        }
        float[] copy = new float[dense.length];
        for (int i = 0; i < dense.length; i++) {
            if (!Float.isFinite(dense[i])) {
                throw new IllegalArgumentException(
                        "search: every number of the vector must be finite, was " + dense[i] + " at position " + i);
            }
            // one zero only: -0.0 would make another cache key of the same question
            copy[i] = dense[i] == 0f ? 0f : dense[i];
        }
        return new VectorQuery(copy, sparse, limit, PLAIN);
    }

    /**
     * A query by a sparse vector alone, for a {@link QdrantSearch#using} that names one.
     *
     * @param sparse at least one term
     * @param limit how many hits at the most, in [1, 10000]
     * @return the query
     * @throws IllegalArgumentException if the vector has no terms, or the limit is out of range
     */
    public static VectorQuery ofSparse(SparseVector sparse, int limit) {
        Objects.requireNonNull(sparse, "search: the sparse vector must not be null");
        checkLimit(limit);
        if (sparse.isEmpty()) {
            throw new IllegalArgumentException(
                    "search: the sparse vector must have at least 1 term, had 0; nothing would be like it");
        }
        return new VectorQuery(new float[0], sparse, limit, PLAIN);
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "search: limit must be in [1, " + MAX_LIMIT + "], was " + limit + "; use 10 for a page of results");
        }
    }

    /**
     * This query among some points only.
     *
     * @param filter which ones; {@code io.qdrant.client.ConditionFactory} makes its conditions. An empty one means all
     * @return a new query
     */
    public VectorQuery where(Filter filter) {
        Objects.requireNonNull(filter, "search: the filter must not be null; use Filter.getDefaultInstance() for none");
        return with(new Options(filter, options.fusion, options.threshold, options.payload));
    }

    /**
     * This query with another way to make one list of the two of a hybrid search. By default {@code RRF}: by ranks.
     *
     * @param fusion {@code RRF}, or {@code DBSF}: by scores
     * @return a new query
     */
    public VectorQuery fusedBy(Fusion fusion) {
        if (fusion == null || fusion == Fusion.UNRECOGNIZED) {
            throw new IllegalArgumentException("search: fusion must be RRF or DBSF, was " + fusion);
        }
        return with(new Options(options.filter, fusion, options.threshold, options.payload));
    }

    /**
     * This query without hits of a worse score. Of a hybrid search it is the score of the fusion that counts.
     *
     * @param threshold finite; what is worse depends on the collection's distance
     * @return a new query
     * @throws IllegalArgumentException if it is not finite
     */
    public VectorQuery above(float threshold) {
        if (!Float.isFinite(threshold)) {
            throw new IllegalArgumentException("search: the score threshold must be finite, was " + threshold);
        }
        return with(new Options(options.filter, options.fusion, threshold, options.payload));
    }

    /**
     * This query with hits that carry some keys of their payload only. By default they carry all of it.
     *
     * @param keys which ones; none for hits without a payload
     * @return a new query
     */
    public VectorQuery withPayload(String... keys) {
        return with(new Options(
                options.filter,
                options.fusion,
                options.threshold,
                keys.length == 0
                        ? WithPayloadSelectorFactory.enable(false)
                        : WithPayloadSelectorFactory.include(List.of(keys))));
    }

    private VectorQuery with(Options other) {
        return new VectorQuery(dense, sparse, limit, other);
    }

    /**
     * The dense vector.
     *
     * @return its numbers; none for a sparse search
     */
    public List<Float> dense() {
        return Collections.unmodifiableList(Floats.asList(dense));
    }

    /**
     * The sparse vector.
     *
     * @return its terms, possibly none
     */
    public SparseVector sparse() {
        return sparse;
    }

    /**
     * How many hits are wanted.
     *
     * @return the most hits, at least 1
     */
    public int limit() {
        return limit;
    }

    int dimensions() {
        return dense.length;
    }

    float dense(int place) {
        return dense[place];
    }

    Filter filter() {
        return options.filter;
    }

    Fusion fusion() {
        return options.fusion;
    }

    @Nullable
    Float threshold() {
        return options.threshold;
    }

    WithPayloadSelector payload() {
        return options.payload;
    }
}

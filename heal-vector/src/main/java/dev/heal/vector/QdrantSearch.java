package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.FailureClassifier;
import dev.heal.vector.Request.Work;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One Qdrant collection behind a guard. Every call has a deadline, which the client itself does not set; a search is
 * repeated freely, an upsert or delete too, since Qdrant's are idempotent for ids that the caller chose. The client stays
 * the host's and is never closed. What fails reaches the caller as the client's own exception, with the collection's name
 * before the words of a server that finds the call itself wrong. Safe for use by many threads.
 *
 * <p>Watches how calls end: a connection that is silent while a new one answers is left, and the calls on it are sent again
 * on the new one; a server that cannot be reached is asked every 100 to 500 ms, and calls are refused until it answers; one
 * that asks to be left alone is. A server that is only slow is left to the breaker, and no call ends for taking long.
 */
public final class QdrantSearch {

    private final Peers peers;
    private final Guard guard;
    private final Guard searching;
    private final Queries names;
    private final AtomicReference<@Nullable KnownSchema> known;
    private final Set<RedisCache> told;

    /**
     * Searches the collection's unnamed vector.
     *
     * @param client the host's client; best built without its compatibility check, which blocks without a deadline
     * @param collection the name of an existing collection, or one that {@link #ensureCollection} makes
     * @param guard the guard of this database
     */
    public QdrantSearch(QdrantClient client, String collection, Guard guard) {
        this(List.of(client), collection, guard);
    }

    /**
     * Searches a collection of a cluster: each call goes to the next of its servers, a second try to another one. A server
     * that fails five calls in a row, or cannot be reached, is left out for a while; never the last one, nor more than three
     * in ten of ten or more.
     *
     * @param peers the host's clients, one for each server of the cluster
     * @param collection as above
     * @param guard the guard of this database
     * @throws IllegalArgumentException if there are no clients
     */
    public QdrantSearch(List<QdrantClient> peers, String collection, Guard guard) {
        this(
                new Peers(peers, collection, guard.classifying(GrpcFailures.INSTANCE)),
                guard.classifying(GrpcFailures.INSTANCE),
                new Queries(collection, "", ""),
                new AtomicReference<>(),
                new CopyOnWriteArraySet<>());
    }

    private QdrantSearch(
            Peers peers,
            Guard guard,
            Queries names,
            AtomicReference<@Nullable KnownSchema> known,
            Set<RedisCache> told) {
        this.peers = peers;
        this.guard = guard;
        this.searching = guard.within(GuardSettings.Deadlines::search);
        this.names = names;
        this.known = known;
        this.told = told;
    }

    /**
     * The same collection, searched by named vectors. A query with a sparse half becomes a hybrid search: both halves bring
     * candidates, which the server fuses.
     *
     * @param dense the name of the dense vector, empty for the unnamed one
     * @param sparse the name of the sparse vector, empty to leave the sparse half of queries unused
     * @return a view on the same collection
     */
    public QdrantSearch using(String dense, String sparse) {
        return new QdrantSearch(peers, guard, new Queries(names.collection(), dense, sparse), known, told);
    }

    /**
     * Searches.
     *
     * @param query what for
     * @return what was found, best first
     * @throws IllegalArgumentException if the query cannot work on this collection, as far as {@link #ensureCollection} knows
     * @throws IllegalStateException if the client is closed
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public List<VectorHit> search(VectorQuery query) {
        return peers.call(searching, searching(request(query), QdrantSearch::hits));
    }

    /**
     * Searches without a thread that waits.
     *
     * @param query what for
     * @return what was found, best first, or one of the exceptions of {@link #search}; ends on a thread of the client's.
     *     Cancelling it cancels the call
     * @throws IllegalArgumentException as {@link #search}
     * @throws IllegalStateException as {@link #search}
     */
    public CompletableFuture<List<VectorHit>> searchAsync(VectorQuery query) {
        return peers.callAsync(searching, searching(request(query), QdrantSearch::hits));
    }

    /**
     * Stores points, or replaces those of the same ids, and waits until they can be found.
     *
     * @param points at least one, with ids that the caller chose
     * @throws IllegalArgumentException if there are no points, or one of them has no id, no vector, or one that is not finite
     *     or of another length than {@link #ensureCollection} knows
     * @throws IllegalStateException if the client is closed
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public void upsert(List<PointStruct> points) {
        change(upserting(points));
    }

    /**
     * Stores points without a thread that waits.
     *
     * @param points as {@link #upsert}
     * @return true, or one of the exceptions of {@link #upsert}
     * @throws IllegalArgumentException as {@link #upsert}
     * @throws IllegalStateException as {@link #upsert}
     */
    public CompletableFuture<Boolean> upsertAsync(List<PointStruct> points) {
        return changeAsync(upserting(points));
    }

    /**
     * Deletes the points that a filter selects, and waits until they cannot be found any more.
     *
     * @param filter which ones; an empty filter would mean all points and is refused
     * @throws IllegalArgumentException if the filter has no condition
     * @throws IllegalStateException if the client is closed
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public void delete(Filter filter) {
        change(deleting(filter));
    }

    /**
     * Deletes points without a thread that waits.
     *
     * @param filter as {@link #delete}
     * @return true, or one of the exceptions of {@link #delete}
     * @throws IllegalArgumentException as {@link #delete}
     * @throws IllegalStateException as {@link #delete}
     */
    public CompletableFuture<Boolean> deleteAsync(Filter filter) {
        return changeAsync(deleting(filter));
    }

    /**
     * Makes the collection if it is not there, with the vectors that this view names, and checks it if it is. Nothing is
     * ever deleted or changed; payload indexes that are missing are made. From then on queries and points are checked
     * against it before they are sent, and so are the keys of filters if indexes were named.
     *
     * @param dimensions the length of the dense vectors, at least 1
     * @param distance how they are compared
     * @param indexes payload keys to have an index, possibly none
     * @throws IllegalStateException if the collection is there and differs; says what must be and what is
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public void ensureCollection(int dimensions, Distance distance, Map<String, PayloadSchemaType> indexes) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("collection '" + names.collection()
                    + "': vectors must have at least 1 dimension, was " + dimensions);
        }
        VectorParams dense = VectorParams.newBuilder()
                .setSize(dimensions)
                .setDistance(distance)
                .build();
        VectorsConfig.Builder vectors = VectorsConfig.newBuilder();
        if (names.dense().isEmpty()) {
            vectors.setParams(dense);
        } else {
            vectors.setParamsMap(VectorParamsMap.newBuilder().putMap(names.dense(), dense));
        }
        CreateCollection.Builder wanted = CreateCollection.newBuilder().setVectorsConfig(vectors);
        if (!names.sparse().isEmpty()) {
            wanted.setSparseVectorsConfig(
                    SparseVectorConfig.newBuilder().putMap(names.sparse(), SparseVectorParams.getDefaultInstance()));
        }
        ensureCollection(wanted.build(), indexes);
    }

    /**
     * The same for a collection of any sort. Of what is there, dimensions and distance of dense vectors, names and modifiers
     * of sparse ones and types of indexes are checked; vectors that are not asked for do no harm.
     *
     * @param wanted what to make; its collection name may be left empty
     * @param indexes payload keys to have an index, possibly none
     * @throws IllegalArgumentException if it names another collection
     * @throws IllegalStateException as above
     * @throws io.grpc.StatusRuntimeException as above
     * @throws dev.heal.CallRefusedException as above
     */
    public void ensureCollection(CreateCollection wanted, Map<String, PayloadSchemaType> indexes) {
        String name = wanted.getCollectionName();
        if (!name.isEmpty() && !name.equals(names.collection())) {
            throw new IllegalArgumentException("collection '" + names.collection()
                    + "': what is to be made must have the same name or none, was '" + name + "'");
        }
        known.set(new CollectionSetUp(peers, guard)
                .ensure(wanted.toBuilder().setCollectionName(names.collection()).build(), indexes));
    }

    /**
     * How failures of a Qdrant client are read, for calls of the host's own: {@code guard.classifying(QdrantSearch.failures())}.
     *
     * @return a shared, stateless classifier of gRPC statuses and Qdrant's trailers
     */
    public static FailureClassifier failures() {
        return GrpcFailures.INSTANCE;
    }

    /**
     * What the guard of this database does, since when and why, and what is known of its servers.
     *
     * @return text for a person
     */
    public String explain() {
        return guard.explain() + peers.explain();
    }

    Guard guard() {
        return guard;
    }

    String collection() {
        return names.collection();
    }

    List<ScoredPoint> query(QueryPoints request, Guard search) {
        return peers.call(search, searching(request, QueryResponse::getResultList));
    }

    CompletableFuture<List<ScoredPoint>> queryAsync(QueryPoints request, Guard search) {
        return peers.callAsync(search, searching(request, QueryResponse::getResultList));
    }

    QueryPoints request(VectorQuery query) {
        Objects.requireNonNull(query, () -> "collection '" + names.collection() + "': the query must not be null");
        KnownSchema schema = known.get();
        if (schema != null) {
            schema.check(query, names);
        }
        return names.request(query);
    }

    private static <T> Request<QueryResponse, T> searching(QueryPoints query, Function<QueryResponse, T> reading) {
        return new Request<>(
                Work.READ,
                (wire, deadline) -> Request.within(deadline, wire.points())
                        .query(Request.timed(
                                deadline,
                                query,
                                seconds -> query.toBuilder().setTimeout(seconds).build())),
                reading);
    }

    private static List<VectorHit> hits(QueryResponse response) {
        return response.getResultList().stream().map(VectorHit::of).toList();
    }

    /** Tells a cache of every write from now on, also one that failed: it may have had its effect. Views share that. */
    void invalidates(RedisCache cache) {
        told.add(cache);
    }

    private void change(Request<?, Boolean> request) {
        try {
            boolean unused = peers.call(guard, request);
        } finally {
            tellCaches();
        }
    }

    private CompletableFuture<Boolean> changeAsync(Request<?, Boolean> request) {
        CompletableFuture<Boolean> change = peers.callAsync(guard, request);
        // whoever waits for it may search at once, so the caches are told first
        CompletableFuture<Boolean> told = change.whenComplete((done, thrown) -> tellCaches());
        CompletableFuture<Boolean> unused = told.whenComplete((done, thrown) -> {
            if (told.isCancelled()) {
                change.cancel(true);
            }
        });
        return told;
    }

    private void tellCaches() {
        told.forEach(cache -> cache.invalidate(names.collection()));
    }

    private Request<?, Boolean> upserting(List<PointStruct> points) {
        PointChecks.check(names.collection(), points, known.get());
        UpsertPoints request = UpsertPoints.newBuilder()
                .setCollectionName(names.collection())
                .setWait(true)
                .addAllPoints(points)
                .build();
        return new Request<>(
                Work.STORE,
                (wire, deadline) -> Request.within(deadline, wire.points())
                        .upsert(Request.timed(
                                deadline,
                                request,
                                seconds ->
                                        request.toBuilder().setTimeout(seconds).build())),
                response -> Updates.isDone(names.collection(), response.getResult()));
    }

    private Request<?, Boolean> deleting(Filter filter) {
        if (isEmpty(filter)) {
            throw new IllegalArgumentException("collection '" + names.collection()
                    + "': delete must have a condition, was an empty filter; that would delete every point");
        }
        DeletePoints request = DeletePoints.newBuilder()
                .setCollectionName(names.collection())
                .setWait(true)
                .setPoints(PointsSelector.newBuilder().setFilter(filter))
                .build();
        return new Request<>(
                Work.CHANGE,
                (wire, deadline) -> Request.within(deadline, wire.points())
                        .delete(Request.timed(
                                deadline,
                                request,
                                seconds ->
                                        request.toBuilder().setTimeout(seconds).build())),
                response -> Updates.isDone(names.collection(), response.getResult()));
    }

    /** Also a "min should" without conditions asks for nothing. */
    private static boolean isEmpty(Filter filter) {
        return filter.getMustCount()
                        + filter.getShouldCount()
                        + filter.getMustNotCount()
                        + filter.getMinShould().getConditionsCount()
                == 0;
    }
}

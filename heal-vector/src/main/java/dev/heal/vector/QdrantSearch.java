package dev.heal.vector;

import com.google.common.util.concurrent.ListenableFuture;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.FailureClassifier;
import dev.heal.time.Deadline;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.VectorInputFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * One Qdrant collection behind a guard. Every call has a deadline, which the client itself does not set; a search is
 * repeated freely, an upsert or delete too, since Qdrant's are idempotent for ids that the caller chose. The client stays
 * the host's and is never closed. What fails reaches the caller as the client's own exception. Safe for use by many threads.
 */
public final class QdrantSearch {

    /** How many candidates each half of a hybrid search brings to the fusion, per hit asked for. */
    private static final int CANDIDATES_PER_HIT = 4;

    private final QdrantClient client;
    private final String collection;
    private final Guard guard;
    private final String denseName;
    private final String sparseName;
    private Set<RedisCache> told = new CopyOnWriteArraySet<>();

    /**
     * Searches the collection's unnamed vector.
     *
     * @param client the host's client
     * @param collection the name of an existing collection
     * @param guard the guard of this database
     */
    public QdrantSearch(QdrantClient client, String collection, Guard guard) {
        this(client, collection, guard.classifying(GrpcFailures.INSTANCE), "", "");
    }

    private QdrantSearch(QdrantClient client, String collection, Guard guard, String denseName, String sparseName) {
        this.client = client;
        this.collection = collection;
        this.guard = guard;
        this.denseName = denseName;
        this.sparseName = sparseName;
    }

    /**
     * The same collection, searched by named vectors. A query with a sparse half becomes a hybrid search: both halves bring
     * candidates, which the server fuses by reciprocal rank.
     *
     * @param dense the name of the dense vector, empty for the unnamed one
     * @param sparse the name of the sparse vector, empty to leave the sparse half of queries unused
     * @return a view on the same collection
     */
    public QdrantSearch using(String dense, String sparse) {
        QdrantSearch view = new QdrantSearch(client, collection, guard, dense, sparse);
        view.told = told;
        return view;
    }

    /**
     * Searches.
     *
     * @param query what for
     * @return what was found, best first
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public List<VectorHit> search(VectorQuery query) {
        Guard search = guard.within(GuardSettings.Deadlines::search);
        return query(request(query), search).stream().map(VectorHit::of).toList();
    }

    /**
     * Stores points, or replaces those of the same ids, and waits until they can be found.
     *
     * @param points at least one, with ids that the caller chose
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public void upsert(List<PointStruct> points) {
        UpsertPoints request = UpsertPoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .addAllPoints(points)
                .build();
        update(timeout -> client.upsertAsync(request, timeout));
    }

    /**
     * Deletes the points that a filter selects, and waits until they cannot be found any more.
     *
     * @param filter which ones; an empty filter would mean all points and is refused
     * @throws IllegalArgumentException if the filter has no condition
     * @throws io.grpc.StatusRuntimeException if the last try failed
     * @throws dev.heal.CallRefusedException if the database was not asked
     */
    public void delete(Filter filter) {
        if (isEmpty(filter)) {
            throw new IllegalArgumentException("collection '" + collection
                    + "': delete must have a condition, was an empty filter; that would delete every point");
        }
        DeletePoints request = DeletePoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setPoints(PointsSelector.newBuilder().setFilter(filter))
                .build();
        update(timeout -> client.deleteAsync(request, timeout));
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
     * What the guard of this database does, since when and why.
     *
     * @return text for a person
     */
    public String explain() {
        return guard.explain();
    }

    Guard guard() {
        return guard;
    }

    String collection() {
        return collection;
    }

    List<ScoredPoint> query(QueryPoints request, Guard search) {
        return call(search, Effect.READ, deadline -> answer(timeout -> client.queryAsync(request, timeout), deadline));
    }

    /** Also a "min should" without conditions asks for nothing. */
    private static boolean isEmpty(Filter filter) {
        return filter.getMustCount()
                        + filter.getShouldCount()
                        + filter.getMustNotCount()
                        + filter.getMinShould().getConditionsCount()
                == 0;
    }

    QueryPoints request(VectorQuery query) {
        QueryPoints.Builder request = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(query.limit())
                .setWithPayload(WithPayloadSelectorFactory.enable(true));
        if (sparseName.isEmpty() || query.sparse().isEmpty()) {
            request.setQuery(QueryFactory.nearest(query.dense()));
            if (!denseName.isEmpty()) {
                request.setUsing(denseName);
            }
            return request.build();
        }
        long candidates = (long) query.limit() * CANDIDATES_PER_HIT;
        PrefetchQuery.Builder dense = PrefetchQuery.newBuilder()
                .setQuery(QueryFactory.nearest(query.dense()))
                .setLimit(candidates);
        if (!denseName.isEmpty()) {
            dense.setUsing(denseName);
        }
        return request.addPrefetch(dense)
                .addPrefetch(PrefetchQuery.newBuilder()
                        .setQuery(QueryFactory.nearest(VectorInputFactory.vectorInput(
                                query.sparse().values(), query.sparse().indices())))
                        .setUsing(sparseName)
                        .setLimit(candidates))
                .setQuery(QueryFactory.fusion(Fusion.RRF))
                .build();
    }

    /** Tells a cache of every write from now on, also one that failed: it may have had its effect. Views share that. */
    void invalidates(RedisCache cache) {
        told.add(cache);
    }

    private void update(Function<Duration, ListenableFuture<UpdateResult>> call) {
        try {
            send(call);
        } finally {
            told.forEach(cache -> cache.invalidate(collection));
        }
    }

    private void send(Function<Duration, ListenableFuture<UpdateResult>> call) {
        call(guard, Effect.IDEMPOTENT, deadline -> {
            UpdateResult result = answer(call, deadline);
            if (result.getStatus() == UpdateStatus.Completed || result.getStatus() == UpdateStatus.Acknowledged) {
                return result;
            }
            // an answer, but not the one asked for: the update may become visible later, or never
            throw Status.ABORTED
                    .withDescription("collection '" + collection + "': the update ended as " + result.getStatus())
                    .asRuntimeException();
        });
    }

    /** Interruption passes through the guard as what it is, so that it counts neither for nor against the database. */
    private static <T> T call(Guard by, Effect effect, Guard.DeadlineCall<T, InterruptedException> call) {
        try {
            return by.call(effect, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("the calling thread was interrupted")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private <T> T answer(Function<Duration, ListenableFuture<T>> call, Deadline deadline) throws InterruptedException {
        reconnectNow();
        ListenableFuture<T> future = call.apply(deadline.remaining());
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    /** gRPC waits longer and longer between connects, up to two minutes; whoever is let through by the guard need not. */
    private void reconnectNow() {
        ManagedChannel channel = client.grpcClient().channel();
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }
}

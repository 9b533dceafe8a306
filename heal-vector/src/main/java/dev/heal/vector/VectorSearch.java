package dev.heal.vector;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.time.Deadline;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Search by text: a fresh cached answer if there is one, else a live one, else an older cached one if the vector database
 * fails, else the failure. Never an empty list that stands for "could not be asked". Safe for use by many threads.
 *
 * <p>How long answers count as fresh or may stand in as stale are the settings {@code heal.cache.*} of the cache's guard;
 * how long a search may take is {@code heal.deadline.search} of the database's guard.
 */
public final class VectorSearch {

    /** Share of the deadline that live tries may use when an older answer is at hand. */
    private static final double LIVE_SHARE = 0.75;

    private static final double TTL_JITTER = 0.1;

    private final QdrantSearch docs;
    private final @Nullable RedisCache cache;
    private final Embedder embedder;

    /**
     * Search with a cache.
     *
     * @param docs the collection
     * @param cache keeps answers
     * @param embedder turns text into vectors
     */
    public VectorSearch(QdrantSearch docs, RedisCache cache, Embedder embedder) {
        this(docs, embedder, cache);
    }

    /**
     * Search without a cache: every answer is live.
     *
     * @param docs the collection
     * @param embedder turns text into vectors
     */
    public VectorSearch(QdrantSearch docs, Embedder embedder) {
        this(docs, embedder, null);
    }

    private VectorSearch(QdrantSearch docs, Embedder embedder, @Nullable RedisCache cache) {
        this.docs = docs;
        this.cache = cache;
        this.embedder = embedder;
    }

    /**
     * Searches for a text.
     *
     * @param text what for, not blank
     * @param limit how many hits at the most, in [1, 10000]
     * @return the answer, which says where it came from
     * @throws IllegalArgumentException if the text is blank, the limit out of range, or the embedder's vector not finite or
     *     of another length than it says
     * @throws io.grpc.StatusRuntimeException if the database failed and no cached answer can stand in
     * @throws CallRefusedException if the database was not asked and no cached answer can stand in
     */
    public SearchResult search(String text, int limit) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("collection '" + docs.collection()
                    + "': the text to search for must not be blank; nothing would be like it");
        }
        QueryPoints request = docs.request(embed(text, limit));
        return cache == null ? live(request) : cached(request, cache);
    }

    private VectorQuery embed(String text, int limit) {
        float[] dense = embedder.embed(text);
        if (dense.length != embedder.dimensions()) {
            throw new IllegalArgumentException("embedder '" + embedder.modelId() + "': a vector must have "
                    + embedder.dimensions() + " dimensions, had " + dense.length);
        }
        return VectorQuery.of(dense, embedder.sparse(text), limit);
    }

    private SearchResult live(QueryPoints request) {
        return result(
                docs.query(request, docs.guard().within(GuardSettings.Deadlines::search)), SearchResult.Source.LIVE);
    }

    private SearchResult cached(QueryPoints request, RedisCache in) {
        byte[] key = CacheKey.of(request, embedder.modelId());
        CacheEntry entry = read(in, key);
        GuardSettings.Cache settings = in.settings();
        Duration age = entry == null ? Duration.ZERO : age(entry);
        if (entry != null && age.compareTo(fresh(entry, settings)) < 0) {
            return result(entry, SearchResult.Source.CACHE, age, "");
        }
        boolean standIn = entry != null && age.compareTo(settings.ttl().plus(settings.stale())) < 0;
        try {
            List<ScoredPoint> points = docs.query(request, within(standIn));
            write(in, key, points);
            return result(points, SearchResult.Source.LIVE);
        } catch (RuntimeException failed) {
            if (entry == null || !standIn || !mayStandIn(failed)) {
                throw failed;
            }
            return result(entry, SearchResult.Source.STALE, age, reason(failed));
        }
    }

    private Guard within(boolean standIn) {
        Duration whole = docs.guard().settings().deadline().search();
        if (!standIn || whole.isZero()) {
            return docs.guard().within(GuardSettings.Deadlines::search);
        }
        Duration live = Duration.ofNanos((long) (whole.toNanos() * LIVE_SHARE));
        return docs.guard().within(Deadline.after(live, docs.guard().runtime().ticker()));
    }

    private static @Nullable CacheEntry read(RedisCache in, byte[] key) {
        Optional<byte[]> bytes = in.get(key);
        if (bytes.isEmpty()) {
            return null;
        }
        Optional<CacheEntry> entry = CacheEntry.decode(bytes.get());
        if (entry.isEmpty()) {
            in.remove(key);
        }
        return entry.orElse(null);
    }

    private void write(RedisCache in, byte[] key, List<ScoredPoint> points) {
        GuardSettings.Cache settings = in.settings();
        byte[] value = new CacheEntry(docs.guard().runtime().clock().instant(), points).encode();
        Duration kept = points.isEmpty() ? settings.negative() : settings.ttl().plus(settings.stale());
        if (value.length <= settings.maxBytes() && !kept.isZero()) {
            // jitter: what was written together must not expire together
            double factor =
                    1 + TTL_JITTER * (2 * docs.guard().runtime().random().nextDouble() - 1);
            in.put(key, value, Duration.ofMillis((long) (kept.toMillis() * factor)));
        }
    }

    private static Duration fresh(CacheEntry entry, GuardSettings.Cache settings) {
        return entry.points().isEmpty() ? settings.negative() : settings.ttl();
    }

    /** An entry from a clock ahead of ours counts as made just now. */
    private Duration age(CacheEntry entry) {
        Instant now = docs.guard().runtime().clock().instant();
        Duration age = Duration.between(entry.madeAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * A refusal or a failure that passes; a request that is wrong stays wrong, and an old answer would hide it. Whoever was
     * interrupted wants no answer.
     */
    private static boolean mayStandIn(RuntimeException failed) {
        if (failed.getCause() instanceof InterruptedException) {
            return false;
        }
        return failed instanceof CallRefusedException
                || GrpcFailures.INSTANCE.classify(failed).kind().isPassing();
    }

    private static String reason(RuntimeException failed) {
        return failed instanceof CallRefusedException refused
                ? "refused: " + refused.reason()
                : "failed: " + GrpcFailures.INSTANCE.classify(failed).code();
    }

    private static SearchResult result(List<ScoredPoint> points, SearchResult.Source source) {
        return new SearchResult(points.stream().map(VectorHit::of).toList(), source, Duration.ZERO, "");
    }

    private static SearchResult result(CacheEntry entry, SearchResult.Source source, Duration age, String reason) {
        return new SearchResult(entry.points().stream().map(VectorHit::of).toList(), source, age, reason);
    }
}

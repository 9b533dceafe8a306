package dev.heal.vector;

import dev.heal.CallRefusedException;
import dev.heal.GuardSettings;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Search by text: a fresh cached answer if there is one, else a live one, else an older cached one if the vector database
 * fails, else the failure. Never an empty list that stands for "could not be asked". All who ask the same at the same time
 * wait for one call, each until its own deadline. Safe for use by many threads.
 *
 * <p>How long answers count as fresh or may stand in as stale are the settings {@code heal.cache.*} of the cache's guard;
 * how long a search may take is {@code heal.deadline.search} of the database's guard. After a write through the same
 * {@link QdrantSearch}, or {@link RedisCache#invalidate}, no answer from before is fresh.
 */
public final class VectorSearch {

    private final QdrantSearch docs;
    private final Embedder embedder;
    private final @Nullable CachedSearch cached;

    /**
     * Search with a cache.
     *
     * @param docs the collection; what is written through it or its views makes the cached answers outdated
     * @param cache keeps answers
     * @param embedder turns text into vectors
     */
    public VectorSearch(QdrantSearch docs, RedisCache cache, Embedder embedder) {
        this(docs, embedder, new CachedSearch(docs, cache));
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

    private VectorSearch(QdrantSearch docs, Embedder embedder, @Nullable CachedSearch cached) {
        this.docs = docs;
        this.embedder = embedder;
        this.cached = cached;
    }

    /**
     * The same search for one of several tenants: cached answers of tenants never mix. It selects nothing by itself: what a
     * tenant may see is a matter of collections or filters.
     *
     * @param tenant any text; empty for none
     * @return a view with the same cache
     */
    public VectorSearch forTenant(String tenant) {
        return new VectorSearch(docs, embedder, cached == null ? null : cached.forTenant(tenant));
    }

    /**
     * The same search with a cache of its own in this JVM, before Redis. What another JVM invalidated may be answered for 5 s
     * longer. Needs {@code com.github.ben-manes.caffeine:caffeine}, which is an optional dependency.
     *
     * @param maxBytes what it holds at the most, in bytes as stored in Redis, at least 1; several times that on the heap
     * @return a view with the same Redis
     * @throws IllegalArgumentException if the size is not positive
     * @throws IllegalStateException if this search has no cache
     */
    public VectorSearch near(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("collection '" + docs.collection()
                    + "': a near cache must hold at least 1 byte, was " + maxBytes + "; use 16 MiB to begin with");
        } else if (cached == null) {
            throw new IllegalStateException("collection '" + docs.collection()
                    + "': a near cache must stand before a RedisCache, had none; give one to the constructor");
        }
        return new VectorSearch(docs, embedder, cached.near(maxBytes));
    }

    /**
     * Searches for a text. A text that was asked before is not embedded again for an answer that is cached.
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
        return cached == null
                ? live(docs.request(embed(text, limit)))
                : cached.search(text, limit, embedder.modelId(), () -> docs.request(embed(text, limit)));
    }

    /**
     * Searches for vectors of the embedder's model.
     *
     * @param query what for
     * @return the answer, which says where it came from
     * @throws io.grpc.StatusRuntimeException if the database failed and no cached answer can stand in
     * @throws CallRefusedException if the database was not asked and no cached answer can stand in
     */
    public SearchResult search(VectorQuery query) {
        QueryPoints request = docs.request(query);
        return cached == null ? live(request) : cached.search(request, embedder.modelId());
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
        return new SearchResult(
                docs.query(request, docs.guard().within(GuardSettings.Deadlines::search)).stream()
                        .map(VectorHit::of)
                        .toList(),
                SearchResult.Source.LIVE,
                Duration.ZERO,
                "");
    }
}

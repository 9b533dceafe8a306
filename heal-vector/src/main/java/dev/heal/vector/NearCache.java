package dev.heal.vector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept in this JVM, so that a question that is asked again and again need not go to Redis. The only class that names
 * Caffeine; without a near cache it is not loaded. Safe for use by many threads.
 */
final class NearCache {

    private final Cache<String, Kept> kept;

    /**
     * An answer.
     *
     * @param entry the answer
     * @param bytes its size as it is stored in Redis
     * @param readNanos when it was last known to be what Redis has
     */
    record Kept(CacheEntry entry, int bytes, long readNanos) {}

    NearCache(long maxBytes) {
        this.kept = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Kept value) -> key.length() + value.bytes())
                // its upkeep is short, and the common pool is the host's
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Kept get(CacheKey key) {
        return kept.getIfPresent(key.text());
    }

    void put(CacheKey key, Kept value) {
        kept.put(key.text(), value);
    }
}

package dev.heal.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of texts asked before: equal texts have equal vectors, so an answer that is cached needs no model. At most 4,096
 * texts of at most 1,024 characters; the one not asked for longest goes first. Safe for use by many threads.
 */
final class KnownKeys {

    private static final int MOST = 4_096;
    private static final int LONGEST = 1_024;

    private final Map<Text, CacheKey> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, CacheKey> eldest) {
            return size() > MOST;
        }
    }; // guarded by this

    /** What a key of a text depends on. */
    record Text(String tenant, String modelId, String text, int limit) {}

    synchronized @Nullable CacheKey get(Text text) {
        return known.get(text);
    }

    synchronized void put(Text text, CacheKey key) {
        if (text.text().length() <= LONGEST) {
            known.put(text, key);
        }
    }
}

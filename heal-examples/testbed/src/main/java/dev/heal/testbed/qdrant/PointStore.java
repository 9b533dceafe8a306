package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The points of one collection. A point lives in a slot, an index into every column; freed slots are used again, so
 * memory follows the largest number of points held at once. Guarded by the engine's lock.
 */
final class PointStore {
    private final Map<String, VectorColumn> columns;
    private final Map<PointKey, Integer> slots = new HashMap<>();
    private final TreeMap<PointKey, Integer> order = new TreeMap<>();
    private final List<@Nullable PointKey> keys = new ArrayList<>();
    private final List<Map<String, Value>> payloads = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    PointStore(Map<String, VectorColumn> columns) {
        this.columns = columns;
    }

    int size() {
        return slots.size();
    }

    /** One above the highest slot ever used. */
    int slotLimit() {
        return keys.size();
    }

    /** The slot of a point, or -1. */
    int slot(PointKey key) {
        return slots.getOrDefault(key, -1);
    }

    /** The point in a slot, or null for a free slot. */
    @Nullable
    PointKey key(int slot) {
        return keys.get(slot);
    }

    Map<String, Value> payload(int slot) {
        return payloads.get(slot);
    }

    long version(int slot) {
        return versions.get(slot);
    }

    Map<String, VectorColumn> columns() {
        return columns;
    }

    /** The points in id order, from {@code first} on (null: from the start). */
    Iterable<Map.Entry<PointKey, Integer>> inOrder(@Nullable PointKey first) {
        return (first == null ? order : order.tailMap(first, true)).entrySet();
    }

    /** The slot of a point, which is made (without payload and vectors) if it is not there. */
    int claim(PointKey key) {
        int known = slot(key);
        if (known >= 0) {
            return known;
        }
        Integer reused = free.poll();
        int slot = reused == null ? keys.size() : reused;
        if (reused == null) {
            keys.add(key);
            payloads.add(Map.of());
            versions.add(0L);
        } else {
            keys.set(slot, key);
        }
        slots.put(key, slot);
        order.put(key, slot);
        return slot;
    }

    void remove(int slot) {
        PointKey key = keys.set(slot, null);
        if (key == null) {
            return;
        }
        slots.remove(key);
        order.remove(key);
        payloads.set(slot, Map.of());
        columns.values().forEach(column -> column.clear(slot));
        free.push(slot);
    }

    void payload(int slot, Map<String, Value> payload) {
        payloads.set(slot, payload);
    }

    void touch(int slot, long version) {
        versions.set(slot, version);
    }
}

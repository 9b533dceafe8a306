package dev.heal.testbed.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exact search over one collection. Used under the engine's read lock; cost: one score per point that passes. */
final class Searcher {
    private final Collection collection;
    private final PointStore store;

    Searcher(Collection collection) {
        this.collection = collection;
        this.store = collection.points();
    }

    Collection collection() {
        return collection;
    }

    /** What to look for; the threshold is exclusive, as on the real server. */
    record Nearest(
            String vectorName,
            Vector vector,
            Filters.PointTest filter,
            int limit,
            @Nullable Float threshold) {}

    List<Scored> nearest(Nearest query) {
        VectorColumn column = column(query);
        TopK top = new TopK(query.limit(), column.largeIsBetter());
        VectorColumn.Scorer scorer = column.scorer(query.vector());
        Filters.PointTest filter = query.filter();
        for (int slot = 0; slot < store.slotLimit(); slot++) {
            PointKey key = store.key(slot);
            if (key == null || (filter != Filters.ALL && !filter.test(store, slot))) {
                continue;
            }
            offer(top, scorer, key, slot, query.threshold());
        }
        return top.best();
    }

    /** The candidates, scored anew against the query. */
    List<Scored> rescore(Nearest query, List<List<Scored>> candidates) {
        VectorColumn column = column(query);
        TopK top = new TopK(query.limit(), column.largeIsBetter());
        VectorColumn.Scorer scorer = column.scorer(query.vector());
        candidates.stream()
                .flatMap(List::stream)
                .map(Scored::key)
                .distinct()
                .forEach(key -> offer(top, scorer, key, store.slot(key), query.threshold()));
        return top.best();
    }

    private static void offer(TopK top, VectorColumn.Scorer scorer, PointKey key, int slot, @Nullable Float threshold) {
        float score = scorer.score(slot);
        if (!Float.isNaN(score) && top.wants(score) && passes(score, threshold, top.largeIsBetter())) {
            top.offer(new Scored(key, slot, score));
        }
    }

    static boolean passes(float score, @Nullable Float threshold, boolean largeIsBetter) {
        return threshold == null || (largeIsBetter ? score > threshold : score < threshold);
    }

    private VectorColumn column(Nearest query) {
        collection.schema().checked(query.vectorName(), query.vector());
        VectorColumn column = store.columns().get(query.vectorName());
        if (column == null) {
            throw Statuses.noSuchVector(query.vectorName());
        }
        return column;
    }

    /** Points in id order from {@code first} on, without a score. */
    List<Scored> scroll(@Nullable PointKey first, Filters.PointTest filter, int limit) {
        List<Scored> found = new ArrayList<>();
        for (Map.Entry<PointKey, Integer> entry : store.inOrder(first)) {
            if (found.size() == limit) {
                break;
            }
            if (filter.test(store, entry.getValue())) {
                found.add(new Scored(entry.getKey(), entry.getValue(), 0f));
            }
        }
        return found;
    }

    int count(Filters.PointTest filter) {
        return filter == Filters.ALL ? store.size() : Selection.slots(store, filter).length;
    }

    /** The vector of a stored point, for a query by id. */
    Vector vectorOf(PointKey key, String vectorName) {
        int slot = store.slot(key);
        if (slot < 0) {
            throw Statuses.pointNotFound(key);
        }
        collection.schema().requireName(vectorName);
        VectorColumn column = store.columns().get(vectorName);
        Vector vector = column == null ? null : column.at(slot);
        if (vector == null) {
            throw Statuses.pointHasNoVector(vectorName);
        }
        return vector;
    }
}

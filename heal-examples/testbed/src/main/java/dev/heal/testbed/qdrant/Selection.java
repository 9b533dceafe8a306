package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointsSelector;
import java.util.List;
import java.util.stream.IntStream;

/** Slots from ids or filters. Called under the engine's lock. */
final class Selection {
    private Selection() {}

    /** The points the selector names that exist, each once. */
    static int[] slots(Collection collection, PointsSelector selector) {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> slots(collection.points(), selector.getPoints().getIdsList());
            case FILTER -> slots(collection.points(), Filters.compile(selector.getFilter(), collection));
            case POINTSSELECTORONEOF_NOT_SET -> throw Statuses.invalid("%s", "Malformed PointsSelector type");
        };
    }

    /** For changes of points that are there: naming one that is not is an error; a filter may match nothing. */
    static void requireNamedPoints(Collection collection, PointsSelector selector) {
        for (PointId id : selector.getPoints().getIdsList()) {
            PointKey key = PointKey.of(id);
            if (collection.points().slot(key) < 0) {
                throw Statuses.pointNotFound(key);
            }
        }
    }

    static int[] slots(PointStore store, List<PointId> ids) {
        return ids.stream()
                .map(PointKey::of)
                .mapToInt(store::slot)
                .filter(slot -> slot >= 0)
                .distinct()
                .toArray();
    }

    static int[] slots(PointStore store, Filters.PointTest filter) {
        return IntStream.range(0, store.slotLimit())
                .filter(slot -> store.key(slot) != null && filter.test(store, slot))
                .toArray();
    }
}

package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Filters turned into tests, once per request. A test reads a point's payload; inside a nested condition the "point" is
 * one element of an array, and id and vector conditions are false there, as on the real server. Stateless.
 */
final class Filters {
    static final PointTest ALL = (store, slot) -> true;

    private Filters() {}

    /** A test of a stored point. */
    @FunctionalInterface
    interface PointTest {
        boolean test(PointStore store, int slot);
    }

    /** A test of a payload together with where it stands; {@code slot} is -1 inside a nested condition. */
    @FunctionalInterface
    private interface Node {
        boolean test(Map<String, Value> payload, PointStore store, int slot);
    }

    static PointTest compile(Filter filter, Collection collection) {
        if (filter.equals(Filter.getDefaultInstance())) {
            return ALL;
        }
        Node root = filter(filter, collection, "");
        return (store, slot) -> root.test(store.payload(slot), store, slot);
    }

    static PointTest and(PointTest first, PointTest second) {
        if (first == ALL) {
            return second;
        }
        return second == ALL ? first : (store, slot) -> first.test(store, slot) && second.test(store, slot);
    }

    // "prefix" is the path of the enclosing nested conditions: a text index is looked up under the full path.
    private static Node filter(Filter filter, Collection collection, String prefix) {
        List<Node> parts = new ArrayList<>();
        if (filter.getShouldCount() > 0) {
            parts.add(atLeast(nodes(filter.getShouldList(), collection, prefix), 1));
        }
        if (filter.hasMinShould()) {
            MinShould minShould = filter.getMinShould();
            if (minShould.getMinCount() == 0) {
                throw Statuses.badField("filter.min_should.min_count", "min_count must be greater than 0");
            }
            parts.add(atLeast(
                    nodes(minShould.getConditionsList(), collection, prefix),
                    Validation.count(minShould.getMinCount())));
        }
        parts.addAll(nodes(filter.getMustList(), collection, prefix));
        for (Node node : nodes(filter.getMustNotList(), collection, prefix)) {
            parts.add((payload, store, slot) -> !node.test(payload, store, slot));
        }
        return all(parts);
    }

    private static List<Node> nodes(List<Condition> conditions, Collection collection, String prefix) {
        List<Node> nodes = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            nodes.add(condition(condition, collection, prefix));
        }
        return nodes;
    }

    private static Node all(List<Node> nodes) {
        return (payload, store, slot) -> {
            for (Node node : nodes) {
                if (!node.test(payload, store, slot)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Node atLeast(List<Node> nodes, int count) {
        return (payload, store, slot) -> {
            int met = 0;
            for (Node node : nodes) {
                if (node.test(payload, store, slot) && ++met == count) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Node condition(Condition condition, Collection collection, String prefix) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD -> {
                PayloadPath path = PayloadPath.parse(condition.getField().getKey());
                FieldTests.FieldTest test = FieldTests.compile(
                        condition.getField(),
                        collection.textIndex(prefix + condition.getField().getKey()));
                yield (payload, store, slot) -> test.test(path.find(payload));
            }
            case IS_EMPTY -> {
                PayloadPath path = PayloadPath.parse(condition.getIsEmpty().getKey());
                yield (payload, store, slot) -> path.find(payload).stream().allMatch(FieldTests::isEmpty);
            }
            case IS_NULL -> {
                PayloadPath path = PayloadPath.parse(condition.getIsNull().getKey());
                yield (payload, store, slot) -> path.find(payload).stream().anyMatch(FieldTests::isNull);
            }
            case HAS_ID -> {
                Set<PointKey> ids = condition.getHasId().getHasIdList().stream()
                        .map(PointKey::of)
                        .collect(Collectors.toUnmodifiableSet());
                yield (payload, store, slot) -> slot >= 0 && contains(ids, store.key(slot));
            }
            case HAS_VECTOR -> {
                String name = condition.getHasVector().getHasVector();
                yield (payload, store, slot) -> {
                    VectorColumn column = store.columns().get(name);
                    return slot >= 0 && column != null && column.has(slot);
                };
            }
            case FILTER -> filter(condition.getFilter(), collection, prefix);
            case NESTED -> nested(condition.getNested(), collection, prefix);
            case CONDITIONONEOF_NOT_SET -> throw Statuses.notServed("a Condition without any of the known conditions");
        };
    }

    private static boolean contains(Set<PointKey> ids, @Nullable PointKey key) {
        return key != null && ids.contains(key);
    }

    private static Node nested(NestedCondition condition, Collection collection, String prefix) {
        if (!condition.hasFilter()) {
            throw Statuses.invalid("%s", "Nested condition must have a filter");
        }
        PayloadPath elements = PayloadPath.parse(condition.getKey()).elements();
        String inside = prefix + condition.getKey() + (condition.getKey().endsWith("[]") ? "." : "[].");
        Node node = filter(condition.getFilter(), collection, inside);
        return (payload, store, slot) -> {
            for (Value element : elements.find(payload)) {
                if (element.hasStructValue()
                        && node.test(element.getStructValue().getFieldsMap(), store, -1)) {
                    return true;
                }
            }
            return false;
        };
    }
}

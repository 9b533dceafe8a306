package dev.heal.testbed.qdrant;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one payload field. Of several values (a path through arrays) one must satisfy the condition, and of an
 * array one element must. Stateless.
 */
final class FieldTests {
    private FieldTests() {}

    /** A test of all values found for the field; an empty list is a field that is not there. */
    @FunctionalInterface
    interface FieldTest {
        boolean test(List<Value> values);
    }

    static FieldTest compile(FieldCondition condition, @Nullable TextIndexParams textIndex) {
        Validation.notServed(
                condition.hasGeoBoundingBox() || condition.hasGeoRadius() || condition.hasGeoPolygon(),
                "FieldCondition.geo_bounding_box, geo_radius and geo_polygon");
        if (condition.hasValuesCount()) {
            ValuesCount bounds = condition.getValuesCount();
            return values ->
                    values.isEmpty() ? inside(bounds, 0) : values.stream().anyMatch(v -> inside(bounds, size(v)));
        }
        if (condition.hasIsEmpty()) {
            boolean wanted = condition.getIsEmpty();
            return values -> values.isEmpty() ? wanted : values.stream().anyMatch(v -> isEmpty(v) == wanted);
        }
        if (condition.hasIsNull()) {
            boolean wanted = condition.getIsNull();
            return values -> values.isEmpty() ? !wanted : values.stream().anyMatch(v -> holdsNull(v) == wanted);
        }
        return anyValue(any(valueTests(condition, textIndex)));
    }

    private static List<Predicate<Value>> valueTests(FieldCondition condition, @Nullable TextIndexParams textIndex) {
        List<Predicate<Value>> tests = new ArrayList<>();
        if (condition.hasMatch()) {
            tests.add(MatchTests.compile(condition.getMatch(), textIndex));
        }
        if (condition.hasRange()) {
            tests.add(range(condition.getRange()));
        }
        if (condition.hasDatetimeRange()) {
            tests.add(datetimeRange(condition.getDatetimeRange()));
        }
        if (tests.isEmpty()) {
            throw Statuses.brokenRule("match", "At least one field condition must be specified");
        }
        return tests;
    }

    private static Predicate<Value> any(List<Predicate<Value>> tests) {
        return tests.stream().reduce(Predicate::or).orElse(value -> false);
    }

    private static FieldTest anyValue(Predicate<Value> test) {
        return values -> {
            for (Value value : values) {
                if (value.hasListValue() ? anyElement(value.getListValue().getValuesList(), test) : test.test(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean anyElement(List<Value> elements, Predicate<Value> test) {
        for (Value element : elements) {
            if (test.test(element)) {
                return true;
            }
        }
        return false;
    }

    /** Also a value without any kind, which is how some clients send null. */
    static boolean isNull(Value value) {
        return value.hasNullValue() || value.getKindCase() == Value.KindCase.KIND_NOT_SET;
    }

    static boolean isEmpty(Value value) {
        return isNull(value) || (value.hasListValue() && value.getListValue().getValuesCount() == 0);
    }

    private static boolean holdsNull(Value value) {
        return value.hasListValue()
                ? value.getListValue().getValuesList().stream().anyMatch(FieldTests::isNull)
                : isNull(value);
    }

    private static int size(Value value) {
        if (isNull(value)) {
            return 0;
        }
        return value.hasListValue() ? value.getListValue().getValuesCount() : 1;
    }

    private static boolean inside(ValuesCount bounds, long count) {
        return (!bounds.hasLt() || count < bounds.getLt())
                && (!bounds.hasGt() || count > bounds.getGt())
                && (!bounds.hasLte() || count <= bounds.getLte())
                && (!bounds.hasGte() || count >= bounds.getGte());
    }

    private static Predicate<Value> range(Range range) {
        return value -> {
            double number;
            if (value.hasDoubleValue()) {
                number = value.getDoubleValue();
            } else if (value.hasIntegerValue()) {
                number = value.getIntegerValue();
            } else {
                return false;
            }
            return (!range.hasLt() || number < range.getLt())
                    && (!range.hasGt() || number > range.getGt())
                    && (!range.hasLte() || number <= range.getLte())
                    && (!range.hasGte() || number >= range.getGte());
        };
    }

    private static Predicate<Value> datetimeRange(DatetimeRange range) {
        return value -> {
            Instant at = value.hasStringValue() ? Datetimes.parse(value.getStringValue()) : null;
            return at != null
                    && (!range.hasLt() || at.isBefore(instant(range.getLt())))
                    && (!range.hasGt() || at.isAfter(instant(range.getGt())))
                    && (!range.hasLte() || !at.isAfter(instant(range.getLte())))
                    && (!range.hasGte() || !at.isBefore(instant(range.getGte())));
        };
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}

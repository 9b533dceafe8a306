package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random filter trees over random payloads: the server must keep exactly the rows that plain Java predicates keep. */
final class FilterTreeTest {
    private static final int ROWS = 200;
    private static final int TREES = 60;

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsWhatPlainPredicatesKeep(long seed) {
        Random random = new Random(seed);
        TestClient.create(qdrant.client(), "c", 1, Distance.Dot);
        Map<Long, Map<String, Object>> rows = new HashMap<>();
        List<PointStruct> points = new ArrayList<>();
        for (long number = 0; number < ROWS; number++) {
            Map<String, Object> row = row(random);
            rows.put(number, row);
            points.add(point(number, fields(row), 1));
        }
        get(qdrant.client().upsertAsync("c", points));
        RandomFilters filters = new RandomFilters(random, ROWS);

        for (int i = 0; i < TREES; i++) {
            RandomFilters.Twin<Filter> twin = filters.tree(3);
            List<Long> expected = rows.entrySet().stream()
                    .filter(row -> twin.test().matches(row.getKey(), row.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();

            assertThat(scroll(twin.proto()))
                    .as("seed %d, tree %d: %s", seed, i, twin.proto())
                    .isEqualTo(expected);
            assertThat(get(qdrant.client().countAsync("c", twin.proto(), true))).isEqualTo(expected.size());
        }
    }

    private List<Long> scroll(Filter filter) {
        return get(qdrant.client()
                        .scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("c")
                                .setFilter(filter)
                                .setLimit(ROWS)
                                .build()))
                .getResultList()
                .stream()
                .map(RetrievedPoint::getId)
                .map(id -> id.getNum())
                .toList();
    }

    /** Every key may be absent, and where it is not, may be null, a scalar or an array. */
    private static Map<String, Object> row(Random random) {
        Map<String, Object> row = new HashMap<>();
        maybe(row, random, "word", () -> RandomFilters.word(random));
        maybe(row, random, "number", () -> (Object) (long) random.nextInt(6));
        maybe(row, random, "real", () -> (Object) (random.nextInt(60) / 10.0));
        maybe(row, random, "flag", () -> (Object) random.nextBoolean());
        if (random.nextInt(4) > 0) {
            Map<String, Object> inner = new HashMap<>();
            maybe(inner, random, "word", () -> RandomFilters.word(random));
            maybe(inner, random, "number", () -> (Object) (long) random.nextInt(6));
            row.put("deep", inner);
        }
        if (random.nextInt(4) > 0) {
            List<Object> items = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                Map<String, Object> item = new HashMap<>();
                item.put("word", RandomFilters.word(random));
                item.put("number", (long) random.nextInt(6));
                items.add(item);
            }
            row.put("items", items);
        }
        return row;
    }

    private static void maybe(Map<String, Object> row, Random random, String key, Supplier<Object> scalar) {
        switch (random.nextInt(6)) {
            case 0 -> {} // absent
            case 1 -> row.put(key, null);
            case 2 -> {
                List<Object> array = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(random.nextInt(8) == 0 ? null : scalar.get());
                }
                row.put(key, array);
            }
            default -> row.put(key, scalar.get());
        }
    }

    private static Map<String, Value> fields(Map<String, Object> row) {
        Map<String, Value> fields = new HashMap<>();
        row.forEach((key, value) -> fields.put(key, proto(value)));
        return fields;
    }

    @SuppressWarnings("unchecked") // rows hold only what row() puts there
    private static Value proto(Object object) {
        if (object == null) {
            return nullValue();
        }
        if (object instanceof String text) {
            return value(text);
        }
        if (object instanceof Long number) {
            return value(number);
        }
        if (object instanceof Double real) {
            return value(real);
        }
        if (object instanceof Boolean flag) {
            return value(flag);
        }
        if (object instanceof List<?> items) {
            return list(items.stream().map(FilterTreeTest::proto).toList());
        }
        return value(fields((Map<String, Object>) object));
    }
}

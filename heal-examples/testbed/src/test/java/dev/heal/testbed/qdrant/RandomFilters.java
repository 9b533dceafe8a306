package dev.heal.testbed.qdrant;

import static io.qdrant.client.PointIdFactory.id;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Random filters, each with a plain Java test of the same meaning, worked out on maps, lists and boxed scalars. */
final class RandomFilters {
    private static final List<String> WORDS = List.of("red", "green", "blue", "blueish", "dark red");

    private final Random random;
    private final int rows;

    RandomFilters(Random random, int rows) {
        this.random = random;
        this.rows = rows;
    }

    /** A test of a row by its number and fields. */
    interface RowTest {
        boolean matches(long number, Map<String, Object> row);
    }

    /** The protocol's form and the plain one. */
    record Twin<T>(T proto, RowTest test) {}

    static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    Twin<Filter> tree(int depth) {
        Filter.Builder filter = Filter.newBuilder();
        List<RowTest> tests = new ArrayList<>();
        if (random.nextInt(2) == 0) {
            List<Twin<Condition>> must = conditions(depth);
            must.forEach(twin -> filter.addMust(twin.proto()));
            tests.add(
                    (number, row) -> must.stream().allMatch(twin -> twin.test().matches(number, row)));
        }
        if (random.nextInt(2) == 0) {
            List<Twin<Condition>> should = conditions(depth);
            should.forEach(twin -> filter.addShould(twin.proto()));
            tests.add((number, row) ->
                    should.stream().anyMatch(twin -> twin.test().matches(number, row)));
        }
        if (random.nextInt(3) == 0) {
            List<Twin<Condition>> mustNot = conditions(depth);
            mustNot.forEach(twin -> filter.addMustNot(twin.proto()));
            tests.add((number, row) ->
                    mustNot.stream().noneMatch(twin -> twin.test().matches(number, row)));
        }
        if (random.nextInt(3) == 0) {
            List<Twin<Condition>> some = conditions(depth);
            int least = 1 + random.nextInt(2);
            MinShould.Builder minShould = MinShould.newBuilder().setMinCount(least);
            some.forEach(twin -> minShould.addConditions(twin.proto()));
            filter.setMinShould(minShould);
            tests.add((number, row) -> some.stream()
                            .filter(twin -> twin.test().matches(number, row))
                            .count()
                    >= least);
        }
        return new Twin<>(filter.build(), (number, row) -> tests.stream().allMatch(test -> test.matches(number, row)));
    }

    private List<Twin<Condition>> conditions(int depth) {
        return Stream.generate(() -> condition(depth))
                .limit(1 + random.nextInt(3))
                .toList();
    }

    private Twin<Condition> condition(int depth) {
        int kind = random.nextInt(depth > 0 ? 7 : 5);
        return switch (kind) {
            case 0 -> ids();
            case 1 -> emptiness();
            case 5 -> {
                Twin<Filter> inner = tree(depth - 1);
                yield new Twin<>(ConditionFactory.filter(inner.proto()), inner.test());
            }
            case 6 -> nested();
            default -> field();
        };
    }

    private Twin<Condition> ids() {
        List<Long> wanted = Stream.generate(() -> (long) random.nextInt(rows))
                .limit(1 + rows / 3)
                .toList();
        return new Twin<>(
                ConditionFactory.hasId(wanted.stream().map(number -> id(number)).toList()),
                (number, row) -> wanted.contains(number));
    }

    private Twin<Condition> emptiness() {
        String key = List.of("word", "deep.number", "items", "none").get(random.nextInt(4));
        if (random.nextBoolean()) {
            return new Twin<>(
                    ConditionFactory.isEmpty(key),
                    (number, row) -> at(row, key).stream()
                            .allMatch(v -> v == null || List.of().equals(v)));
        }
        return new Twin<>(
                ConditionFactory.isNull(key),
                (number, row) -> at(row, key).stream().anyMatch(Objects::isNull));
    }

    private Twin<Condition> nested() {
        String word = word(random);
        long low = random.nextInt(6);
        Filter both = Filter.newBuilder()
                .addMust(ConditionFactory.matchKeyword("word", word))
                .addMust(ConditionFactory.range(
                        "number", Range.newBuilder().setGte((double) low).build()))
                .build();
        return new Twin<>(
                ConditionFactory.nested("items", both),
                (number, row) -> at(row, "items[]").stream()
                        .anyMatch(item -> item instanceof Map<?, ?> fields
                                && word.equals(fields.get("word"))
                                && fields.get("number") instanceof Long n
                                && n >= low));
    }

    private Twin<Condition> field() {
        String words = List.of("word", "deep.word", "items[].word").get(random.nextInt(3));
        String numbers = List.of("number", "deep.number", "items[].number").get(random.nextInt(3));
        String one = word(random);
        String two = word(random);
        long number = random.nextInt(6);
        double bound = random.nextInt(60) / 10.0;
        return switch (random.nextInt(8)) {
            case 0 -> any(ConditionFactory.matchKeyword(words, one), words, one::equals);
            case 1 -> any(ConditionFactory.matchKeywords(words, List.of(one, two)), words, List.of(one, two)::contains);
            case 2 ->
                any(
                        ConditionFactory.matchExceptKeywords(words, List.of(one, two)),
                        words,
                        v -> !one.equals(v) && !two.equals(v));
            case 3 -> any(ConditionFactory.match(numbers, number), numbers, v -> v.equals(number));
            case 4 ->
                any(ConditionFactory.matchExceptValues(numbers, List.of(number)), numbers, v -> !v.equals(number));
            case 5 -> any(ConditionFactory.match("flag", true), "flag", v -> v.equals(true));
            case 6 -> {
                String key = random.nextBoolean() ? "real" : numbers;
                Range range = Range.newBuilder().setGt(bound).setLte(bound + 2).build();
                yield any(
                        ConditionFactory.range(key, range),
                        key,
                        v -> v instanceof Number n && n.doubleValue() > bound && n.doubleValue() <= bound + 2);
            }
            default -> {
                ValuesCount count = ValuesCount.newBuilder().setGte(1).setLt(3).build();
                yield new Twin<>(ConditionFactory.valuesCount("word", count), (row, fields) -> {
                    List<Object> found = at(fields, "word");
                    int size = found.isEmpty() ? 0 : count(found.get(0));
                    return size >= 1 && size < 3;
                });
            }
        };
    }

    private static int count(Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value == null ? 0 : 1;
    }

    /** One of the values at the path, or one element of an array there, must be there and pass. */
    private static Twin<Condition> any(Condition proto, String path, Predicate<Object> test) {
        return new Twin<>(
                proto,
                (number, row) -> at(row, path).stream()
                        .flatMap(v -> v instanceof List<?> list ? list.stream() : Stream.ofNullable(v))
                        .anyMatch(v -> v != null && test.test(v)));
    }

    private static List<Object> at(Map<String, Object> row, String path) {
        List<Object> found = new ArrayList<>();
        found.add(row);
        for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
            List<Object> next = new ArrayList<>();
            for (Object value : found) {
                if (step.equals("[]") && value instanceof List<?> list) {
                    next.addAll(list);
                } else if (value instanceof Map<?, ?> map && map.containsKey(step)) {
                    next.add(map.get(step));
                }
            }
            found = next;
        }
        return found;
    }
}

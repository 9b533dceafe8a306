package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongPredicate;

/** Slow and obvious computations the server's answers are held against. Doubles, no tricks. */
final class Naive {
    /** A point's number and its score. */
    record Hit(long number, double score) {}

    private Naive() {}

    static double score(Distance distance, float[] a, float[] b) {
        double dot = 0;
        double squares = 0;
        double absolutes = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squares += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
            absolutes += Math.abs((double) a[i] - b[i]);
        }
        return switch (distance) {
            case Cosine -> dot / Math.sqrt(norm2(a) * norm2(b));
            case Dot -> dot;
            case Euclid -> Math.sqrt(squares);
            case Manhattan -> absolutes;
            default -> throw new AssertionError(distance);
        };
    }

    private static double norm2(float[] a) {
        double sum = 0;
        for (float x : a) {
            sum += (double) x * x;
        }
        return sum;
    }

    static List<Hit> search(
            Distance distance, Map<Long, float[]> points, float[] query, LongPredicate filter, int limit) {
        Comparator<Hit> ascending = Comparator.comparingDouble(Hit::score);
        boolean largeIsBetter = distance == Distance.Cosine || distance == Distance.Dot;
        return points.entrySet().stream()
                .filter(point -> filter.test(point.getKey()))
                .map(point -> new Hit(point.getKey(), score(distance, query, point.getValue())))
                .sorted((largeIsBetter ? ascending.reversed() : ascending).thenComparing(Hit::number))
                .limit(limit)
                .toList();
    }

    static List<Hit> ranked(Map<Long, Double> scores, int limit) {
        return scores.entrySet().stream()
                .map(entry -> new Hit(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::number))
                .limit(limit)
                .toList();
    }

    /** The points that share a dimension with the query, by dot product. */
    static List<Hit> sparse(Map<Long, Map<Integer, Float>> points, Map<Integer, Double> query, int limit) {
        Map<Long, Double> scores = new HashMap<>();
        points.forEach((number, terms) -> terms.forEach((term, weight) -> {
            if (query.containsKey(term)) {
                scores.merge(number, weight * query.get(term), Double::sum);
            }
        }));
        return ranked(scores, limit);
    }

    static Map<Integer, Double> unweighed(Map<Integer, Float> query) {
        return weighed(query, term -> 1);
    }

    /** The query with each value times its dimension's inverse document frequency, counted from scratch. */
    static Map<Integer, Double> weighed(Map<Long, Map<Integer, Float>> points, Map<Integer, Float> query) {
        long n = points.values().stream().filter(terms -> !terms.isEmpty()).count();
        return weighed(query, term -> {
            long df = points.values().stream()
                    .filter(terms -> terms.containsKey(term))
                    .count();
            return Math.log((n - df + 0.5) / (df + 0.5) + 1);
        });
    }

    private static Map<Integer, Double> weighed(Map<Integer, Float> query, IntToDoubleFunction weight) {
        Map<Integer, Double> weighed = new HashMap<>();
        query.forEach((term, value) -> weighed.put(term, value * weight.applyAsDouble(term)));
        return weighed;
    }

    static List<Hit> hits(List<ScoredPoint> points) {
        return points.stream()
                .map(point -> new Hit(point.getId().getNum(), point.getScore()))
                .toList();
    }

    /** Same points in the same order, scores within {@code tolerance}. */
    static void requireSame(List<Hit> actual, List<Hit> expected, double tolerance) {
        if (actual.size() != expected.size()) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
        for (int i = 0; i < actual.size(); i++) {
            boolean same = actual.get(i).number() == expected.get(i).number()
                    && Math.abs(actual.get(i).score() - expected.get(i).score()) <= tolerance;
            if (!same) {
                throw new AssertionError("at " + i + ": expected " + expected.get(i) + " but was " + actual.get(i)
                        + " in " + expected + " and " + actual);
            }
        }
    }
}

package dev.heal.testbed.qdrant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merging of several ranked lists into one, best first, ties by id. The formulas and constants are those of the real
 * server (docs/testbed-qdrant.md). Stateless; results come in and go out best first.
 */
final class Fusion {
    /** The {@code k} of reciprocal rank fusion where the request names none. */
    static final int DEFAULT_K = 2;

    private static final float SIGMAS = 3f;
    private static final float SCORE_OF_NO_SPREAD = 0.5f;

    private Fusion() {}

    /**
     * Reciprocal rank fusion: the sum over the lists of {@code 1 / ((position + 1) / weight + k - 1)}, positions from
     * 0; a list of weight 0 adds nothing. No weights: 1 for every list.
     */
    static List<Scored> reciprocalRank(List<List<Scored>> lists, int k, List<Float> weights) {
        if (!weights.isEmpty() && weights.size() != lists.size()) {
            throw Statuses.failedValidation(String.format(
                    "Number of weights in RRF should match number of pre-fetches: got %d, expected %d",
                    weights.size(), lists.size()));
        }
        Map<PointKey, Scored> merged = new HashMap<>();
        for (int list = 0; list < lists.size(); list++) {
            float weight = weights.isEmpty() ? 1f : weights.get(list);
            List<Scored> points = lists.get(list);
            for (int position = 0; position < points.size(); position++) {
                float score = weight <= 0 ? 0f : 1f / ((position + 1) / weight + k - 1f);
                add(merged, points.get(position), score);
            }
        }
        return sorted(merged);
    }

    /**
     * Distribution-based score fusion: each list's scores are mapped so that mean - 3 sigma becomes 0 and mean + 3
     * sigma becomes 1 (sigma of the sample, n - 1), then summed. A list without spread counts 0.5 for each point.
     */
    static List<Scored> distributionBased(List<List<Scored>> lists) {
        Map<PointKey, Scored> merged = new HashMap<>();
        for (List<Scored> points : lists) {
            float mean = 0;
            float squares = 0;
            int seen = 0;
            for (Scored point : points) {
                float before = point.score() - mean;
                mean += before / ++seen;
                squares += before * (point.score() - mean);
            }
            float sigma = seen < 2 ? 0 : (float) Math.sqrt(squares / (seen - 1f));
            float low = mean - SIGMAS * sigma;
            float high = mean + SIGMAS * sigma;
            for (Scored point : points) {
                add(merged, point, low == high ? SCORE_OF_NO_SPREAD : (point.score() - low) / (high - low));
            }
        }
        return sorted(merged);
    }

    private static void add(Map<PointKey, Scored> merged, Scored point, float score) {
        merged.merge(
                point.key(),
                new Scored(point.key(), point.slot(), score),
                (a, b) -> new Scored(a.key(), a.slot(), a.score() + b.score()));
    }

    private static List<Scored> sorted(Map<PointKey, Scored> merged) {
        return merged.values().stream().sorted(TopK.bestFirst(true)).toList();
    }
}

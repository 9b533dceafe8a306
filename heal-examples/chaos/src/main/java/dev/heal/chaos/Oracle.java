package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.CallLine.Found;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import dev.heal.chaos.app.Rate;
import dev.heal.chaos.app.Texts;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.vector.Embedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Knows what a search should have found: an exact index of its own over the documents that the site has, by the times at which the
 * application was told that they are stored. It asks no server. Confined to one thread.
 *
 * <p>A document may be found from the begin of its write on, and must be found by searches that are as of a time after the write
 * was acknowledged. An answer is as of the begin of its search, less the age that it states. It is right if all of its hits may be
 * found, none twice, at least nine of ten score as high as the tenth best of those that must be found (whatever came later may
 * push them out), and its age is within the hard limit.
 */
final class Oracle {

    private static final int LIMIT = 10;
    private static final double RECALL = 0.9;

    /** Of the sums of single precision that a server adds up in another order. */
    private static final double ROUNDING = 1e-4;

    private final Texts texts;
    private final Duration hardTtl;
    private final List<Known> documents = new ArrayList<>();
    private final Embedder embedder = new HashingEmbedder();

    /** A document: from when on it may, and must, be found. */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    private record Known(long id, float[] vector, long possible, long certain) {}

    private record Scored(Known document, double score) {}

    /**
     * An index of what was stored.
     *
     * @param texts those of the run
     * @param lines all of the application's calls
     * @param hardTtl how old an answer may be
     */
    Oracle(Texts texts, List<CallLine> lines, Duration hardTtl) {
        this.texts = texts;
        this.hardTtl = hardTtl;
        for (long id = 1; id <= Rate.FIRST_DOCUMENTS; id++) {
            documents.add(new Known(id, vector(texts.document(id)), Long.MIN_VALUE, Long.MIN_VALUE));
        }
        for (CallLine line : lines) {
            if (line.kind() == Kind.CRAWL) {
                boolean stored = line.outcome() == Outcome.WRITTEN;
                documents.add(new Known(
                        line.id(),
                        vector(texts.document(line.id())),
                        line.begin(),
                        stored ? line.end() : Long.MAX_VALUE));
            }
        }
    }

    /** Whether an answered search was answered rightly. */
    boolean isRight(CallLine search) {
        Found found = search.found();
        long asOf = search.begin() - TimeUnit.MILLISECONDS.toNanos(found.ageMillis());
        if (found.ageMillis() > hardTtl.toMillis() || found.hits().size() > LIMIT) {
            return false;
        }
        List<Scored> scored = scored(texts.question(search.id()));
        double tenth = scored.stream()
                .filter(s -> s.document.certain <= asOf)
                .mapToDouble(Scored::score)
                .limit(LIMIT)
                .min()
                .orElse(Double.NEGATIVE_INFINITY);
        Set<Long> good = new HashSet<>();
        Set<Long> possible = new HashSet<>();
        for (Scored s : scored) {
            if (s.document.possible <= search.end()) {
                possible.add(s.document.id);
                if (s.score >= tenth - ROUNDING) {
                    good.add(s.document.id);
                }
            }
        }
        Set<Long> hits = new HashSet<>(found.hits());
        long recalled = hits.stream().filter(good::contains).count();
        return hits.size() == found.hits().size() && possible.containsAll(hits) && recalled >= RECALL * LIMIT;
    }

    /** All documents, best first. */
    private List<Scored> scored(String question) {
        float[] query = embedder.embed(question);
        return documents.stream()
                .map(document -> new Scored(document, dot(query, document.vector)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }

    private float[] vector(String text) {
        return embedder.embed(text);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

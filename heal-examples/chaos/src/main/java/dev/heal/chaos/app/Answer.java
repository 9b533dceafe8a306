package dev.heal.chaos.app;

import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param source where it came from: {@link CallLine.Outcome#LIVE}, {@code CACHE} or {@code STALE}
 * @param age how old it says it is; zero for a live one
 * @param hits the ids of the documents, best first
 */
record Answer(CallLine.Outcome source, Duration age, List<Long> hits) {

    /** An answer without hits stands for "could not be asked": the collection is never empty. */
    Answer {
        if (hits.isEmpty()) {
            throw new EmptyAnswerException();
        }
        hits = List.copyOf(hits);
    }

    static Answer live(List<Long> hits) {
        return new Answer(CallLine.Outcome.LIVE, Duration.ZERO, hits);
    }
}

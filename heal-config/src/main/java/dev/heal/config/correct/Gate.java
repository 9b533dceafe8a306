package dev.heal.config.correct;

import java.util.ArrayList;
import java.util.List;

/** What every correction has to pass before it is applied. Pure. */
final class Gate {

    private static final int MOST_GUESSES = 5;
    private static final int SHARE_OF_LINES = 5;

    private Gate() {}

    /** One line: two guesses in it are one too many. */
    static Candidate passed(Candidate candidate) {
        boolean ofKey = candidate.steps().stream().anyMatch(s -> s.ofKey() && s.guessed());
        long ofValue = candidate.steps().stream()
                .filter(s -> !s.ofKey() && s.guessed())
                .count();
        long keys =
                candidate.steps().stream().filter(s -> s.ofKey() && s.guessed()).count();
        if (!candidate.isApplied() || (keys < 2 && (!ofKey || ofValue == 0))) {
            return candidate;
        }
        return candidate.withoutEffect(
                Step.ofKey(Action.REFUSE, keys > 1 ? "K3" : "V9", "needs more than one guess", false)
                        .suggesting(suggested(candidate)));
    }

    /** The whole file: one that needs many guesses is another file than anybody thinks. */
    static List<Candidate> passed(List<Candidate> candidates) {
        long guesses = candidates.stream()
                .filter(Candidate::isApplied)
                .filter(Candidate::isGuessed)
                .count();
        if (guesses <= Math.max(MOST_GUESSES, candidates.size() / SHARE_OF_LINES)) {
            return candidates;
        }
        List<Candidate> passed = new ArrayList<>();
        for (Candidate candidate : candidates) {
            passed.add(
                    candidate.isApplied() && candidate.isGuessed()
                            ? candidate.withoutEffect(Step.ofKey(
                                            Action.REFUSE,
                                            "S2",
                                            "would be the guess too many in this file, which may be another one",
                                            false)
                                    .suggesting(suggested(candidate)))
                            : candidate);
        }
        return passed;
    }

    private static List<String> suggested(Candidate candidate) {
        return candidate.key() == null ? List.of() : List.of(candidate.key().name());
    }
}

package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys that are stated more than once. The rules D1 and D2, and K1 for an old name beside the new one. Pure. */
final class Repeats {

    private Repeats() {}

    static List<Candidate> resolved(List<Candidate> candidates) {
        Map<String, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Key key = candidates.get(i).key();
            if (key != null) {
                byKey.computeIfAbsent(key.name(), any -> new ArrayList<>()).add(i);
            }
        }
        List<Candidate> resolved = new ArrayList<>(candidates);
        for (List<Integer> same : byKey.values()) {
            if (same.size() > 1) {
                resolve(resolved, same);
            }
        }
        return resolved;
    }

    private static void resolve(List<Candidate> all, List<Integer> same) {
        List<Candidate> stated = same.stream().map(all::get).toList();
        Key key = stated.get(0).key();
        boolean differ =
                stated.stream().map(c -> String.valueOf(c.value())).distinct().count() > 1;
        if (key != null && key.never() && differ) {
            same.forEach(i -> all.set(
                    i,
                    all.get(i)
                            .withoutEffect(Step.ofValue(
                                    Action.REFUSE,
                                    "D2",
                                    "is set more than once, and which one is meant would be a guess",
                                    false))));
            return;
        }
        int winner = winner(all, same);
        String where = "line " + all.get(winner).entry().line().number();
        for (int i : same) {
            Candidate candidate = all.get(i);
            boolean alias = !candidate.isCanonical() && all.get(winner).isCanonical();
            if (i != winner) {
                all.set(
                        i,
                        candidate.withoutEffect(Step.ofKey(
                                Action.WARN, alias ? "K1" : "D1", "is set twice; " + where + " is in effect", false)));
            }
        }
    }

    /** The last one, of those under the key's own name if there is any; a slip in a name never wins over another line. */
    private static int winner(List<Candidate> all, List<Integer> same) {
        int winner = same.get(0);
        for (int i : same) {
            if (rank(all.get(i)) >= rank(all.get(winner))) {
                winner = i;
            }
        }
        return winner;
    }

    private static int rank(Candidate candidate) {
        boolean slip = candidate.steps().stream().anyMatch(step -> step.ofKey() && step.guessed());
        return slip ? 0 : candidate.isCanonical() ? 2 : 1;
    }
}

package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keys that a written one may mean, by the words that the two have in common. For people: nothing is applied. Immutable. */
final class KeySuggestions {

    private static final int MOST = 3;
    /** Words in common, as a share of all words of both, from which on a key is worth a mention. */
    private static final double LEAST = 0.5;
    /** How much less alike than the likeliest one a key may be. */
    private static final double STEP = 0.1;

    private final KeyNames names;

    KeySuggestions(KeyNames names) {
        this.names = names;
    }

    private record Scored(Key key, double score) {}

    List<Key> of(String written) {
        List<String> words = Words.of(written);
        List<Scored> scored = new ArrayList<>();
        for (KeyNames.Name name : names.all()) {
            if (name.key().type() != ValueType.MAP
                    && !words.isEmpty()
                    && name.words().get(0).equals(words.get(0))) {
                double score = score(
                        words.subList(1, words.size()),
                        name.words().subList(1, name.words().size()));
                if (score >= LEAST) {
                    scored.add(new Scored(name.key(), score));
                }
            }
        }
        double most = scored.stream().mapToDouble(Scored::score).max().orElse(0);
        return scored.stream()
                .filter(s -> s.score() > most - STEP)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::key)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static double score(List<String> written, List<String> meant) {
        List<String> left = new ArrayList<>(meant);
        double common = 0;
        for (String word : written) {
            String best = null;
            double most = 0;
            for (String other : left) {
                double alike = alike(word, other);
                if (alike > most) {
                    most = alike;
                    best = other;
                }
            }
            if (best != null) {
                left.remove(best);
                common += most;
            }
        }
        return 2 * common / Math.max(1, written.size() + meant.size());
    }

    private static double alike(String a, String b) {
        if (a.equals(b)) {
            return 1;
        } else if (a.length() >= 3 && b.length() >= 3 && (a.startsWith(b) || b.startsWith(a))) {
            return 0.9;
        }
        return a.length() <= 32 && Slips.isSlip(a, b) ? 0.9 : 0;
    }
}

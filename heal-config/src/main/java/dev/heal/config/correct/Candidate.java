package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way to its meaning.
 *
 * @param entry what is written
 * @param key the key that it sets, or null if it sets none
 * @param value the value, or null if it has no effect
 * @param steps what was concluded so far
 */
record Candidate(Entry entry, @Nullable Key key, @Nullable String value, List<Step> steps) {

    Candidate {
        steps = List.copyOf(steps);
    }

    boolean isApplied() {
        return key != null && value != null;
    }

    boolean isGuessed() {
        return steps.stream().anyMatch(step -> step.guessed() && step.action() == Action.CORRECT);
    }

    boolean isRefused() {
        return steps.stream().anyMatch(step -> step.action() == Action.REFUSE);
    }

    /** Whether the key is written under its own name, in the usual syntax. */
    boolean isCanonical() {
        Key set = key;
        return set != null && entry.key().equals(set.name());
    }

    /** The same with another value, and why. */
    Candidate with(String other, Step step) {
        return new Candidate(entry, key, other, plus(step));
    }

    /** The same with a remark. */
    Candidate and(Step step) {
        return new Candidate(entry, key, value, plus(step));
    }

    /** The same without effect. The corrections that led to its value are none. */
    Candidate withoutEffect(Step step) {
        List<Step> kept = new ArrayList<>(
                steps.stream().filter(s -> s.action() == Action.REFUSE).toList());
        kept.add(step);
        return new Candidate(entry, key, null, kept);
    }

    private List<Step> plus(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return all;
    }
}

package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the key that a written one stands for. The rules K1 to K7. Immutable. */
final class KeyMatcher {

    private final KeyNames names;
    private final KeySuggestions suggestions;

    KeyMatcher(KeyNames names) {
        this.names = names;
        this.suggestions = new KeySuggestions(names);
    }

    KeyNames names() {
        return names;
    }

    Match match(String written) {
        Key exact = names.schema().key(written);
        if (exact != null && exact.type() != ValueType.MAP) {
            return Match.exact(exact);
        } else if (names.schema().isFree(written)) {
            return Match.FOREIGN;
        }
        String visible = Words.withoutInvisible(Words.stripped(written));
        if (visible.startsWith("-") && !visible.startsWith("--")) {
            // a removed line of a difference, or an option of a command: SingleLines tells which
            return Match.FOREIGN;
        }
        Match known = documented(visible, !visible.equals(written));
        if (known != null) {
            return known;
        }
        Match other = lookAlike(visible);
        if (other != null) {
            return other;
        }
        return names.isOurs(visible) ? unknown(visible) : outside(visible);
    }

    /** The key whose documented name this is: its own in another case or with other separators, or an alias. */
    @Nullable
    Match documented(String written, boolean hadMarks) {
        List<KeyNames.Name> same = names.folded(written);
        if (same.isEmpty()) {
            return null;
        } else if (same.stream().map(KeyNames.Name::key).distinct().count() > 1) {
            return Match.none(Step.ofKey(Action.WARN, "K2", "several keys are written so", false)
                    .suggesting(same.stream().map(KeyNames.Name::text).toList()));
        }
        KeyNames.Name name = same.stream().filter(n -> !n.isAlias()).findFirst().orElse(same.get(0));
        Step step = name.isAlias()
                ? Step.ofKey(
                        Action.CORRECT, "K1", "is another name of " + name.key().name(), false)
                : hadMarks && name.text().equals(written)
                        ? Step.ofKey(Action.CORRECT, "S1", "has marks in its name that nobody can see", false)
                        : Step.ofKey(Action.CORRECT, "K2", "is the same words in the same order", false);
        return new Match(name.key(), name.unit(), List.of(step));
    }

    private @Nullable Match lookAlike(String written) {
        String latin = LookAlikes.latin(written);
        if (latin.equals(written)) {
            return null;
        }
        List<KeyNames.Name> same = names.folded(latin);
        if (same.isEmpty()) {
            return names.isOurs(latin) && !names.isOurs(written) ? unknown(latin) : null;
        }
        Key key = same.get(0).key();
        return Match.none(Step.ofKey(
                        key.never() ? Action.REFUSE : Action.WARN,
                        "K7",
                        "has letters of another script that look like Latin ones",
                        false)
                .suggesting(List.of(key.name())));
    }

    private Match unknown(String written) {
        List<String> words = Words.of(written);
        Map<Key, String> near = names.oneSlipAway(words);
        if (near.size() == 1) {
            Map.Entry<Key, String> only = near.entrySet().iterator().next();
            return slip(only.getKey(), only.getValue().split(" ", 3));
        } else if (near.size() > 1) {
            boolean never = near.keySet().stream().allMatch(Key::never);
            return Match.none(
                    Step.ofKey(never ? Action.REFUSE : Action.WARN, "K3", "could be a slip in several keys", false)
                            .suggesting(near.keySet().stream().map(Key::name).toList()));
        }
        return suggestion(written);
    }

    private Match suggestion(String written) {
        List<Key> likely = suggestions.of(written);
        if (likely.isEmpty()) {
            String root = Words.of(written).get(0);
            return names.schema().owned().contains(root)
                    ? Match.none(Step.ofKey(Action.WARN, "K4", "is no key that anything reads", false))
                    : Match.FOREIGN;
        }
        return Match.none(Step.ofKey(
                        likely.get(0).never() ? Action.REFUSE : Action.WARN,
                        "K4",
                        "is no key; which one is meant would be a guess",
                        false)
                .suggesting(likely.stream().map(Key::name).toList()));
    }

    /** The parts: the word that is meant, the one that is written, and a mark if the name is an alias. */
    private static Match slip(Key key, String[] parts) {
        List<String> suggested = List.of(key.name());
        String meant = parts[0];
        String written = parts[1];
        if (key.never()) {
            return Match.none(
                    Step.ofKey(Action.REFUSE, "K3", "is a misspelt name of a key that is never guessed", false)
                            .suggesting(suggested));
        } else if (parts.length > 2) {
            return Match.none(Step.ofKey(Action.WARN, "K3", "is a misspelt name of an old name", false)
                    .suggesting(suggested));
        } else if (written.equals(meant + "s") || written.equals(meant + "es")) {
            return Match.none(Step.ofKey(Action.WARN, "K6", "is a plural, which may mean something else", false)
                    .suggesting(suggested));
        } else if (!meant.equals(written + "s") && RealWords.contains(written)) {
            return Match.none(Step.ofKey(Action.WARN, "K6", "has the word '" + written + "', which may be meant", false)
                    .suggesting(suggested));
        }
        return Match.of(key, Step.ofKey(Action.CORRECT, "K3", "has '" + written + "' for '" + meant + "'", true));
    }

    private Match outside(String written) {
        for (String root : names.roots()) {
            int first = firstSegment(written);
            String segment = written.substring(0, first).toLowerCase(Locale.ROOT);
            if (first < written.length() && Slips.isSlip(segment, root)) {
                List<KeyNames.Name> same = names.folded(root + written.substring(first));
                if (!same.isEmpty()) {
                    return Match.none(
                            Step.ofKey(Action.WARN, "K5", "is outside of " + root + ".*, which may be meant", false)
                                    .suggesting(List.of(same.get(0).key().name())));
                }
            }
        }
        return Match.FOREIGN;
    }

    private static int firstSegment(String written) {
        int i = 0;
        while (i < written.length() && !Words.isSeparator(written.charAt(i))) {
            i++;
        }
        return i;
    }
}

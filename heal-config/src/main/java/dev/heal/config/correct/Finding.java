package dev.heal.config.correct;

import java.util.List;

/**
 * One thing that was found out about a line. Holds no secrets: values that nobody may see are {@code ***}.
 *
 * @param action what was done
 * @param rule the rule's id, such as {@code V2}
 * @param place where it stands
 * @param key the full key that is meant, or as it is written if nobody can tell
 * @param was the key or value that is written
 * @param now the key or value that it stands for; empty if the line has no effect
 * @param why the reason, for a person
 * @param suggestions keys that may be meant, the likeliest first; empty if there are none
 */
public record Finding(
        Action action,
        String rule,
        Place place,
        String key,
        String was,
        String now,
        String why,
        List<String> suggestions) {

    /** Copies the suggestions. */
    public Finding {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * The same finding in a run that corrects nothing.
     *
     * @return a correction as a suggestion of it; anything else as it is
     */
    Finding onlySuggested() {
        return action != Action.CORRECT
                ? this
                : new Finding(Action.WARN, rule, place, key, was, "", why + "; would stand for " + now, suggestions);
    }

    /**
     * Where something stands in a file.
     *
     * @param line the physical line, 1 for the first
     * @param column the first character, 1 for the first of the line
     * @param end the column after the last character
     * @param hidden whether the line's value must not be shown
     */
    public record Place(int line, int column, int end, boolean hidden) {}
}

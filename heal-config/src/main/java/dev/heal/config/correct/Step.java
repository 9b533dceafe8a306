package dev.heal.config.correct;

import java.util.List;

/**
 * One conclusion on the way from a line to its meaning.
 *
 * @param action what it does to the line
 * @param rule the rule's id
 * @param why the reason, without the value
 * @param ofKey whether it is about the key, else about the value
 * @param guessed whether it could be wrong: a slip, a scale, a structure; not a documented spelling
 * @param suggestions keys that may be meant
 */
record Step(Action action, String rule, String why, boolean ofKey, boolean guessed, List<String> suggestions) {

    Step {
        suggestions = List.copyOf(suggestions);
    }

    static Step ofKey(Action action, String rule, String why, boolean guessed) {
        return new Step(action, rule, why, true, guessed, List.of());
    }

    static Step ofValue(Action action, String rule, String why, boolean guessed) {
        return new Step(action, rule, why, false, guessed, List.of());
    }

    Step suggesting(List<String> keys) {
        return new Step(action, rule, why, ofKey, guessed, keys);
    }
}

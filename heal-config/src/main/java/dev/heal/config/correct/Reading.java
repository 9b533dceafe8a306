package dev.heal.config.correct;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text stands for as the value of a key.
 *
 * @param value in the one form of its type, or null if the line has no effect
 * @param steps how that was concluded; empty if it is valid as written
 */
record Reading(@Nullable String value, List<Step> steps) {

    Reading {
        steps = List.copyOf(steps);
    }

    static Reading valid(String value) {
        return new Reading(value, List.of());
    }

    static Reading warned(String rule, @Nullable String value, String why) {
        return new Reading(value, List.of(Step.ofValue(Action.WARN, rule, why, false)));
    }

    /** A documented spelling of the value. */
    static Reading spelled(String rule, String value, String why) {
        return new Reading(value, List.of(Step.ofValue(Action.CORRECT, rule, why, false)));
    }

    /** The only thing that it can mean. */
    static Reading guessed(String rule, String value, String why) {
        return new Reading(value, List.of(Step.ofValue(Action.CORRECT, rule, why, true)));
    }

    static Reading refused(String rule, String why) {
        return new Reading(null, List.of(Step.ofValue(Action.REFUSE, rule, why, false)));
    }

    boolean isRefused() {
        return value == null;
    }

    boolean isValid() {
        return value != null && steps.isEmpty();
    }

    /** This reading of a text that was cleaned before, which is told only where it led somewhere. */
    Reading after(List<Step> cleaning) {
        if (isRefused() || cleaning.isEmpty()) {
            return this;
        }
        List<Step> all = new ArrayList<>(cleaning);
        all.addAll(steps);
        return new Reading(value, all);
    }
}

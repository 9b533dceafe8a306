package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value to be read.
 *
 * @param key the key that it is for
 * @param text as it is written, escapes resolved
 * @param unit the unit that the written name of the key declares; empty for that of the key
 * @param lostBackslash whether a backslash was written that a properties file drops
 * @param variables values of names in expressions, null for those that have none
 */
record Asked(Key key, String text, String unit, boolean lostBackslash, UnaryOperator<@Nullable String> variables) {

    Asked with(String other) {
        return new Asked(key, other, unit, lostBackslash, variables);
    }
}

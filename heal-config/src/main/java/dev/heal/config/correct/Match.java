package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a written key stands for.
 *
 * @param key the key that the line sets, or null if it sets none
 * @param unit the unit of a number without one under this name; empty for that of the key
 * @param steps how that was concluded; empty for the exact name, and for names that are not ours
 */
record Match(@Nullable Key key, String unit, List<Step> steps) {

    /** Not ours, or free-form: nothing is said and nothing is set. */
    static final Match FOREIGN = new Match(null, "", List.of());

    static Match exact(Key key) {
        return new Match(key, "", List.of());
    }

    static Match of(Key key, Step step) {
        return new Match(key, "", List.of(step));
    }

    static Match none(Step step) {
        return new Match(null, "", List.of(step));
    }
}

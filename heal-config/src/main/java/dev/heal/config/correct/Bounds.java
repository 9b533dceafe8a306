package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Key.Clamp;
import dev.heal.config.schema.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Ranges of quantities, and what is done about values outside. The rules C1 and C2. Pure. */
final class Bounds {

    private Bounds() {}

    /**
     * A value that was understood, if it is allowed.
     *
     * @param spelled how it is written otherwise than it should be, or null if it is not
     */
    static Reading check(Key key, BigDecimal value, @Nullable String spelled) {
        Key.Range range = key.range();
        if (range.contains(value)) {
            String text = Quantity.canonical(key.type(), value);
            return spelled == null ? Reading.valid(text) : Reading.spelled("V2", text, spelled);
        } else if (range.whole() && !Quantities.isWhole(value)) {
            return Quantities.refused(key);
        }
        BigDecimal bound = clamped(range, value);
        return bound == null
                ? refused(key)
                : Reading.guessed("C1", Quantity.canonical(key.type(), bound), "must be" + Kinds.range(key));
    }

    static Reading refused(Key key) {
        return Reading.refused("C2", "must be " + Kinds.described(key));
    }

    /** The bound that a value may be moved to: up to ten times outside, where the key allows it. Null if it may not. */
    private static @Nullable BigDecimal clamped(Key.Range range, BigDecimal value) {
        BigDecimal min = range.min();
        BigDecimal max = range.max();
        Clamp clamp = range.clamp();
        if (value.signum() <= 0) {
            return null;
        } else if (max != null && value.compareTo(max) > 0) {
            boolean may = clamp == Clamp.HIGH || clamp == Clamp.BOTH;
            return may && value.compareTo(max.movePointRight(1)) <= 0 ? max : null;
        } else if (min != null && value.compareTo(min) < 0) {
            boolean may = clamp == Clamp.LOW || clamp == Clamp.BOTH;
            return may && value.movePointRight(1).compareTo(min) >= 0 ? min : null;
        }
        return null;
    }
}

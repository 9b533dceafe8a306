package dev.heal.config.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key and everything that is known about its values. Immutable.
 *
 * @param name the full key
 * @param type what kind of value it has
 * @param range the values allowed, for quantities
 * @param words the words allowed, for {@link ValueType#ENUM} and {@link ValueType#CONSTANT}
 * @param ties other names that it has, and another key that bounds it
 * @param never whether its value is taken literally or not at all: credentials, addresses, exposure, autonomy
 * @param byDefault what holds if nothing is written, in the notation of its type; empty for none
 * @param atStart whether it is read once, so that a change waits for the next start
 * @param note what it does, as one sentence; empty if nobody says
 */
public record Key(
        String name,
        ValueType type,
        Range range,
        List<String> words,
        Ties ties,
        boolean never,
        String byDefault,
        boolean atStart,
        String note) {

    /** Copies the words. */
    public Key {
        words = List.copyOf(words);
    }

    /**
     * Whether its values must not be shown.
     *
     * @return true for secrets
     */
    public boolean isSecret() {
        return type == ValueType.SECRET;
    }

    /**
     * The same key under another name.
     *
     * @param other the other full key
     * @param others what ties it under that name
     * @return a copy
     */
    Key named(String other, Ties others) {
        return new Key(other, type, range, words, others, never, byDefault, atStart, note);
    }

    /**
     * The values that a quantity may take, in the smallest unit of its type: milliseconds, bytes, or as it is.
     *
     * @param min the least, or null
     * @param max the most, or null
     * @param clamp which ends a value a little outside may be moved to
     * @param whole whether it has no fraction
     * @param unit the unit of a number without one, such as {@code s}; empty if there is none
     */
    public record Range(@Nullable BigDecimal min, @Nullable BigDecimal max, Clamp clamp, boolean whole, String unit) {

        /** Everything, for values that are no quantities. */
        public static final Range ANY = new Range(null, null, Clamp.NONE, false, "");

        /**
         * Whether a value is allowed.
         *
         * @param value in the smallest unit
         * @return true if it is within both ends, which are allowed themselves, and whole where it has to be
         */
        public boolean contains(BigDecimal value) {
            return (min == null || value.compareTo(min) >= 0)
                    && (max == null || value.compareTo(max) <= 0)
                    && (!whole || value.stripTrailingZeros().scale() <= 0);
        }
    }

    /** Which ends of its range a value a little outside may be moved to. */
    public enum Clamp {
        /** None. */
        NONE,
        /** The lower one. */
        LOW,
        /** The upper one. */
        HIGH,
        /** Either. */
        BOTH
    }

    /**
     * What ties a key to other names.
     *
     * @param aliases names that it has or had besides
     * @param atMost the key that is its upper limit, or null
     */
    public record Ties(List<Alias> aliases, @Nullable Limit atMost) {

        /** None. */
        public static final Ties NONE = new Ties(List.of(), null);

        /** Copies the aliases. */
        public Ties {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * Another name of a key.
     *
     * @param name the full key
     * @param unit the unit of a number without one under this name; empty for that of the key
     */
    public record Alias(String name, String unit) {}

    /**
     * A key that bounds another one from above.
     *
     * @param key the full key of the upper limit
     * @param sameQuantity whether the two are both ends of one quantity, so that a wrong order is an exchange
     */
    public record Limit(String key, boolean sameQuantity) {}
}

package dev.heal.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable means. Immutable.
 *
 * @param kind what is wrong
 * @param phase how far the call got
 * @param retryAfter how long the other side asks to be left alone, or null if it said nothing
 * @param code the other side's own short code, such as an SQLState or a status name; never a message, which may carry secrets
 */
public record Failure(Kind kind, Phase phase, @Nullable Duration retryAfter, String code) {

    /**
     * A failure without a hint from the other side.
     *
     * @param kind what is wrong
     * @param phase how far the call got
     * @param code the other side's own short code
     */
    public Failure(Kind kind, Phase phase, String code) {
        this(kind, phase, null, code);
    }

    /**
     * The same failure at another phase.
     *
     * @param other how far the call got
     * @return a failure that differs in its phase only
     */
    public Failure at(Phase other) {
        return new Failure(kind, other, retryAfter, code);
    }

    /** What is wrong. */
    public enum Kind {
        /** Passes by itself; the next try may succeed. */
        TRANSIENT(true, true),
        /** The connection is gone; a new one may work. */
        CONNECTION_DEAD(true, true),
        /** The other side has too much to do. */
        OVERLOAD(true, true),
        /** Our own side has nothing left to call with, such as an empty pool. Says nothing about the other side. */
        EXHAUSTED(false, false),
        /** The other side answers, but is no longer the one to ask. */
        FAILOVER(true, true),
        /** Another caller holds what this one wants. Says nothing about the other side's health. */
        LOCK(false, true),
        /** No answer in time. */
        TIME_OUT(true, true),
        /** Will fail again the same way: the call itself is wrong, or not allowed. */
        PERMANENT(false, false);

        private final boolean evidence;
        private final boolean passing;

        Kind(boolean evidence, boolean passing) {
            this.evidence = evidence;
            this.passing = passing;
        }

        /**
         * Whether a failure of this kind speaks against the health of the other side.
         *
         * @return true if a breaker counts it
         */
        public boolean isEvidence() {
            return evidence;
        }

        /**
         * Whether a later try may succeed.
         *
         * @return true if a retry makes sense at all
         */
        public boolean isPassing() {
            return passing;
        }
    }

    /** How far a call got before it failed: what may have happened on the other side. */
    public enum Phase {
        /** Never left this side. */
        NOT_SENT,
        /** Reached the other side and surely had no effect there. */
        NOT_APPLIED,
        /** May have had its effect. */
        MAYBE_APPLIED
    }
}

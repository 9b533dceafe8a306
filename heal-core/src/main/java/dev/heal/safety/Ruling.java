package dev.heal.safety;

import dev.heal.settings.Mode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the gate answered to a proposal.
 *
 * @param mode how far it was allowed to go; never {@link Mode#AUTO}
 * @param suppressedBy what stood against it, or null
 * @param to the value that was set or would have been: the proposed one or a smaller step
 */
public record Ruling(Mode mode, @Nullable Reason suppressedBy, String to) {

    /**
     * Whether it was done.
     *
     * @return true if the actuator was run and has set the value, or was handed over to the io executor
     */
    public boolean isEnforced() {
        return mode == Mode.ENFORCE && suppressedBy == null;
    }

    Ruling suppressed(Reason reason) {
        return new Ruling(mode, reason, to);
    }

    /** What may stand against a proposal. */
    public enum Reason {
        /** The mode is observe or suggest. */
        MODE,
        /** Somebody stopped all automation. */
        KILL_SWITCH,
        /** An override holds the resource as it is. */
        PINNED,
        /** There is no observation, or a number is not known. */
        NO_DATA,
        /** Nothing would find out whether the change did any good. */
        UNVERIFIABLE,
        /** The value is out of its hard bounds already, so somebody else set it. */
        BOUNDS,
        /** The value is the wanted one, or at its bound. */
        NO_CHANGE,
        /** Too many resources of the kind are affected at once: the judge may be wrong. */
        FROZEN,
        /** An earlier change of the resource is being made, or awaits its verdict. */
        IN_PROGRESS,
        /** The change was tried and taken back not long ago. */
        QUARANTINED,
        /** Another resource tries the change first. */
        CANARY,
        /** The last change of this kind to the resource was too short a time ago. */
        DWELL,
        /** Too many changes of this kind were made lately. */
        BUDGET,
        /** The timer does not tick regularly, so the gate does not trust itself. */
        WATCHDOG,
        /** There are too many resources to keep account of. */
        CAPACITY,
        /** The value was another one by the time it was to be set. */
        STALE,
        /** The actuator threw, or could not be run. */
        FAILED,
        /** The gate was closed. */
        CLOSED;

        /**
         * The reason in plain words.
         *
         * @return for example {@code kill switch}
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}

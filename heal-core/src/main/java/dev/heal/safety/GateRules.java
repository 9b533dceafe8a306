package dev.heal.safety;

import java.time.Duration;

/** The numbers of the rules. Not settings: what bounds automation is not for a configuration file to widen. */
final class GateRules {

    /** The largest step up, as a factor. */
    static final double STEP_UP = 1.5;
    /** The largest step down, as a factor. */
    static final double STEP_DOWN = 0.8;

    /** From how many resources of a kind on a freeze makes sense. */
    static final int FREEZE_PEERS = 10;
    /** More than this share affected freezes. */
    static final int FREEZE_PERCENT = 30;
    /** At most this share affected ends the freeze. */
    static final int THAW_PERCENT = 20;
    /** For how long a resource counts as affected after it was last proposed for. */
    static final long AFFECTED_NANOS = Duration.ofMinutes(1).toNanos();

    /** The largest part that chance adds to a dwell. */
    static final double JITTER = 0.2;

    static final long QUARANTINE_NANOS = Duration.ofMinutes(10).toNanos();
    static final long LONGEST_QUARANTINE_NANOS = Duration.ofDays(1).toNanos();

    /** How long a kind that its canary has proven may be applied without a new canary. */
    static final long PROVEN_NANOS = Duration.ofHours(1).toNanos();

    /** How long after a failed try, and how often in all, a change is taken back. */
    static final long REVERT_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    static final int REVERT_TRIES = 3;

    /** The most pairs of kind and resource that account is kept of. */
    static final int CAPACITY = 4_096;

    private GateRules() {}

    /** How many changes of one kind may be made at once. */
    static int burst(ActionClass actionClass) {
        return actionClass == ActionClass.TUNE ? 12 : 3;
    }

    /** After how long one more change of the kind may be made. */
    static long refillNanos(ActionClass actionClass) {
        return Duration.ofMinutes(actionClass == ActionClass.TUNE ? 5 : 20).toNanos();
    }

    /** The least time between two changes of one kind to one resource. */
    static long dwellNanos(ActionClass actionClass) {
        return Duration.ofMinutes(actionClass == ActionClass.TUNE ? 1 : 5).toNanos();
    }

    /** How long the change stays in quarantine after it was taken back so many times in a row. */
    static long quarantineNanos(int level) {
        long nanos = QUARANTINE_NANOS;
        for (int i = 1; i < level && nanos < LONGEST_QUARANTINE_NANOS; i++) {
            nanos *= 2;
        }
        return Math.min(nanos, LONGEST_QUARANTINE_NANOS);
    }
}

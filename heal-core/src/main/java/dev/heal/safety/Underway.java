package dev.heal.safety;

import dev.heal.journal.Decision.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The one change of a resource that is being made, awaits its verdict or is being taken back. Owned by the gate's state.
 *
 * <pre>
 * APPLYING -> AWAITING -> JUDGED -> (gone)
 *                           |  ^
 *                           v  |
 *                         REVERTING, up to three times
 * </pre>
 */
final class Underway {

    enum Stage {
        APPLYING,
        AWAITING,
        JUDGED,
        REVERTING
    }

    final Proposal proposal;
    final String to;
    /** The policy does not look at it; the shell needs it to take the change back. */
    @Nullable
    Actuator actuator;

    Stage stage = Stage.APPLYING;
    long decisionId;
    long deadlineNanos;
    int revertTries;
    /** What the verifier said; asked once. */
    @Nullable
    Verdict verdict;

    Underway(Proposal proposal, String to) {
        this.proposal = proposal;
        this.to = to;
    }

    boolean isDue(long nowNanos) {
        return (stage == Stage.AWAITING || stage == Stage.REVERTING) && nowNanos - deadlineNanos >= 0;
    }
}

package dev.heal.failure;

/** What a call does to the world, as the caller states it; it decides whether the call may be made a second time. */
public enum Effect {
    /** Changes nothing. May be repeated. */
    READ,
    /** Changes something, but twice is the same as once. May be repeated. */
    IDEMPOTENT,
    /** Twice is not the same as once. Repeated only when the first try surely had no effect. */
    UNSAFE;

    /**
     * Whether a call of this effect may be repeated after a failure in the given phase.
     *
     * @param phase how far the failed try got
     * @return true if a second try cannot do harm
     */
    public boolean mayRepeatAfter(Failure.Phase phase) {
        return this != UNSAFE || phase != Failure.Phase.MAYBE_APPLIED;
    }
}

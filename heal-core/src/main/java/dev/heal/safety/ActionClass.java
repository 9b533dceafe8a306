package dev.heal.safety;

import dev.heal.settings.Mode;

/** How far-reaching an action is, which decides the rules it is under. */
public enum ActionClass {
    /**
     * Protects calls and is reversible in seconds: open, shed, evict, reconnect, serve stale, lower a limit. Under the mode,
     * overrides and the kill switch only; bounded by its own back-off. Enforced by default.
     */
    PROTECT(Mode.ENFORCE),
    /** Moves a value that Heal learned itself: targets, levels, ceilings. Under all rules. Enforced by default. */
    TUNE(Mode.ENFORCE),
    /** Touches what is not Heal's: files, workers, roll-backs, the host's own values. Under all rules. Suggested by default. */
    REACH_OUT(Mode.SUGGEST);

    private final Mode ownMode;

    ActionClass(Mode ownMode) {
        this.ownMode = ownMode;
    }

    /**
     * What {@link Mode#AUTO} means for it.
     *
     * @return {@link Mode#ENFORCE} or {@link Mode#SUGGEST}
     */
    public Mode ownMode() {
        return ownMode;
    }
}

package dev.heal.settings;

/**
 * How far an automation may go by itself. Written in settings as {@code auto}, {@code observe}, {@code suggest},
 * {@code enforce}. One code path serves all modes; only the last step, doing it, differs.
 */
public enum Mode {
    /**
     * Each class of action at its own default: what protects calls, and what Heal learned itself, is enforced; what
     * reaches out to files, workers or the host's own values is suggested.
     */
    AUTO,
    /** Nothing is done; what would have been done is written down. */
    OBSERVE,
    /** Nothing is done; what would have been done is offered to a person. */
    SUGGEST,
    /** It is done. */
    ENFORCE;

    /**
     * This mode, or another one where this one leaves it open.
     *
     * @param ownDefault what {@link #AUTO} means for a class of action
     * @return {@code ownDefault} for {@link #AUTO}, else this mode
     */
    public Mode orElse(Mode ownDefault) {
        return this == AUTO ? ownDefault : this;
    }
}

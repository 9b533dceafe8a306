package dev.heal.config;

import org.jspecify.annotations.Nullable;

/**
 * When a change of the file is taken: after two looks that found the same, so that a half-written file is not. A file that
 * is away, as it is for a moment when an editor saves, changes nothing. Pure.
 *
 * @param applied what is in effect
 * @param seen what the last look found, if that was something else; null if not
 */
record WatchPolicy(FileReading applied, @Nullable FileReading seen) {

    /** What to do after a look. */
    enum Move {
        /** Nothing has changed. */
        REST,
        /** Something may have changed: look again soon. */
        LOOK_AGAIN,
        /** It has: take it. */
        TAKE
    }

    /** What follows from a look, and the state after it. */
    record Step(WatchPolicy state, Move move) {}

    static WatchPolicy over(FileReading applied) {
        return new WatchPolicy(applied, null);
    }

    Step step(FileReading found) {
        if (!found.isThere() || found.sameAs(applied)) {
            return new Step(over(applied), Move.REST);
        }
        FileReading before = seen;
        return before != null && before.sameAs(found)
                ? new Step(over(found), Move.TAKE)
                : new Step(new WatchPolicy(applied, found), Move.LOOK_AGAIN);
    }
}

package dev.heal.trials.contender;

import dev.heal.Attempt;
import java.util.Optional;

/** What the calls of one run go through. Used by one thread. */
@FunctionalInterface
public interface Door {

    /**
     * Asks to make a call.
     *
     * @return the call in the making, which whoever asked ends; empty if the call is refused
     */
    Optional<Attempt> admit();
}

package dev.heal.chaos;

import java.time.Duration;

/**
 * How a fault is brought about.
 *
 * @param <S> what it may reach
 */
@FunctionalInterface
interface Injection<S> {

    /**
     * Brings it about and returns at once.
     *
     * @param scene whom it hits
     * @param hold for how long it will hold
     * @return what takes the cause away again
     */
    Lift inject(S scene, Duration hold) throws Exception;

    /** Takes a cause away; returns when it is gone. */
    @FunctionalInterface
    interface Lift {

        Lift NOTHING = () -> {};

        void lift() throws Exception;
    }
}

package dev.heal.chaos;

import java.time.Duration;
import java.util.List;

/**
 * A fault of the application's servers or of the application.
 *
 * @param id its name
 * @param cause what is wrong
 * @param injection how it is brought about
 * @param hold for how long
 * @param goals what Heal must reach besides what always holds
 */
record AppFault(String id, Cause cause, Injection<AppScene> injection, Duration hold, List<Goal<AppMeasures>> goals) {

    /**
     * The true cause.
     *
     * @param resource what it is in
     * @param kind what is wrong with it
     * @param layer where that is to be seen
     */
    record Cause(String resource, String kind, String layer) {}

    AppFault {
        goals = List.copyOf(goals);
    }

    @Override
    public String toString() {
        return id;
    }
}

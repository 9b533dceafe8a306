package dev.heal.chaos;

import java.time.Duration;
import java.util.List;

/**
 * One fault of the catalogue.
 *
 * @param id its name
 * @param stage what it is played on
 * @param injection how it is brought about
 * @param hold for how long; zero for what happens once
 * @param goals what must hold besides that no row is lost or doubled
 */
record DatabaseFault(String id, Stage stage, Injection<Scene> injection, Duration hold, List<Goal<Measures>> goals) {

    /**
     * The database and the pool in front of it.
     *
     * @param poolSize connections of the pool
     * @param spare whether there is a second server, and a proxy in front of both
     */
    record Stage(int poolSize, boolean spare) {

        /** One server, a pool of ten. */
        static final Stage PLAIN = new Stage(10, false);

        static final Stage SPARE = new Stage(10, true);
    }

    DatabaseFault {
        goals = List.copyOf(goals);
    }

    @Override
    public String toString() {
        return id;
    }
}

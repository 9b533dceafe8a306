package dev.heal.chaos;

import java.time.Duration;
import java.util.List;

/**
 * A fault of the application's servers, of the ways to them, or of the application.
 *
 * @param id its name
 * @param cause what is wrong
 * @param paths how the application reaches its servers
 * @param injection how it is brought about
 * @param hold for how long; zero for what is over once it has been done
 * @param goals what Heal must reach besides what always holds
 * @param happens how it is brought about, in a sentence for people
 */
record AppFault(
        String id,
        Cause cause,
        Paths paths,
        Injection<AppScene> injection,
        Duration hold,
        List<Goal<AppMeasures>> goals,
        String happens) {

    /** How the application reaches its servers. */
    enum Paths {
        /** At their own ports. */
        DIRECT,
        /** Through proxies, which the injection may disturb. */
        PROXIED,
        /** At their own ports, and the vector server tells every connection to go away after two seconds, from the start on. */
        AGING
    }

    /**
     * A cause, injected or named.
     *
     * @param resource what it is in: the name of a guard, or {@code process}
     * @param kind what is wrong with it, in the words of {@code Failure.Kind}: {@code connection-dead}, {@code time-out}, ...
     * @param layer where it lies, or where it shows: {@code server}, {@code network}, {@code process}; {@code client},
     *     {@code pool}
     */
    record Cause(String resource, String kind, String layer) {

        /** Whether both name the same thing wrong with the same resource; where it shows says nothing of where it lies. */
        boolean matches(Cause other) {
            return resource.equals(other.resource) && kind.equals(other.kind);
        }

        @Override
        public String toString() {
            return resource + " " + kind;
        }
    }

    AppFault {
        goals = List.copyOf(goals);
    }

    /** The same, told in another sentence. */
    AppFault told(String sentence) {
        return new AppFault(id, cause, paths, injection, hold, goals, sentence);
    }

    @Override
    public String toString() {
        return id;
    }
}

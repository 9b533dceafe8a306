package dev.heal.config.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about the surroundings. Immutable. These are defaults only: whatever a file, a variable of Heal's own or
 * a system property says wins.
 *
 * @param facts each with where it comes from; what nobody states is not there
 */
public record HostEnvironment(List<Fact> facts) {

    /** Processors that may be used, with a fraction: {@code 1.5}. */
    public static final String CORES = "cores";

    /** Memory that may be used, in bytes. */
    public static final String MEMORY = "memory";

    /** Where it runs: {@code kubernetes}, {@code container}, {@code ci} or {@code developer}; several may hold. */
    public static final String PLACE = "place";

    /** Copies the facts. */
    public HostEnvironment {
        facts = List.copyOf(facts);
    }

    /**
     * Finds out about the surroundings. A pure function of what it is given.
     *
     * @param files the file tree
     * @param variables the environment variables
     * @return what they say
     */
    public static HostEnvironment detect(FileTree files, Map<String, String> variables) {
        List<Fact> facts = new ArrayList<>(new Cgroups(files).facts());
        facts.addAll(Places.facts(files, variables));
        facts.addAll(StatedAddresses.facts(variables));
        return new HostEnvironment(facts);
    }

    /**
     * The first fact of a name.
     *
     * @param name such as {@link #CORES} or {@code redis.url}
     * @return the fact, if anything states it
     */
    public Optional<Fact> fact(String name) {
        return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
    }

    /**
     * One thing that is known.
     *
     * @param name what it is about
     * @param value the value; may be a secret where the name says so
     * @param origin {@code env:NAME} for what a variable states, {@code detected:PATH} for what was found
     */
    public record Fact(String name, String value, String origin) {

        /** Hides the value where the name speaks of a secret. */
        @Override
        public String toString() {
            return name + "=" + (name.endsWith("password") || name.endsWith("url") ? "***" : value) + " (" + origin
                    + ")";
        }
    }
}

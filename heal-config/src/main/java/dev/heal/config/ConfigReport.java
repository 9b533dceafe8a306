package dev.heal.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found wrong in the configuration. Immutable.
 *
 * @param problems those of the file itself first, then those of each record in the order that they were asked for
 */
public record ConfigReport(List<Problem> problems) {

    /** Copies the list. */
    public ConfigReport {
        problems = List.copyOf(problems);
    }

    /**
     * Whether every line was understood and is in effect.
     *
     * @return true if there are no problems
     */
    public boolean isClean() {
        return problems.isEmpty();
    }

    /**
     * The report for a person: a line per problem.
     *
     * @return lines without an end after the last one; empty if there are none
     */
    @Override
    public String toString() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /**
     * One thing that is wrong.
     *
     * @param origin where it stands: {@code heal.properties:12}, {@code environment variable HEAL_RETRY_MAX_ATTEMPTS} or
     *     {@code system property}
     * @param key the key, empty if the line has none that could be read
     * @param text the rule that it breaks, what was written unless it may be a secret, and what is in effect instead
     */
    public record Problem(String origin, String key, String text) {
        @Override
        public String toString() {
            return origin + ": " + (key.isEmpty() ? "" : key + ": ") + text;
        }
    }
}

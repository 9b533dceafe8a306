package dev.heal.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found wrong in the configuration, and what was made of it. Immutable.
 *
 * @param problems those of the file itself first, then those of each record in the order that they were asked for
 * @param corrections what is in effect otherwise than it is written, in the order of the lines
 */
public record ConfigReport(List<Problem> problems, List<Correction> corrections) {

    /** Copies the lists. */
    public ConfigReport {
        problems = List.copyOf(problems);
        corrections = List.copyOf(corrections);
    }

    /**
     * Whether every line is in effect as it is written.
     *
     * @return true if there are neither problems nor corrections
     */
    public boolean isClean() {
        return problems.isEmpty() && corrections.isEmpty();
    }

    /**
     * The report for a person: a line per correction and problem.
     *
     * @return lines without an end after the last one; empty if there are none
     */
    @Override
    public String toString() {
        return Stream.concat(corrections.stream(), problems.stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
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

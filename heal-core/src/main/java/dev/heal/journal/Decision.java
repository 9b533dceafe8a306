package dev.heal.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One thing that Heal decided, with the reason. Immutable.
 *
 * @param at when, by the wall clock
 * @param resource the guard or file it is about, such as {@code vectors}
 * @param action what was done, a verb such as {@code open}
 * @param from the value or state before
 * @param to the value or state after
 * @param cause what it was done about
 * @param evidence the numbers it stands on, by name; percentages carry {@code Percent} in their name
 * @param revert how a person undoes or overrules it
 */
public record Decision(
        Instant at,
        String resource,
        String action,
        String from,
        String to,
        Cause cause,
        Map<String, Double> evidence,
        String revert) {

    /** Copies the evidence, sorted by name. */
    public Decision {
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }

    /**
     * The decision as one English sentence.
     *
     * @return for example {@code vectors: open, CLOSED to OPEN, because of connection-dead (UNAVAILABLE) in vectors;
     *     failedCalls 12, failureRatePercent 60; to overrule: heal.guard.vectors.breaker.*}
     */
    public String sentence() {
        String numbers = evidence.entrySet().stream()
                .map(e -> e.getKey() + " " + number(e.getValue()))
                .collect(Collectors.joining(", "));
        return resource + ": " + action + ", " + from + " to " + to + ", because of " + cause
                + (numbers.isEmpty() ? "" : "; " + numbers)
                + (revert.isEmpty() ? "" : "; to overrule: " + revert);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(Math.round(value * 10) / 10.0);
    }

    /**
     * What a decision is about.
     *
     * @param resource the backend, file or limit that is the matter
     * @param kind what is the matter with it, such as {@code connection-dead}
     * @param layer where it shows: {@code client}, {@code pool}, {@code configuration}, {@code memory}
     */
    public record Cause(String resource, String kind, String layer) {
        @Override
        public String toString() {
            return kind + " in " + resource + " (" + layer + ")";
        }
    }
}

package dev.heal.chaos.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault and all who faced it.
 *
 * @param id its name, which is the end of the section's address too
 * @param cause what is wrong, in words
 * @param happens how that is brought about, in a sentence
 * @param runs one for each contender
 */
public record Section(String id, String cause, String happens, List<Run> runs) {

    /** Copies the runs. */
    public Section {
        runs = List.copyOf(runs);
    }

    /**
     * How a contender fared.
     *
     * @param contender who
     * @param score what the matrix shows of it
     * @param facts figures by name, in the order in which they are shown
     * @param checks what it was held against
     * @param chart what happened
     */
    public record Run(String contender, Score score, Map<String, String> facts, List<Check> checks, Chart chart) {

        /** Copies facts and checks. */
        public Run {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            checks = List.copyOf(checks);
        }
    }

    /**
     * The short of it.
     *
     * @param failedShare calls that were of no use, in [0, 1]
     * @param normal when it was back to normal after the cause was gone, in words
     * @param healed whether it came back by itself with nothing lost, doubled or wrong
     */
    public record Score(double failedShare, String normal, boolean healed) {}

    /**
     * A goal or a comparison.
     *
     * @param goal what was to hold
     * @param measured what was measured
     * @param held whether it held
     */
    public record Check(String goal, String measured, boolean held) {}
}

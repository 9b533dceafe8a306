package dev.heal.config.correct;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file means.
 *
 * @param values what is in effect from it, by full key
 * @param findings what was found out, in the order of the lines
 */
public record Corrected(Map<String, Value> values, List<Finding> findings) {

    /** Copies both. */
    public Corrected {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        findings = List.copyOf(findings);
    }

    /**
     * The strongest thing that was done about the file.
     *
     * @return {@link Action#LEAVE} if nothing was
     */
    public Action action() {
        return findings.stream().map(Finding::action).max(Action::compareTo).orElse(Action.LEAVE);
    }

    /**
     * A value in effect.
     *
     * @param text in the one form that its type has
     * @param line the physical line that states it
     * @param asWritten whether key and value are valid without any correction
     */
    public record Value(String text, int line, boolean asWritten) {}
}

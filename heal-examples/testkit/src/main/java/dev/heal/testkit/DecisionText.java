package dev.heal.testkit;

import dev.heal.journal.Decision;
import java.util.List;
import java.util.stream.Collectors;

/** Decisions as text for a person. */
final class DecisionText {

    private DecisionText() {}

    /** One decision a line, after the colon that it begins with. */
    static String list(List<Decision> decisions) {
        return decisions.isEmpty()
                ? ": nothing"
                : decisions.stream()
                        .map(decision -> "\n  " + decision.at() + " " + decision.sentence())
                        .collect(Collectors.joining("", ":", ""));
    }
}

package dev.heal.chaos;

import java.util.Map;

/** Why Heal misses a goal that it is known to miss, and the issue that will cure it, by the id of the fault. */
final class Shortfalls {

    static final Map<String, String> KNOWN = Map.of(
            "vector-half-dead",
            "A channel that hears nothing any more is not replaced yet, so every probe of the breaker is sent into it (issue 6).");

    private Shortfalls() {}
}

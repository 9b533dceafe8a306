package dev.heal.chaos;

import java.util.Map;

/** Why Heal misses a goal that it is known to miss, and the issue that will cure it, by the id of the fault. */
final class Shortfalls {

    static final Map<String, String> KNOWN = Map.of();

    private Shortfalls() {}
}

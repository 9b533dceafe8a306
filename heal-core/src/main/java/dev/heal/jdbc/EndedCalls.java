package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.journal.Decision;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes down that calls were ended. */
final class EndedCalls {

    private EndedCalls() {}

    static void record(Guard guard, String why, long silenceNanos, int calls, int lent) {
        guard.journal()
                .record(new Decision(
                        guard.runtime().clock().instant(),
                        guard.name(),
                        "end silent calls",
                        "waiting",
                        "connections aborted",
                        new Decision.Cause(guard.name(), why, "pool"),
                        Map.of(
                                "calls", (double) calls,
                                "silentMillis", (double) TimeUnit.NANOSECONDS.toMillis(silenceNanos),
                                "lentConnections", (double) lent),
                        ""));
    }
}

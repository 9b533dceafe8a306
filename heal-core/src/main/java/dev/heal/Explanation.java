package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.settings.Settings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a guard does, as one sentence for a person: state, since when, on what evidence, what comes next, how to overrule it.
 *
 * @param name the guard's
 * @param state of its breaker, or null once Heal is closed
 * @param since when it came into this state
 * @param last the last transition, as it was journaled, or null if there was none
 * @param counts all calls so far
 * @param failure the last one that speaks against the backend, or null
 * @param notes what else there is to say, in the order of its weight
 */
record Explanation(
        String name,
        @Nullable State state,
        Instant since,
        @Nullable Decision last,
        Guard.Counts counts,
        @Nullable Failure failure,
        List<String> notes) {

    String sentence() {
        List<String> clauses = new ArrayList<>();
        String evidence = evidence();
        if (!evidence.isEmpty()) {
            clauses.add(evidence);
        }
        clauses.add("so far " + counts.calls() + " calls, " + counts.failed() + " failed, " + counts.refused()
                + " refused, " + counts.retries() + " retries");
        if (failure != null) {
            clauses.add("last failure " + kind(failure) + " (" + failure.code() + ")");
        }
        clauses.addAll(notes);
        clauses.removeIf(String::isEmpty);
        return name + " is " + (state == null ? "shut down with Heal" : state.name()) + " since "
                + since.truncatedTo(ChronoUnit.MILLIS) + ": " + String.join("; ", clauses) + "; to overrule: "
                + key(name);
    }

    /** What the last transition stood on, if it led to this state. */
    private String evidence() {
        if (last == null || state == null || !last.to().equals(state.name())) {
            return "";
        }
        Double failed = last.evidence().get("failedCalls");
        Double calls = last.evidence().get("calls");
        return switch (state) {
            case OPEN -> last.cause().kind() + numbers(failed, calls);
            case HALF_OPEN, CLOSED -> last.cause().kind();
            case FORCED_OPEN, DISABLED, METRICS_ONLY -> last.cause().kind();
        };
    }

    private static String numbers(@Nullable Double failed, @Nullable Double calls) {
        if (failed == null || calls == null || calls == 0) {
            return "";
        }
        return ", " + Settings.format(failed.longValue()) + " of the last " + Settings.format(calls.longValue())
                + " calls failed";
    }

    static String key(String name) {
        return "heal.guard." + name + ".breaker.*";
    }

    static String kind(Failure failure) {
        return text(failure.kind());
    }

    /** A constant as it is written in journals and keys. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.heal.chaos;

import static dev.heal.chaos.Nanos.millis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, as one JSON document. Times are in milliseconds, null for never. */
final class JsonReport {

    private JsonReport() {}

    static String of(List<Trials.Result> results, double scale) {
        return Json.text(Json.object(
                "secondsScale",
                scale,
                "faults",
                results.stream().map(JsonReport::json).toList()));
    }

    private static Map<String, @Nullable Object> json(Trials.Result result) {
        Measures m = result.measures();
        Map<String, @Nullable Object> members = Json.object(
                "id", result.fault(),
                "contender", result.contender(),
                "healed", result.held(),
                "detectMillis", millis(m.recovery().detected()),
                "firstGoodMillis", millis(m.recovery().first()),
                "normalMillis", millis(m.recovery().normal()),
                "baseCallsPerSecond", m.recovery().baseRate(),
                "calls", m.calls(),
                "failed", m.reads().failed() + m.writes().failed(),
                "refused", m.refusals(),
                "hung", m.waits().hung(),
                "lost", m.rows().lost(),
                "duplicated", m.rows().duplicated());
        members.putAll(details(m));
        members.put("goals", result.verdicts().stream().map(JsonReport::json).toList());
        members.put("explanation", result.explanation());
        return members;
    }

    private static Map<String, @Nullable Object> details(Measures m) {
        return Json.object(
                "acknowledged", m.rows().acknowledged(),
                "presentUnacknowledged", m.rows().unacknowledged(),
                "reads", json(m.reads()),
                "writes", json(m.writes()),
                "alongside", json(m.alongside()),
                "failures", m.failures(),
                "statementsCut", m.cut(),
                "refusals", json(m.refused()),
                "turnedAwayAfterHalfSecond", json(m.turnedAway()),
                "beyondDeadline", m.waits().beyondDeadline(),
                "longestWaitMillis", millis(m.waits().longest()),
                "longestStuckMillis", millis(m.waits().longestStuck()));
    }

    private static Map<String, @Nullable Object> json(Tally tally) {
        return Json.object(
                "calls", tally.calls(),
                "failed", tally.failed(),
                "refused", tally.refused(),
                "unanswered", tally.unanswered());
    }

    private static Map<String, @Nullable Object> json(Latencies latencies) {
        return Json.object(
                "count", latencies.count(),
                "p50Millis", millis(latencies.p50()),
                "p99Millis", millis(latencies.p99()),
                "maxMillis", millis(latencies.max()),
                "within5MillisPercent", latencies.fastShare() * 100);
    }

    private static Map<String, @Nullable Object> json(Goal.Verdict verdict) {
        return Json.object("goal", verdict.goal(), "measured", verdict.measured(), "held", verdict.held());
    }
}

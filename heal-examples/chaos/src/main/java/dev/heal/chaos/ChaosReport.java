package dev.heal.chaos;

import static dev.heal.chaos.Nanos.millis;

import dev.heal.chaos.page.Confusion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was measured of the application: a table for people, or one JSON document with times in milliseconds. */
final class ChaosReport {

    private static final String HEADER = "fault,contender,healed,calls,failed,of them:,refused,hung,wrong,cached,stale,"
            + "detect,first,normal,lost,twice,cause";

    private ChaosReport() {}

    /** The measures of all runs, then goal by goal. */
    static String table(List<AppTrial.Result> results) {
        StringBuilder text = new StringBuilder();
        text.append(line((Object[]) HEADER.split(",", -1)));
        results.forEach(result -> text.append(measures(result)));
        text.append(System.lineSeparator()).append(goal("fault", "contender", "", "goal", "measured"));
        for (AppTrial.Result result : results) {
            for (Goal.Verdict verdict : result.verdicts()) {
                text.append(goal(
                        result.fault(),
                        result.contender(),
                        verdict.held() ? "pass" : "FAIL",
                        verdict.goal(),
                        verdict.measured()));
            }
            for (Goal.Verdict other : result.comparisons()) {
                text.append(goal(
                        result.fault(),
                        result.contender(),
                        other.held() ? "yes" : "NO",
                        other.goal(),
                        other.measured()));
            }
        }
        Confusion confusion = confusion(results);
        if (!confusion.namings().isEmpty()) {
            text.append(System.lineSeparator()).append("causes that heal named, in columns by the numbers of the rows");
            text.append(System.lineSeparator()).append(confusion.text());
        }
        return text.toString();
    }

    /** What heal named for what was injected; nothing of others, who name no causes. */
    static Confusion confusion(List<AppTrial.Result> results) {
        return new Confusion(results.stream()
                .filter(result -> result.contender().mustHold())
                .map(result -> new Confusion.Naming(
                        result.fault().cause().toString(),
                        Objects.toString(result.measures().cause(), "")))
                .toList());
    }

    /** All runs as one document; {@code failed} has everything that was of no use, of which the next fields are parts. */
    static String json(List<AppTrial.Result> results, Workload workload, double scale, Origin origin) {
        Map<String, @Nullable Object> members = Json.object("seed", workload.seed(), "secondsScale", scale);
        members.putAll(Json.object(
                "command", origin.command(),
                "commit", origin.commit(),
                "date", origin.date(),
                "processors", origin.processors(),
                "jdk", origin.jdk(),
                "always", AppCatalogue.ALWAYS.stream().map(Goal::text).toList(),
                "catalogue",
                        results.stream()
                                .map(AppTrial.Result::fault)
                                .distinct()
                                .map(ChaosReport::json)
                                .toList(),
                "faults", results.stream().map(ChaosReport::json).toList()));
        return Json.text(members);
    }

    private static Map<String, @Nullable Object> json(AppFault fault) {
        return Json.object(
                "id", fault.id(),
                "cause", cause(fault.cause()),
                "happens", fault.happens(),
                "holdMillis", fault.hold().toMillis(),
                "goals", fault.goals().stream().map(Goal::text).toList());
    }

    private static Map<String, @Nullable Object> json(AppTrial.Result result) {
        AppMeasures m = result.measures();
        Map<String, @Nullable Object> members = Json.object(
                "id", result.fault(),
                "contender", result.contender(),
                "healed", m.healed(),
                "detectMillis", millis(m.detected()),
                "firstGoodMillis", millis(m.recovery().first()),
                "normalMillis", millis(m.recovery().normal()),
                "calls", m.calls(),
                "failed", m.failed(),
                "stale", m.searches().stale(),
                "refused", m.refused(),
                "hung", m.hung(),
                "lost", m.stores().lost(),
                "duplicated", m.stores().duplicated(),
                "wrong", m.wrong(),
                "cause", cause(m.cause()),
                "causeRight", result.contender().mustHold() ? (Object) named(result) : null);
        members.putAll(details(result));
        return members;
    }

    private static Map<String, @Nullable Object> details(AppTrial.Result result) {
        AppMeasures m = result.measures();
        return Json.object(
                "injected",
                cause(result.fault().cause()),
                "baseCallsPerSecond",
                m.recovery().baseRate(),
                "acknowledged",
                m.stores().acknowledged(),
                "searches",
                json(m.searches()),
                "pages",
                json(m.pages()),
                "failures",
                m.failures(),
                "goals",
                result.verdicts().stream().map(ChaosReport::json).toList(),
                "comparisons",
                result.comparisons().stream().map(ChaosReport::json).toList(),
                "shortfall",
                result.contender().mustHold()
                        ? Shortfalls.KNOWN.get(result.fault().id())
                        : null);
    }

    private static Map<String, @Nullable Object> json(AppMeasures.Counts counts) {
        return Json.object(
                "calls", counts.calls(),
                "cached", counts.cached(),
                "stale", counts.stale(),
                "failed", counts.failed(),
                "thrown", counts.thrown(),
                "refused", counts.refused(),
                "hung", counts.hung(),
                "wrong", counts.wrong());
    }

    private static @Nullable Map<String, @Nullable Object> cause(AppFault.@Nullable Cause cause) {
        return cause == null
                ? null
                : Json.object("resource", cause.resource(), "kind", cause.kind(), "layer", cause.layer());
    }

    private static Map<String, @Nullable Object> json(Goal.Verdict verdict) {
        return Json.object("goal", verdict.goal(), "measured", verdict.measured(), "held", verdict.held());
    }

    private static String measures(AppTrial.Result result) {
        AppMeasures m = result.measures();
        return line(
                result.fault(),
                result.contender(),
                m.healed() ? "yes" : "no",
                m.calls(),
                m.failed(),
                m.searches().failed() + "+" + m.pages().failed(),
                m.refused(),
                m.hung(),
                m.wrong(),
                m.searches().cached(),
                m.searches().stale(),
                Nanos.text(m.detected()),
                Nanos.text(m.recovery().first()),
                Nanos.text(m.recovery().normal()),
                m.stores().lost(),
                m.stores().duplicated(),
                m.cause() == null ? "-" : m.cause() + (named(result) ? "" : " (not so)"));
    }

    private static boolean named(AppTrial.Result result) {
        AppFault.Cause named = result.measures().cause();
        return named != null && named.matches(result.fault().cause());
    }

    private static String line(Object... cells) {
        return String.format(
                Locale.ROOT,
                "%-22s %-10s %6s %5s | %6s %9s %7s %5s %5s | %6s %5s | %8s %8s %8s | %4s %5s | %s%n",
                cells);
    }

    private static String goal(Object... cells) {
        return String.format(Locale.ROOT, "%-22s %-10s %-6s %-40s %s%n", cells);
    }
}

package dev.heal.chaos;

import java.util.List;
import java.util.Locale;

/** What was measured, as a table for people. */
final class TableReport {

    private TableReport() {}

    /** The measures of all runs, then goal by goal. */
    static String of(List<Trials.Result> results) {
        StringBuilder text = new StringBuilder();
        text.append(header(",,,failed,,turned,away,,,,,,longest,,,,,,"));
        text.append(header("fault,contender,calls,READ/oth.,refused,number,p50,p99,max,<= 5 ms,"
                + "late,hung,wait,stuck,first,normal,cut,lost,twice"));
        results.forEach(result -> text.append(measures(result)));
        text.append(System.lineSeparator()).append(goal("fault", "contender", "", "goal", "measured"));
        for (Trials.Result result : results) {
            for (Goal.Verdict verdict : result.verdicts()) {
                text.append(goal(
                        result.fault(),
                        result.contender(),
                        verdict.held() ? "pass" : "FAIL",
                        verdict.goal(),
                        verdict.measured()));
            }
        }
        return text.toString();
    }

    private static String measures(Trials.Result result) {
        Measures m = result.measures();
        Latencies away = m.turnedAway();
        boolean any = away.count() > 0;
        return line(
                result.fault(),
                result.contender(),
                m.calls(),
                m.reads().failed() + "/" + m.writes().failed(),
                m.refusals(),
                away.count(),
                any ? Nanos.text(away.p50()) : "-",
                any ? Nanos.text(away.p99()) : "-",
                any ? Nanos.text(away.max()) : "-",
                any ? String.format(Locale.ROOT, "%.1f %%", away.fastShare() * 100) : "-",
                m.waits().beyondDeadline(),
                m.waits().hung(),
                Nanos.text(m.waits().longest()),
                Nanos.text(m.waits().longestStuck()),
                Nanos.text(m.recovery().first()),
                Nanos.text(m.recovery().normal()),
                m.cut(),
                m.rows().lost(),
                m.rows().duplicated());
    }

    private static String header(String names) {
        return line((Object[]) names.split(",", -1));
    }

    private static String line(Object... cells) {
        return String.format(
                Locale.ROOT,
                "%-15s %-9s %7s %9s %8s | %7s %8s %8s %8s %7s | %5s %5s %8s %8s | %8s %8s | %4s %5s %5s%n",
                cells);
    }

    private static String goal(Object... cells) {
        return String.format(Locale.ROOT, "%-15s %-9s %-6s %-60s %s%n", cells);
    }
}

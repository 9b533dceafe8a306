package dev.heal.chaos;

import dev.heal.chaos.page.Chart;
import dev.heal.chaos.page.Mark;
import dev.heal.chaos.page.Page;
import dev.heal.chaos.page.Section;
import dev.heal.chaos.page.Section.Check;
import dev.heal.chaos.page.Section.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs as a page with timelines. */
final class ChaosPage {

    private static final double SECOND = 1e9;

    private ChaosPage() {}

    static String html(List<AppTrial.Result> results, Workload workload, double scale, Origin origin) {
        Map<AppFault, List<AppTrial.Result>> byFault = results.stream()
                .collect(Collectors.groupingBy(AppTrial.Result::fault, LinkedHashMap::new, Collectors.toList()));
        return new Page(
                        facts(workload, scale, origin),
                        results.stream()
                                .map(result -> result.contender().toString())
                                .distinct()
                                .toList(),
                        byFault.entrySet().stream()
                                .map(entry -> section(entry.getKey(), entry.getValue()))
                                .toList(),
                        ChaosReport.confusion(results))
                .html();
    }

    private static Map<String, String> facts(Workload workload, double scale, Origin origin) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", origin.date());
        facts.put("seed", Long.toString(workload.seed()));
        facts.put("length of the faults", scale == 1 ? "full" : scale + " of full: goals on times do not count");
        facts.put("machine", origin.processors() + " processors, " + origin.jdk());
        if (!origin.commit().isEmpty()) {
            facts.put("commit", origin.commit());
        }
        if (!workload.settings().isEmpty()) {
            facts.put("settings of heal", String.join(" ", workload.settings()));
        }
        facts.put("command", origin.command());
        return facts;
    }

    private static Section section(AppFault fault, List<AppTrial.Result> results) {
        return new Section(
                fault.id(),
                fault.cause() + " (" + fault.cause().layer() + ")",
                fault.happens(),
                results.stream().map(ChaosPage::run).toList());
    }

    private static Section.Run run(AppTrial.Result result) {
        AppMeasures measures = result.measures();
        double share = measures.calls() == 0 ? 0 : measures.failed() / (double) measures.calls();
        return new Section.Run(
                result.contender().toString(),
                new Score(share, Nanos.text(measures.recovery().normal()), measures.healed()),
                facts(measures),
                Stream.concat(result.verdicts().stream(), result.comparisons().stream())
                        .map(verdict -> new Check(verdict.goal(), verdict.measured(), verdict.held()))
                        .toList(),
                chart(result.record()));
    }

    private static Map<String, String> facts(AppMeasures measures) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "served before",
                String.format(Locale.ROOT, "%.0f/s", measures.recovery().baseRate()));
        facts.put("of no use", measures.failed() + " of " + measures.calls());
        facts.put("refused", Long.toString(measures.refused()));
        facts.put("hung", Long.toString(measures.hung()));
        facts.put("wrong", Long.toString(measures.wrong()));
        facts.put("stale", Long.toString(measures.searches().stale()));
        facts.put("noticed", Nanos.text(measures.detected()));
        facts.put("first", Nanos.text(measures.recovery().first()));
        facts.put("normal", Nanos.text(measures.recovery().normal()));
        facts.put("lost", Long.toString(measures.stores().lost()));
        facts.put("twice", Long.toString(measures.stores().duplicated()));
        facts.put("cause named", Objects.toString(measures.cause(), "none"));
        return facts;
    }

    private static Chart chart(AppRecord record) {
        Timeline times = record.times();
        return new Chart(
                seconds(times, times.base()),
                seconds(times, times.gone()),
                seconds(times, times.end()),
                record.calls().stream()
                        .filter(JudgedCall::isConclusive)
                        .map(call -> new Chart.Dot(
                                seconds(times, call.line().begin()),
                                call.line().nanos() / 1e6,
                                Mark.valueOf(call.ending().name())))
                        .toList(),
                record.decisions().stream().map(line -> step(times, line)).toList());
    }

    private static Chart.Step step(Timeline times, DecisionLine line) {
        return new Chart.Step(
                seconds(times, line.at()),
                line.resource(),
                line.from(),
                line.isDone() ? line.to() : line.from(),
                line.sentence());
    }

    private static double seconds(Timeline times, long at) {
        return (at - times.fault()) / SECOND;
    }
}

package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import dev.heal.chaos.app.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports of made-up runs: base from 0 s to 1 s, the fault from 1 s to 2 s, the end at 6 s. */
final class ChaosPageTest {

    private static final Timeline TIMES = new Timeline(0, millis(1_000), millis(2_000), millis(6_000));
    private static final AppFault FAULT = AppCatalogue.FAULTS.get(0);
    private static final Workload WORKLOAD = Workload.standard(7, List.of("heal.mode=<auto>"));
    private static final Origin ORIGIN = new Origin("java Chaos", "c0ffee", "2026-11-25T00:00:00Z", 2, "JDK 17");

    @Test
    void thePageHasTheHeadTheMatrixAndATimelineForEach() {
        List<AppTrial.Result> results = List.of(result(Wiring.HEAL), result(Wiring.PLAIN));
        assertThat(ChaosPage.html(results, WORKLOAD, 0.5, ORIGIN))
                .contains("<dt>seed</dt><dd>7</dd>")
                .contains("<dd>2 processors, JDK 17</dd>")
                .contains("<dd>java Chaos</dd>")
                .contains("<dd>heal.mode=&lt;auto&gt;</dd>")
                .contains("<a href=\"#postgres-killed-heal\">")
                .contains("<article id=\"postgres-killed-plain\">")
                .contains("aria-label=\"timeline of postgres-killed, heal\"")
                .contains("SIGKILL to PostgreSQL")
                .contains("0.50 s pages-db: open, CLOSED to OPEN")
                .contains("<dt>of no use</dt><dd>1 of 11</dd>");
    }

    @Test
    void onlyHealsCausesAreHeldAgainstWhatWasInjected() {
        assertThat(ChaosReport.confusion(List.of(result(Wiring.PLAIN))).namings())
                .isEmpty();
        assertThat(ChaosReport.table(List.of(result(Wiring.PLAIN)))).doesNotContain("causes that heal named");
        assertThat(ChaosReport.table(List.of(result(Wiring.HEAL), result(Wiring.PLAIN))))
                .contains("causes that heal named")
                .contains("  1 pages-db connection-dead         1        .");
    }

    @Test
    void theDocumentSaysWhereItComesFromAndWhatTheFaultsAre() {
        assertThat(ChaosReport.json(List.of(result(Wiring.HEAL), result(Wiring.PLAIN)), WORKLOAD, 0.5, ORIGIN))
                .startsWith("{\"seed\":7,\"secondsScale\":0.5,\"command\":\"java Chaos\",\"commit\":\"c0ffee\","
                        + "\"date\":\"2026-11-25T00:00:00Z\",\"processors\":2,\"jdk\":\"JDK 17\",\"always\":[\"no ack")
                .containsOnlyOnce("\"happens\":\"SIGKILL to PostgreSQL")
                .contains("\"holdMillis\":10000,\"goals\":[\"99 % of searches served\"]}]")
                .contains("\"shortfall\":");
    }

    @Test
    void everyFaultIsToldInASentence() {
        assertThat(AppCatalogue.FAULTS)
                .allSatisfy(fault -> assertThat(fault.happens()).as(fault.id()).matches("[A-Zm].*\\."));
    }

    @Test
    void knownShortfallsAreOfFaultsThatExist() {
        assertThat(AppCatalogue.FAULTS.stream().map(AppFault::id)).containsAll(Shortfalls.KNOWN.keySet());
        assertThat(Shortfalls.KNOWN.values())
                .allSatisfy(reason -> assertThat(reason)
                        .as("a reason, and the issue that will cure it")
                        .matches(".+\\(issue .+\\)\\."));
    }

    private static AppTrial.Result result(Wiring contender) {
        List<CallLine> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(line(500L * i, Outcome.LIVE));
        }
        lines.add(line(1_500, Outcome.FAILED));
        List<JudgedCall> calls =
                lines.stream().map(line -> JudgedCall.of(line, any -> true)).toList();
        List<DecisionLine> decisions = DecisionLine.parse(List.of("{\"at\":\"1970-01-01T00:00:01.500Z\","
                + "\"resource\":\"pages-db\",\"action\":\"open\",\"from\":\"CLOSED\",\"to\":\"OPEN\",\"cause\":"
                + "{\"resource\":\"pages-db\",\"kind\":\"connection-dead 08006\",\"layer\":\"client\"}}"));
        AppMeasures measures = AppMeasures.of(calls, decisions, TIMES, new StoreAudit.Balance(0, 0, 0, 0));
        return AppTrial.Result.of(FAULT, contender, measures, new AppRecord(TIMES, calls, decisions));
    }

    private static CallLine line(long at, Outcome outcome) {
        return new CallLine(Kind.SEARCH, millis(at), millis(at + 5), outcome, "", 0, CallLine.Found.NOTHING);
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}

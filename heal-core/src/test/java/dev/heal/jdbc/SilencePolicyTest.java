package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.jdbc.Probe.Outcome;
import dev.heal.jdbc.SilencePolicy.Call;
import dev.heal.jdbc.SilencePolicy.Decision;
import dev.heal.jdbc.SilencePolicy.Evidence;
import dev.heal.jdbc.SilencePolicy.State;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided on which evidence, and that a thousand random runs end no healthy call and leave none stuck. */
final class SilencePolicyTest {

    private static final long MS = 1_000_000L;

    /** Readings may wrap around: now is close to the end of their range. */
    private static final long NOW = Long.valueOf(Long.MAX_VALUE - 3 * MS);

    private static final State REGULAR = new State(true, NOW - 250 * MS, NOW - 3_600_000 * MS, Map.of());

    // silence in ms; idle connections; idle test; connect; expected decisions
    @ParameterizedTest(name = "{0} ms, {1} idle, test {2}, connect {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
             900 | 0 | NEVER           | NEVER           | nothing
            1000 | 0 | NEVER           | NEVER           | askAside
            1000 | 3 | NEVER           | NEVER           | askIdle
            1100 | 3 | ASKED 100       | NEVER           | nothing
            1300 | 3 | ASKED 300       | NEVER           | askAside
            1300 | 3 | UNANSWERED 100  | NEVER           | askAside
            1500 | 0 | NEVER           | ASKED 500       | nothing
            2400 | 0 | NEVER           | ASKED 1400      | nothing
            2500 | 0 | NEVER           | ASKED 1500      | shut
            2500 | 0 | NEVER           | ASKED 900       | nothing
            2500 | 3 | ASKED 1500      | ASKED 1200      | shut
            2500 | 3 | NEVER           | ASKED 1500      | askIdle
            2500 | 0 | NEVER           | UNANSWERED 100  | shut
            4900 | 0 | NEVER           | ASKED 3900      | shut
            5000 | 0 | NEVER           | ASKED 4000      | shut abortAll
            5000 | 0 | NEVER           | ASKED 2900      | shut
            5000 | 0 | NEVER           | NOT_ASKED 100   | nothing
            5000 | 0 | NEVER           | UNANSWERED 100  | shut abortAll
            5000 | 3 | UNANSWERED 100  | ASKED 3000      | shut abortAll
            5000 | 3 | NEVER           | ASKED 4000      | askIdle
            5000 | 0 | NEVER           | ASKED 9000      | askAside
            """)
    void silenceIsProbedThenShutOutThenEnded(long silence, int idle, String test, String connect, String expected) {
        long since = NOW - silence * MS;
        Evidence evidence = new Evidence(
                List.of(new Call(1, since)), false, 0, since - 7 * MS, false, idle, probe(test), true, probe(connect));
        assertThat(text(SilencePolicy.step(REGULAR, evidence, NOW).decision())).isEqualTo(expected);
    }

    @Test
    void whereNobodyWaitsNothingIsAsked() {
        Evidence evidence =
                new Evidence(List.of(), false, 0, NOW - 3_600_000 * MS, false, 5, Probe.NEVER, true, Probe.NEVER);
        assertThat(text(SilencePolicy.step(REGULAR, evidence, NOW).decision())).isEqualTo("nothing");
    }

    @Test
    void whoWaitsForAConnectionCountsAsACall() {
        Evidence evidence = new Evidence(
                List.of(), true, NOW - 1_200 * MS, NOW - 9_000 * MS, false, 0, Probe.NEVER, true, Probe.NEVER);
        assertThat(text(SilencePolicy.step(REGULAR, evidence, NOW).decision())).isEqualTo("askAside");
    }

    @Test
    void whereNothingCanBeOpenedBesideThePoolNothingIsEnded() {
        Evidence evidence = new Evidence(
                List.of(new Call(1, NOW - 60_000 * MS)),
                false,
                0,
                NOW - 60_000 * MS,
                false,
                0,
                Probe.NEVER,
                false,
                Probe.NEVER);
        assertThat(text(SilencePolicy.step(REGULAR, evidence, NOW).decision())).isEqualTo("nothing");
    }

    @Test
    void aPausedProcessStartsAllOverAgain() {
        State before = new State(true, NOW - 1_001 * MS, NOW - 3_600_000 * MS, Map.of());
        Probe out = Probe.asked(NOW - 8_000 * MS);
        Evidence evidence = new Evidence(
                List.of(new Call(1, NOW - 9_000 * MS)), false, 0, NOW - 9_000 * MS, false, 0, Probe.NEVER, true, out);
        SilencePolicy.Step step = SilencePolicy.step(before, evidence, NOW);
        assertThat(text(step.decision())).isEqualTo("nothing");
        assertThat(text(SilencePolicy.step(step.state(), evidence, NOW + 250 * MS)
                        .decision()))
                .isEqualTo("nothing");
    }

    @Test
    void afterAnAnswerToAProbeTheNextOneComesLater() {
        Evidence evidence = new Evidence(
                List.of(new Call(1, NOW - 30_000 * MS)),
                false,
                0,
                NOW - 1_500 * MS,
                true,
                0,
                Probe.NEVER,
                true,
                new Probe(Outcome.ANSWERED, NOW - 1_510 * MS, NOW - 1_500 * MS));
        State looked = new State(
                true,
                NOW - 250 * MS,
                NOW - 3_600_000 * MS,
                Map.of(new Call(1, NOW - 30_000 * MS), new SilencePolicy.LookUp(NOW - 1_000 * MS, 10_000 * MS)));
        assertThat(text(SilencePolicy.step(looked, evidence, NOW).decision())).isEqualTo("nothing");
        assertThat(text(SilencePolicy.step(looked, evidence, NOW + 500 * MS).decision()))
                .isEqualTo("askAside");
    }

    @Test
    void aCallThatIsSilentAloneIsLookedUpEverMoreRarely() {
        Call report = new Call(1, NOW);
        State state = new State(true, NOW, NOW - 3_600_000 * MS, Map.of());
        StringBuilder seconds = new StringBuilder();
        for (long ms = 250; ms <= 130_000; ms += 250) {
            long now = NOW + ms * MS;
            Evidence evidence = new Evidence(
                    List.of(report, new Call(2, now - 5 * MS)),
                    false,
                    0,
                    now - 5 * MS,
                    false,
                    1,
                    Probe.NEVER,
                    true,
                    Probe.NEVER);
            SilencePolicy.Step step = SilencePolicy.step(state, evidence, now);
            state = step.state();
            if (!step.decision().lookUp().isEmpty()) {
                assertThat(step.decision().lookUp()).containsExactly(report);
                seconds.append(ms / 1_000).append(' ');
            }
        }
        assertThat(seconds).hasToString("5 10 20 40 70 100 130 ");
        assertThat(state.lookUps()).hasSize(1);
    }

    @Test
    void aThousandRandomRunsEndNoHealthyCallAndLeaveNoneStuck() {
        long[] ended = LongStream.range(0, 1_000)
                .mapToObj(seed -> new SilenceRun(seed).run())
                .reduce(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
        // the runs would prove nothing if nothing ever had to be ended
        assertThat(ended[0]).as("calls ended in freezes").isGreaterThan(1_000);
        assertThat(ended[1]).as("calls ended alone").isGreaterThan(100);
    }

    private static Probe probe(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return Probe.NEVER;
        }
        long at = NOW - Long.parseLong(text.substring(space + 1)) * MS;
        return new Probe(Outcome.valueOf(text.substring(0, space)), at, at);
    }

    private static String text(Decision decision) {
        StringBuilder text = new StringBuilder();
        text.append(decision.askIdle() ? "askIdle " : "").append(decision.askAside() ? "askAside " : "");
        text.append(decision.shut() ? "shut " : "").append(decision.abortAll() ? "abortAll " : "");
        return text.isEmpty() ? "nothing" : text.toString().trim();
    }
}

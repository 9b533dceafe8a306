package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import dev.heal.chaos.app.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Base from 0 s to 1 s, the fault from 1 s to 2 s, the end at 6 s. */
final class AppMeasuresTest {

    private static final Timeline TIMES = new Timeline(0, millis(1_000), millis(2_000), millis(6_000));
    private static final StoreAudit.Balance NOTHING_LOST = new StoreAudit.Balance(0, 0, 0, 0);

    private static final CallLine.Found FOUND = CallLine.Found.NOTHING;
    private static final AppFault FAULT = AppCatalogue.FAULTS.get(0);

    private final List<CallLine> lines = new ArrayList<>();

    @Test
    void aCallIsOneOfFailedRefusedAndHung() {
        add(Kind.SEARCH, 100, 101, Outcome.LIVE);
        add(Kind.SEARCH, 200, 201, Outcome.CACHE);
        add(Kind.SEARCH, 1_100, 1_200, Outcome.STALE);
        add(Kind.SEARCH, 1_100, 1_300, Outcome.REFUSED);
        add(Kind.SEARCH, 1_100, 3_151, Outcome.LIVE);
        add(Kind.SEARCH, 1_200, 3_300, Outcome.FAILED);
        add(Kind.CRAWL, 1_100, 3_200, Outcome.FAILED);
        add(Kind.CRAWL, 1_000, 6_051, Outcome.UNANSWERED);
        AppMeasures measures = measures();
        assertThat(measures.searches()).isEqualTo(new AppMeasures.Counts(6, 1, 1, 0, 1, 2, 0));
        assertThat(measures.pages()).isEqualTo(new AppMeasures.Counts(2, 0, 0, 1, 0, 1, 0));
        assertThat(measures.failed()).isEqualTo(5);
        assertThat(measures.searchesServed()).isEqualTo(0.5);
        assertThat(measures.detected()).isEqualTo(millis(200));
        assertThat(measures.failures()).isEqualTo(Map.of("FAILED", 2L, "REFUSED", 1L));
    }

    @Test
    void whatWasDueBeforeTheBaseOrWasCutShortByTheEndDoesNotCount() {
        add(Kind.SEARCH, 5_900, 6_100, Outcome.UNANSWERED);
        add(Kind.SEARCH, 6_000, 6_001, Outcome.FAILED);
        lines.add(new CallLine(Kind.SEARCH, 0, millis(1), Outcome.LIVE, "", 0, FOUND));
        Timeline later = new Timeline(1, millis(1_000), millis(2_000), millis(6_000));
        assertThat(AppMeasures.of(judged(), List.of(), later, NOTHING_LOST).calls())
                .isZero();
    }

    @Test
    void answersThatComeTooLateAreNoRecovery() {
        for (int at = 0; at < 6_000; at += 10) {
            boolean faulty = at >= 1_000 && at < 2_000;
            add(Kind.SEARCH, at, faulty ? 2_100 + at : at + 1, Outcome.LIVE);
        }
        // those of the fault count as failed 2 s after they were due: until 4 s
        assertThat(measures().recovery().normal()).isBetween(millis(1_900), millis(2_000));
        assertThat(measures().hung()).isEqualTo(100);
        assertThat(measures().healed()).isTrue();
    }

    @Test
    void lostIsWhatIsNotInBothStores() {
        List<StoreAudit.Stored> rows = List.of(stored(1, "1"), stored(2, "2"), stored(4, "4"), stored(4, "four"));
        List<StoreAudit.Stored> points = List.of(stored(1, "1"), stored(3, "3"));
        assertThat(StoreAudit.compare(Set.of(1L, 2L, 3L), rows, points, Long::toString))
                .isEqualTo(new StoreAudit.Balance(3, 2, 1, 1));
    }

    private static StoreAudit.Stored stored(long id, String text) {
        return new StoreAudit.Stored(id, text);
    }

    @Test
    void whatIsLostIsNotHealed() {
        for (int at = 0; at < 6_000; at += 10) {
            add(Kind.SEARCH, at, at + 1, Outcome.LIVE);
        }
        assertThat(measures().healed()).isTrue();
        assertThat(AppMeasures.of(judged(), List.of(), TIMES, new StoreAudit.Balance(5, 1, 0, 0))
                        .healed())
                .isFalse();
    }

    @Test
    void healIsHeldAgainstTheOthersAndTheyAgainstNobody() {
        add(Kind.SEARCH, 1_100, 1_101, Outcome.FAILED);
        AppTrial.Result worse = result(Wiring.HEAL);
        lines.clear();
        AppTrial.Result better = result(Wiring.PLAIN);
        List<AppTrial.Result> both = List.of(worse, better);
        assertThat(worse.beside(both).comparisons())
                .containsExactly(
                        new Goal.Verdict("not worse than plain", "failed 1 to 0, hung 0 to 0, lost 0 to 0", false));
        assertThat(better.beside(both).comparisons()).isEmpty();
    }

    @Test
    void aWrongAnswerIsOfNoUse() {
        add(Kind.SEARCH, 1_100, 1_101, Outcome.LIVE);
        List<JudgedCall> wrong =
                lines.stream().map(line -> JudgedCall.of(line, any -> false)).toList();
        AppMeasures measures = AppMeasures.of(wrong, List.of(), TIMES, NOTHING_LOST);
        assertThat(measures.searches()).isEqualTo(new AppMeasures.Counts(1, 0, 0, 0, 0, 0, 1));
        assertThat(measures.failed()).isEqualTo(1);
        assertThat(measures.healed()).isFalse();
    }

    private AppTrial.Result result(Wiring contender) {
        AppRecord record = new AppRecord(TIMES, judged(), List.of());
        return new AppTrial.Result(FAULT, contender, measures(), record, List.of(), List.of());
    }

    private List<JudgedCall> judged() {
        return lines.stream().map(line -> JudgedCall.of(line, any -> true)).toList();
    }

    private AppMeasures measures() {
        return AppMeasures.of(judged(), List.of(), TIMES, NOTHING_LOST);
    }

    private void add(Kind kind, long begin, long end, Outcome outcome) {
        boolean named = outcome == Outcome.FAILED || outcome == Outcome.REFUSED;
        lines.add(new CallLine(kind, millis(begin), millis(end), outcome, named ? outcome.name() : "", 0, FOUND));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}

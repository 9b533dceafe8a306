package dev.heal.chaos;

import static dev.heal.chaos.Calls.TIMES;
import static dev.heal.chaos.Calls.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.Call.Kind;
import dev.heal.chaos.Call.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted, and from when on, on calls made up: fault at 4 s, gone at 6 s. */
final class MeasuresTest {

    private static final Ledger.Balance ROWS = new Ledger.Balance(0, 0, 0, 0);

    private final Calls calls = new Calls();

    @Test
    void callsOfTheWarmUpDoNotCount() {
        calls.one(Kind.READ, 999, 9_000, 9_000, Outcome.FAILED).one(Kind.READ, 1_000, 1_001, 0, Outcome.DONE);
        Measures measures = measures();
        assertThat(measures.calls()).isEqualTo(1);
        assertThat(measures.unserved()).isZero();
        assertThat(measures.waits()).isEqualTo(new Waits(0, 0, 0, 0));
    }

    @Test
    void aRefusalAndASilenceAreFailuresToACaller() {
        calls.one(Kind.READ, 4_000, 4_001, 1, Outcome.REFUSED)
                .one(Kind.READ, 4_000, 4_001, 0, Outcome.FAILED)
                .one(Kind.WRITE, 4_000, 20_000, 16_000, Outcome.UNANSWERED)
                .one(Kind.WRITE, 4_000, 4_001, 0, Outcome.DONE);
        Measures measures = measures();
        assertThat(measures.reads()).isEqualTo(new Tally(2, 1, 1, 0));
        assertThat(measures.reads().unserved()).isEqualTo(2);
        assertThat(measures.writes().unserved()).isEqualTo(1);
        assertThat(measures.failures()).isEqualTo(Map.of("08006", 1L, "OPEN", 1L));
    }

    @Test
    void whoFailsSlowlyAfterHalfASecondIsTurnedAwayTooNotOnlyWhoIsRefused() {
        calls.one(Kind.READ, 4_499, 4_999, 500, Outcome.REFUSED)
                .one(Kind.READ, 4_500, 4_503, 3, Outcome.REFUSED)
                .one(Kind.READ, 4_500, 7_500, 3_000, Outcome.FAILED)
                .one(Kind.READ, 6_000, 9_000, 3_000, Outcome.FAILED);
        assertThat(measures().turnedAway()).isEqualTo(new Latencies(2, millis(3), millis(3_000), millis(3_000), 1));
        assertThat(measures().refused().count()).isEqualTo(2);
    }

    @Test
    void timeIsStuckFromTheFaultOnAndLateBeyondDeadlineAndFiftyMillis() {
        calls.one(Kind.READ, 3_000, 4_500, 0, Outcome.DONE)
                .one(Kind.READ, 5_000, 8_050, 3_050, Outcome.FAILED)
                .one(Kind.READ, 5_000, 8_051, 3_051, Outcome.FAILED)
                .one(Kind.READ, 7_000, 12_001, 0, Outcome.DONE);
        assertThat(measures().waits()).isEqualTo(new Waits(1, 1, millis(3_051), millis(3_051)));
    }

    @Test
    void statementsAlongsideAreWatchedForCutsButAreNotTraffic() {
        Calls alongside = new Calls().one(Kind.READ, 3_000, 5_000, 0, Outcome.FAILED);
        Measures measures = Measures.of(calls.list(), alongside.list(), TIMES, ROWS);
        assertThat(measures.calls()).isZero();
        assertThat(measures.cut()).isEqualTo(1);
        assertThat(measures.alongside().unserved()).isEqualTo(1);
    }

    @Test
    void aGoalOnTimesIsMissedByWhatNeverCame() {
        Goal<Measures> normal =
                Goal.within(Duration.ofMillis(500), "normal", m -> m.recovery().normal());
        assertThat(normal.judge(measures())).isEqualTo(new Goal.Verdict("normal within 500 ms", "never", false));
        Goal<Measures> share = Goal.share(0.99, "answers", m -> m.turnedAway().fastShare());
        assertThat(share.judge(measures())).isEqualTo(new Goal.Verdict("99 % of answers", "0.00 %", false));
    }

    private Measures measures() {
        return Measures.of(calls.list(), List.of(), TIMES, ROWS);
    }
}

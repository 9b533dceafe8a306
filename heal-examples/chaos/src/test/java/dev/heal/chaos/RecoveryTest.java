package dev.heal.chaos;

import static dev.heal.chaos.Calls.TIMES;
import static dev.heal.chaos.Calls.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.Call.Outcome;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** When a contender counts as back, on calls made up: 100 a second before the fault. */
final class RecoveryTest {

    private final Calls calls = new Calls().every10(0, 4_000, Outcome.DONE);

    @Test
    void whoNeverStoppedIsBackAtOnce() {
        calls.every10(4_000, 12_000, Outcome.DONE);
        Recovery recovery = Recovery.of(calls.list(), TIMES);
        assertThat(recovery.baseRate()).isCloseTo(100, Offset.offset(1.0));
        assertThat(recovery.first()).isZero();
        assertThat(recovery.normal()).isZero();
        assertThat(recovery.detected()).isNull();
    }

    @Test
    void whoDoesNotComeBackIsNeverNormal() {
        Recovery recovery = Recovery.of(calls.list(), TIMES);
        assertThat(recovery.first()).isNull();
        assertThat(recovery.normal()).isNull();
    }

    @Test
    void whoComesBackLateIsNormalFromThenOn() {
        calls.every10(7_000, 12_000, Outcome.DONE);
        Recovery recovery = Recovery.of(calls.list(), TIMES);
        assertThat(recovery.first()).isEqualTo(millis(1_000));
        assertThat(recovery.normal()).isBetween(millis(700), millis(1_000));
    }

    @Test
    void silenceAtTheBeginIsNotHiddenByTheMeanOverTwoSeconds() {
        calls.every10(6_390, 12_000, Outcome.DONE);
        assertThat(Recovery.of(calls.list(), TIMES).normal()).isBetween(millis(100), millis(400));
    }

    @Test
    void fourOfFiveIsNormalAndLessIsNot() {
        for (long end = 6_000; end < 12_000; end += 12) {
            calls.one(Call.Kind.READ, end - 1, end, 0, Outcome.DONE);
        }
        assertThat(Recovery.of(calls.list(), TIMES).normal()).isZero();

        Calls slow = new Calls().every10(0, 4_000, Outcome.DONE);
        for (long end = 6_000; end < 12_000; end += 13) {
            slow.one(Call.Kind.READ, end - 1, end, 0, Outcome.DONE);
        }
        assertThat(Recovery.of(slow.list(), TIMES).normal()).isNull();
    }

    @Test
    void manyAnswersWithFailuresAmongThemAreNotNormal() {
        calls.every10(6_000, 12_000, Outcome.DONE).every10(6_000, 9_000, Outcome.FAILED);
        assertThat(Recovery.of(calls.list(), TIMES).normal()).isBetween(millis(2_900), millis(3_000));
    }

    @Test
    void theFirstRefusalAfterTheFaultIsTheDetection() {
        calls.every10(2_000, 2_010, Outcome.REFUSED).every10(4_300, 4_400, Outcome.REFUSED);
        assertThat(Recovery.of(calls.list(), TIMES).detected()).isEqualTo(millis(300));
    }
}

package dev.heal.vector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.vector.PeerPolicy.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeerPolicyTest {

    private static final long NOW = Long.MAX_VALUE - 5;

    @ParameterizedTest
    @CsvSource({"1,0", "2,1", "3,2", "9,8", "10,3", "13,3", "14,4", "100,30"})
    void neverLeavesOutTheLastNorMoreThanThreeInTen(int servers, int most) {
        assertThat(PeerPolicy.mostOut(servers)).isEqualTo(most);
    }

    @Test
    void leavesOutAfterFiveFailuresInARowAndDoublesThePauseUntilACallSucceeds() {
        State state = State.GOOD;
        for (int i = 0; i < 4; i++) {
            state = PeerPolicy.step(state, false, true, NOW);
            assertThat(state.isOut(NOW)).isFalse();
        }
        assertThat(PeerPolicy.step(state, true, true, NOW)).isEqualTo(State.GOOD);

        long now = NOW;
        for (long pause : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            state = PeerPolicy.step(state, false, true, now);
            assertThat(state.isOut(now + SECONDS.toNanos(pause) - 1)).isTrue();
            now += SECONDS.toNanos(pause);
            assertThat(state.isOut(now)).isFalse();
        }
    }

    @Test
    void leavesNobodyOutWhereTooManyAre() {
        State state = State.GOOD;
        for (int i = 0; i < 50; i++) {
            state = PeerPolicy.step(state, false, false, NOW);
        }
        assertThat(state.isOut(NOW)).isFalse();
        // as soon as there is room
        assertThat(PeerPolicy.step(state, false, true, NOW).isOut(NOW)).isTrue();
    }

    @Test
    void callsThatWereOutTogetherLeaveOutOnce() {
        State state = State.GOOD;
        for (int i = 0; i < 50; i++) {
            state = PeerPolicy.step(state, false, true, NOW);
        }
        assertThat(state.isOut(NOW + SECONDS.toNanos(1))).isFalse();
    }
}

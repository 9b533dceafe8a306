package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random lives of the policy, held against {@link GateInvariants} and against a naive twin. */
final class GatePropertyTest {

    private static final int SEQUENCES = 100_000;
    private static final int STEPS = 16;

    @Test
    void noSequenceBreaksTheInvariantsAndEachEndsAtTheBaseline() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            run(seed, STEPS, null);
        }
        System.out.println(
                "gate: " + SEQUENCES + " sequences of " + STEPS + " steps, no rule broken, all back at rest");
    }

    @Test
    void longLivesDoNotEither() {
        for (int seed = 0; seed < 40; seed++) {
            run(seed, 2_000, null);
        }
    }

    @Test
    void theNaiveTwinAnswersTheSame() {
        for (int seed = 0; seed < 5_000; seed++) {
            run(seed, 2 * STEPS, new NaiveGate());
        }
        for (int seed = 0; seed < 20; seed++) {
            run(seed, 300, new NaiveGate());
        }
    }

    @Test
    void theLivesReachEveryAnswer() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < 2_000; seed++) {
            run(seed, 40, null).seen.forEach((answer, times) -> seen.merge(answer, times, Integer::sum));
        }
        assertThat(seen)
                .containsKeys(
                        "DONE",
                        "MODE",
                        "KILL_SWITCH",
                        "PINNED",
                        "NO_DATA",
                        "FROZEN",
                        "IN_PROGRESS",
                        "QUARANTINED",
                        "CANARY")
                .containsKeys("DWELL", "BUDGET", "WATCHDOG", "KEEP", "TAKE_BACK", "LEAVE", "GIVEN_UP")
                .allSatisfy((answer, times) -> assertThat(times).as(answer).isGreaterThan(10));
    }

    private static GateLife run(long seed, int steps, NaiveGate twin) {
        GateLife life = new GateLife(seed, twin);
        try {
            life.live(steps);
            life.recover();
        } catch (Throwable broken) {
            throw new AssertionError("seed " + seed + ", " + steps + " steps", broken);
        }
        return life;
    }
}

package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.safety.Repeats.Summary;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RepeatsTest {

    private static final long MINUTE = Repeats.MINUTE_NANOS;

    private final Repeats repeats = new Repeats();

    @Test
    void theFirstAtOnceAndThenOneAMinute() {
        assertThat(times(offer("db", Reason.BUDGET, 0))).containsExactly(1L);
        assertThat(offer("db", Reason.BUDGET, 1)).isEmpty();
        assertThat(offer("db", Reason.BUDGET, MINUTE - 1)).isEmpty();
        assertThat(repeats.takeDue(MINUTE - 1)).isEmpty();
        assertThat(times(repeats.takeDue(MINUTE))).containsExactly(2L);
        assertThat(repeats.takeDue(2 * MINUTE)).isEmpty();
    }

    @Test
    void withoutATimerTheNextOneTells() {
        offer("db", Reason.BUDGET, 0);
        offer("db", Reason.BUDGET, 1);
        assertThat(times(offer("db", Reason.BUDGET, MINUTE))).containsExactly(2L);
    }

    @Test
    void resourcesKindsAndReasonsAreToldApart() {
        assertThat(offer("db", Reason.BUDGET, 0)).hasSize(1);
        assertThat(offer("db", Reason.PINNED, 0)).hasSize(1);
        assertThat(offer("cache", Reason.BUDGET, 0)).hasSize(1);
        Proposal other = Proposals.text(ActionClass.REACH_OUT, "write", "db", "a", "b");
        assertThat(repeats.offer(other, new Ruling(Mode.ENFORCE, Reason.BUDGET, "b"), null, 0))
                .hasSize(1);
    }

    @Test
    void whatDoesNotFitPushesTheOldestOutAndLosesNothing() {
        for (int i = 0; i < Repeats.MOST; i++) {
            offer("db" + i, Reason.BUDGET, 0);
        }
        offer("db0", Reason.BUDGET, 1);
        List<Summary> due = offer("one more", Reason.BUDGET, 2);
        assertThat(due).extracting(s -> s.proposal().resource()).containsExactly("db0", "one more");
    }

    @Test
    void everyProposalIsCountedOnceWhateverTheTimes() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Repeats own = new Repeats();
            Map<String, Long> offered = new HashMap<>();
            Map<String, Long> written = new HashMap<>();
            long now = random.nextLong();
            for (int i = 0; i < 60; i++) {
                now += (long) (random.nextDouble() * random.nextInt(3) * MINUTE / 4);
                String resource = "r" + random.nextInt(4);
                offered.merge(resource, 1L, Long::sum);
                Ruling ruling = new Ruling(Mode.ENFORCE, Reason.DWELL, "12");
                count(own.offer(Proposals.tune(resource), ruling, null, now), written);
                if (random.nextBoolean()) {
                    count(own.takeDue(now), written);
                }
            }
            count(own.takeAll(now), written);
            assertThat(written).as("seed %d", seed).isEqualTo(offered);
        }
    }

    private List<Summary> offer(String resource, Reason reason, long now) {
        return repeats.offer(Proposals.tune(resource), new Ruling(Mode.ENFORCE, reason, "12"), null, now);
    }

    private static List<Long> times(List<Summary> summaries) {
        return summaries.stream().map(Summary::times).toList();
    }

    private static void count(List<Summary> summaries, Map<String, Long> written) {
        summaries.forEach(s -> written.merge(s.proposal().resource(), s.times(), Long::sum));
    }
}

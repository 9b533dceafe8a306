package dev.heal;

import static dev.heal.EpisodeLife.DEAD;
import static dev.heal.EpisodeLife.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.EpisodePolicy.Breaker;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When trouble begins and ends, in the policy alone. */
final class EpisodePolicyTest {

    private final EpisodeLife life = new EpisodeLife();

    @ParameterizedTest
    @CsvSource({
        // successes before, of which every n-th failed; failures in a row; does it begin?
        "0, 0, 2, false",
        "0, 0, 3, true",
        "1000000, 0, 2, false",
        "1000000, 0, 3, true",
        "100000, 100, 3, false",
        "100000, 100, 5, true",
        "100000, 20, 4, false",
        "100000, 20, 7, true",
    })
    void inARow(int before, int every, int row, boolean begins) {
        background(before, every);
        assertThat(life.reports).isEmpty();
        for (int i = 0; i < row; i++) {
            life.pass(60_000);
            life.fail(DEAD);
        }
        assertThat(life.isRunning()).isEqualTo(begins);
    }

    @Test
    void aFailureNowAndThenIsNoTrouble() {
        background(200_000, 50);
        assertThat(life.reports).isEmpty();
    }

    @Test
    void aRaisedShareBegins() {
        background(10_000, 100);
        int tries = 0;
        while (!life.isRunning()) {
            life.pass(16);
            tries++;
            if (tries % 3 == 0) {
                life.fail(DEAD);
            } else {
                life.ok(1);
            }
        }
        assertThat(tries).isLessThan(60);
        assertThat(life.reports.get(0).usual()).isBetween(0.005, 0.015);
    }

    @Test
    void theBreakerThatOpensOnFailuresBegins() {
        life.fail(DEAD);
        life.opened();
        assertThat(life.isRunning()).isTrue();
        life.opened();
        assertThat(life.reports).hasSize(1);
    }

    @Test
    void aBreakerOpenedByHandIsNoTrouble() {
        life.opened();
        life.closed();
        life.fail(DEAD);
        life.pass(61_000);
        life.opened();
        assertThat(life.reports).isEmpty();
    }

    @Test
    void endsWhenItWasQuietForFiveSeconds() {
        begin();
        life.ok(3);
        life.pass(4_999);
        life.look();
        assertThat(life.isRunning()).isTrue();
        life.pass(1);
        life.look();
        assertThat(life.isRunning()).isFalse();
        assertThat(life.reports.get(1).nanos()).isZero();
    }

    @Test
    void endsNotBeforeThreeSuccesses() {
        begin();
        life.pass(3_600_000);
        life.look();
        life.ok(2);
        life.look();
        assertThat(life.isRunning()).isTrue();
        life.ok(1);
        life.look();
        assertThat(life.isRunning()).isFalse();
    }

    @Test
    void endsNotBeforeTheBreakerIsClosed() {
        begin();
        life.opened();
        life.ok(100);
        life.pass(60_000);
        life.look();
        assertThat(life.isRunning()).isTrue();
        life.closed();
        life.look();
        assertThat(life.isRunning()).isFalse();
    }

    @Test
    void oneMoreFailureAmongFewCallsBeginsTheQuietAnew() {
        begin();
        life.ok(10);
        life.pass(4_000);
        life.fail(DEAD);
        life.pass(1_000);
        life.look();
        life.ok(10);
        life.pass(3_000);
        life.look();
        assertThat(life.isRunning()).as("4 s after that failure").isTrue();
        life.pass(1_000);
        life.look();
        assertThat(life.isRunning()).isFalse();
        assertThat(life.reports.get(1).nanos()).isEqualTo(4_000_000_000L);
    }

    @Test
    void endsAmongTheUsualFailures() {
        background(100_000, 20);
        for (int i = 0; i < 12; i++) {
            life.fail(DEAD);
        }
        assertThat(life.isRunning()).isTrue();
        for (int second = 0; second < 10; second++) {
            background(100, 20);
            life.look();
        }
        assertThat(life.isRunning()).isFalse();
        background(100_000, 20);
        assertThat(life.reports).as("the usual share was not forgotten").hasSize(2);
    }

    @Test
    void aShareThatStaysHighKeepsItRunning() {
        background(10_000, 0);
        for (int second = 0; second < 3_600; second++) {
            life.pass(1_000);
            life.ok(42);
            for (int i = 0; i < 18; i++) {
                life.fail(DEAD);
            }
            life.look();
        }
        assertThat(life.isRunning()).isTrue();
        assertThat(life.reports).hasSize(1);
    }

    @Test
    void theSummaryNamesWhatWasMostFrequent() {
        begin();
        assertThat(life.reports.get(0).run().tally().dominant().code()).isEqualTo("RESET");
        for (int i = 0; i < 10; i++) {
            life.fail(LATE);
        }
        life.ok(30);
        life.look();
        life.pass(6_000);
        life.ok(3);
        life.look();
        assertThat(life.reports.get(1).run().tally().dominant())
                .isEqualTo(new FailureTally.Entry(Kind.TIME_OUT, "SLOW", 10));
    }

    @Test
    void observedFailuresAmongManyObservedSuccessesAreNoTrouble() {
        for (int i = 0; i < 10_000; i++) {
            life.pass(1_000);
            life.failObserved(24, 1);
        }
        assertThat(life.reports).isEmpty();
    }

    @Test
    void observedFailuresOnlyAreTroubleAndACleanWindowEndsIt() {
        life.failObserved(0, 0);
        life.failObserved(1, 1);
        life.failObserved(2, 2);
        assertThat(life.isRunning()).isTrue();
        life.pass(6_000);
        life.shows(new Breaker(true, 25, 1));
        life.look();
        assertThat(life.isRunning()).isTrue();
        life.shows(new Breaker(true, 25, 0));
        life.look();
        assertThat(life.isRunning()).isFalse();
    }

    @Test
    void codesWithoutEndNeedNoMemoryAndTheFrequentOneIsStillNamed() {
        FailureTally tally = FailureTally.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            tally = tally.plus(i % 3 == 0 ? LATE : new Failure(Kind.TRANSIENT, Phase.NOT_SENT, "code " + i));
        }
        assertThat(tally.entries()).hasSize(FailureTally.MOST);
        assertThat(tally.dominant().code()).isEqualTo("SLOW");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.05})
    void aConstantShareIsNoTroubleInAMillionCalls(double share) {
        for (int perSecond : new int[] {1_000, 60}) {
            EpisodeLife steady = new EpisodeLife();
            Random random = new Random(11 + perSecond);
            for (int i = 0; i < 1_000_000; i++) {
                steady.now += 1_000_000_000L / perSecond;
                attempt(steady, random, share);
            }
            assertThat(steady.reports).as("%s calls/s", perSecond).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "0.001, 1000", "0.01, 1000", "0.05, 3000"})
    void aStepToThirtyPercentAtSixtyCallsASecondBeginsSoon(double before, long mostMillis) {
        long worst = 0;
        long sum = 0;
        int tooSoon = 0;
        for (int seed = 0; seed < 100; seed++) {
            EpisodeLife stepped = new EpisodeLife();
            Random random = new Random(seed);
            for (int i = 0; i < 5_000; i++) {
                stepped.now += 1_000_000_000L / 60;
                attempt(stepped, random, before);
            }
            if (!stepped.reports.isEmpty()) {
                // nothing was known of it yet
                tooSoon++;
                continue;
            }
            long start = stepped.now;
            while (!stepped.isRunning()) {
                stepped.now += 1_000_000_000L / 60;
                attempt(stepped, random, 0.3);
            }
            worst = Math.max(worst, stepped.now - start);
            sum += stepped.now - start;
        }
        System.out.printf(
                "step from %s to 0.3 at 60 calls/s: mean %d ms, worst of %d runs %d ms%n",
                before, sum / (100 - tooSoon) / 1_000_000, 100 - tooSoon, worst / 1_000_000);
        assertThat(worst / 1_000_000).isLessThanOrEqualTo(mostMillis);
        assertThat(tooSoon).as("of 100 guards that knew nothing").isLessThanOrEqualTo(before < 0.05 ? 0 : 1);
    }

    @Test
    void noRandomLifeBreaksTheInvariants() {
        int begun = 0;
        int ended = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            EpisodeLife any = new EpisodeLife();
            Random random = new Random(seed);
            double share = random.nextDouble();
            for (int i = 0; i < 200; i++) {
                any.pass(random.nextInt(3_000));
                switch (random.nextInt(8)) {
                    case 0 -> any.look();
                    case 1 -> any.opened();
                    case 2 -> any.closed();
                    case 3 -> share = random.nextBoolean() ? 0 : random.nextDouble();
                    default -> attempt(any, random, share);
                }
            }
            any.closed();
            for (int i = 0; i < 3; i++) {
                any.ok(1_000);
                any.pass(6_000);
                any.look();
            }
            assertThat(any.isRunning())
                    .as("seed %s: what began has ended", seed)
                    .isFalse();
            begun += any.begun();
            ended += any.reports.size() - any.begun();
        }
        assertThat(begun).isEqualTo(ended).isGreaterThan(2_000);
    }

    private static void attempt(EpisodeLife life, Random random, double share) {
        if (random.nextDouble() < share) {
            life.fail(random.nextBoolean() ? DEAD : LATE);
        } else {
            life.ok(1);
        }
    }

    private void begin() {
        for (int i = 0; i < 3; i++) {
            life.fail(DEAD);
        }
        assertThat(life.isRunning()).isTrue();
    }

    /** Calls at 100 a second, of which every n-th fails. */
    private void background(int calls, int every) {
        for (int i = 1; i <= calls; i++) {
            life.pass(10);
            if (every > 0 && i % every == every / 2) {
                life.fail(DEAD);
            } else {
                life.ok(1);
            }
        }
    }
}

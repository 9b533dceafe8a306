package dev.heal.trials.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Attempt;
import dev.heal.time.Deadline;
import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.BackendSettings.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs: no call is lost, equal seeds are equal, and the model does what it is there for. */
final class ScenarioTest {

    private static final List<Contender> CONTENDERS =
            List.of(Contender.heal(), Contender.healNoRetry(), Contender.none(), Contender.retry(3));

    private static final Scenario CALM = scenario(50, BackendSettings.of(10, Duration.ofMillis(50)));

    @Test
    void noCallIsLostOrCountedTwiceWhateverHappens() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 40; i++) {
            Scenario scenario = anyScenario(random);
            for (Contender contender : CONTENDERS) {
                RunResult run = scenario.run(i, contender);
                // that the parts add up is checked by the result itself
                long admitted = run.calls() - run.refused();
                assertThat(run.tries())
                        .as("%s in %s", contender.name(), scenario)
                        .isBetween(admitted, 5 * admitted);
                assertThat(run.succeeded()).allSatisfy(n -> assertThat(n).isNotNegative());
            }
        }
    }

    @Test
    void equalSeedsGiveEqualRuns() {
        Scenario scenario = anyScenario(new SplittableRandom(4));
        for (Contender contender : CONTENDERS) {
            assertThat(scenario.run(1, contender)).isEqualTo(scenario.run(1, contender));
        }
        assertThat(CALM.run(1, Contender.none())).isNotEqualTo(CALM.run(2, Contender.none()));
    }

    @Test
    void allContendersMeetTheSameCallsOnOneSeed() {
        List<Long> offered = CALM.run(1, Contender.none()).offered();
        assertThat(CONTENDERS)
                .allSatisfy(contender ->
                        assertThat(CALM.run(1, contender).offered()).isEqualTo(offered));
    }

    @Test
    void withoutTroubleEveryCallIsAnsweredAtTheFirstTry() {
        assertThat(CONTENDERS).allSatisfy(contender -> {
            RunResult run = CALM.run(1, contender);
            assertThat(run.visibleErrors()).isZero();
            assertThat(run.triesPerCall()).isEqualTo(1);
            assertThat(run.goodputPercent(0, 20)).isEqualTo(100);
        });
    }

    @Test
    void arrivalsHaveTheStatedRate() {
        // a standard deviation is 32 calls
        assertThat(CALM.run(3, Contender.none()).calls()).isBetween(900L, 1_100L);
    }

    @Test
    void workForClientsThatGaveUpKeepsTheOthersWaiting() {
        // a second and a half of work each, so that every client gives up: a backend that knew would be free for the
        // next
        BackendSettings slow = new BackendSettings(
                1, Duration.ofMillis(1_500), Spread.FIXED, Integer.MAX_VALUE, Capacity.full(), Loss.none());
        RunResult hopeless = scenario(0.5, slow).run(1, Contender.none());
        assertThat(hopeless.failed()).isEqualTo(hopeless.calls()).isPositive();

        // 150 % of capacity for five seconds, then 90 %: the backlog stays, and with it nobody is answered in time
        Capacity drop = Capacity.drop(Duration.ofSeconds(5), Duration.ofSeconds(5), 0.6);
        RunResult backlog = scenario(
                        180, BackendSettings.of(10, Duration.ofMillis(50)).with(drop))
                .run(1, Contender.none());
        assertThat(backlog.goodputPercent(0, 5)).isGreaterThan(99);
        assertThat(backlog.goodputPercent(10, 15)).as("full speed again").isLessThan(50);
    }

    @ParameterizedTest
    @EnumSource(Loss.Manner.class)
    void plainRetriesMendRandomLossAtTheCostThatTheorySays(Loss.Manner manner) {
        Scenario lossy =
                scenario(100, BackendSettings.of(10, Duration.ofMillis(20)).with(new Loss(0.3, manner)));
        RunResult none = lossy.run(1, Contender.none());
        RunResult retried = lossy.run(1, Contender.retry(3));

        assertThat(none.triesPerCall()).isEqualTo(1);
        assertThat(100.0 * none.failed() / none.calls()).isBetween(27.0, 33.0);
        // 0.3^4 of the calls fail, after (1 - 0.3^4) / 0.7 tries on average
        assertThat(100.0 * retried.failed() / retried.calls()).isBetween(0.3, 1.5);
        assertThat(retried.triesPerCall()).isBetween(1.37, 1.47);
    }

    @Test
    void refusedCallsReachNoBackend() {
        RunResult run = CALM.run(1, new Contender("shut", runtime -> Optional::empty));
        assertThat(run.refused()).isEqualTo(run.calls()).isEqualTo(run.visibleErrors());
        assertThat(run.tries()).isZero();
    }

    @Test
    void aContenderThatNeverGivesUpIsReported() {
        Attempt stubborn = new Attempt() {
            @Override
            public Deadline deadline() {
                return Deadline.none();
            }

            @Override
            public void success() {}

            @Override
            public OptionalLong failure(Throwable thrown) {
                return OptionalLong.of(1_000_000);
            }

            @Override
            public void abandon() {}
        };
        Scenario dead = scenario(1, BackendSettings.of(1, Duration.ofMillis(1)).with(new Loss(1, Loss.Manner.SILENT)));
        assertThatThrownBy(() -> dead.run(1, new Contender("stubborn", runtime -> () -> Optional.of(stubborn))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run of stubborn: every call must have ended by now");
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> BackendSettings.of(0, Duration.ofMillis(1)))
                .hasMessage("backend: servers must be >= 1, was 0; use 1");
        assertThatThrownBy(() -> BackendSettings.of(1, Duration.ZERO))
                .hasMessage("backend: meanWork must be > 0, was PT0S; use PT0.05S");
        assertThatThrownBy(() -> new Loss(30, Loss.Manner.SILENT))
                .hasMessage("loss: probability must be in [0, 1], was 30.0; use 0.3 for 30 %");
        assertThatThrownBy(() -> new Workload(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessage("workload: callsPerSecond must be in (0, 1000000], was 0.0; use 100");
        assertThatThrownBy(() -> new Workload(1, Duration.ofMillis(1), Duration.ofSeconds(1)))
                .hasMessage("workload: length must be >= 1 s, was PT0.001S; use PT60S");
        assertThatThrownBy(() -> new RunResult("x", List.of(3L), List.of(1L), 1, 0, 3))
                .hasMessageContaining("offered must be succeeded + failed + refused, was 3 and 2 calls");
    }

    private static Scenario scenario(double callsPerSecond, BackendSettings backend) {
        return new Scenario(new Workload(callsPerSecond, Duration.ofSeconds(20), Duration.ofSeconds(1)), backend);
    }

    private static Scenario anyScenario(SplittableRandom random) {
        int servers = 1 + random.nextInt(5);
        Loss.Manner manner = random.nextBoolean() ? Loss.Manner.REFUSED : Loss.Manner.SILENT;
        BackendSettings backend = new BackendSettings(
                servers,
                Duration.ofMillis(1 + random.nextInt(100)),
                random.nextBoolean() ? Spread.FIXED : Spread.EXPONENTIAL,
                random.nextBoolean() ? random.nextInt(20) : Integer.MAX_VALUE,
                Capacity.drop(Duration.ofSeconds(random.nextInt(5)), Duration.ofSeconds(5), random.nextDouble()),
                new Loss(random.nextDouble() / 2, manner));
        return scenario(Math.min(200, backend.requestsPerSecond() * (0.2 + random.nextDouble())), backend);
    }
}

package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.retry.RetrySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random lives of a guard, held against {@link GuardInvariants}. */
final class GuardPropertyTest {

    private static final int SEQUENCES = 5_000;
    private static final int STEPS = 30;

    @Test
    void noSequenceOfOutcomesBreaksTheInvariants() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            try {
                new Life(seed).live();
            } catch (Throwable broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
    }

    @Test
    void theSequencesReachEveryCorner() {
        Guard.Counts sum = new Guard.Counts(0, 0, 0, 0, 0, 0);
        long halfOpen = 0;
        for (int seed = 0; seed < 300; seed++) {
            Life life = new Life(seed);
            life.live();
            Guard.Counts c = life.bench.guard.counts();
            sum = new Guard.Counts(
                    sum.calls() + c.calls(),
                    sum.succeeded() + c.succeeded(),
                    sum.failed() + c.failed(),
                    sum.refused() + c.refused(),
                    sum.abandoned() + c.abandoned(),
                    sum.retries() + c.retries());
            halfOpen += life.bench.journal.recent("db", 512).stream()
                    .filter(d -> d.to().equals("HALF_OPEN"))
                    .count();
        }
        assertThat(List.of(sum.succeeded(), sum.failed(), sum.refused(), sum.abandoned(), sum.retries(), halfOpen))
                .allSatisfy(count -> assertThat(count).isGreaterThan(100));
    }

    /** An attempt in progress, and the tries it has made. */
    private static final class Running {
        private final Attempt attempt;
        private final Effect effect;
        private int tries = 1;

        Running(Attempt attempt, Effect effect) {
            this.attempt = attempt;
            this.effect = effect;
        }
    }

    private static final class Life {
        private final Random random;
        private final Bench bench;
        private final GuardInvariants invariants;
        private final List<Running> running = new ArrayList<>();

        Life(long seed) {
            this.random = new Random(seed);
            this.bench = new Bench(settings(random));
            this.invariants = new GuardInvariants(bench);
        }

        void live() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            while (!running.isEmpty()) {
                end(running.get(0));
            }
            bench.checkIdle();
            recovers();
        }

        private void step() {
            int dice = random.nextInt(10);
            if (dice < 4 || running.isEmpty()) {
                begin();
            } else if (dice < 9) {
                end(running.get(random.nextInt(running.size())));
            } else {
                bench.time.advance(Duration.ofMillis(random.nextInt(2_500)));
            }
        }

        private void begin() {
            Effect effect = any(Effect.values());
            State before = bench.state();
            try {
                running.add(new Running(bench.guard.begin(effect), effect));
            } catch (CallRefusedException refusal) {
                invariants.refused(refusal, before);
                return;
            }
            invariants.begun();
        }

        private void end(Running one) {
            int dice = random.nextInt(10);
            if (dice < 4) {
                running.remove(one);
                one.attempt.success();
                invariants.succeeded();
            } else if (dice < 5) {
                running.remove(one);
                one.attempt.abandon();
                invariants.abandoned();
            } else {
                fail(one);
            }
        }

        private void fail(Running one) {
            Failure failure = new Failure(
                    any(Kind.values()),
                    any(Phase.values()),
                    random.nextInt(4) == 0 ? Duration.ofMillis(random.nextInt(5_000)) : null,
                    "F");
            long remaining = one.attempt.deadline().remainingNanos();
            OptionalLong wait = one.attempt.failure(Fault.of(failure.kind(), failure.phase(), failure.retryAfter()));
            if (wait.isEmpty()) {
                running.remove(one);
            }
            invariants.failed(one.effect, failure, one.tries, remaining, wait);
            wait.ifPresent(nanos -> {
                one.tries++;
                bench.time.advance(Duration.ofNanos(nanos));
            });
        }

        private <T> T any(T[] all) {
            return all[random.nextInt(all.length)];
        }

        /** No permission has leaked: once nothing is in progress and calls go well, the breaker closes. */
        private void recovers() {
            int probes = bench.settings.get().breaker().probes();
            bench.time.advance(bench.settings.get().breaker().waitOpen().plusNanos(1));
            for (int i = 0; i <= probes && bench.state() != State.CLOSED; i++) {
                Attempt attempt = bench.guard.begin(Effect.READ);
                invariants.begun();
                attempt.success();
                invariants.succeeded();
                if (bench.state() == State.OPEN) {
                    // earlier probes had failed: one more round
                    bench.time.advance(bench.settings.get().breaker().waitOpen().plusNanos(1));
                    i = -1;
                }
            }
            assertThat(bench.state()).isEqualTo(State.CLOSED);
        }

        private static GuardSettings settings(Random random) {
            int window = 2 + random.nextInt(10);
            return Bench.with(
                    new BreakerSettings(
                            10 + random.nextInt(91),
                            window,
                            1 + random.nextInt(window),
                            Duration.ofMillis(1 + random.nextInt(2_000)),
                            1 + random.nextInt(4)),
                    new RetrySettings(
                            1 + random.nextInt(6),
                            Duration.ofMillis(1 + random.nextInt(500)),
                            Duration.ofMillis(1 + random.nextInt(3_000))));
        }
    }
}

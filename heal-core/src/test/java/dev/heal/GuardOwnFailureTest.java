package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery.Step;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks in the guard or in what a host gave it: the caller sees its own results and its own exceptions. */
final class GuardOwnFailureTest {

    /** Three tries, and a breaker that stays closed over all of a test. */
    private static final GuardSettings WIDE =
            Bench.with(new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 2), Bench.SMALL.retry());

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void settingsThatCannotBeReadStayTheLastGoodOnes() throws Exception {
        boolean[] broken = {false};
        Live<GuardSettings> live = new Live<>() {
            @Override
            public GuardSettings get() {
                if (broken[0]) {
                    throw new IllegalStateException("no settings");
                }
                return WIDE;
            }

            @Override
            public Subscription onChange(BiConsumer<? super GuardSettings, ? super GuardSettings> listener) {
                return () -> {};
            }
        };
        Bench bench = new Bench(Bench.SMALL);
        Guard guard = new Guard("db", live, bench.runtime).classifying(Fault.CLASSIFIER);
        broken[0] = true;

        assertUndisturbed(guard);
        assertThat(tries).as("three tries, as before").hasValue(3);
        assertThat(guard.<Duration, Exception>call(Effect.READ, deadline -> deadline.remaining()))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(guard.settings()).isSameAs(WIDE);
        assertThat(guard.explain()).startsWith("db is CLOSED");
    }

    @Test
    void aClassifierThatThrowsOrSaysNothingChangesNothing() throws Exception {
        for (boolean silent : new boolean[] {true, false}) {
            Bench bench = new Bench(Bench.SMALL);
            Guard odd = bench.guard.classifying(thrown -> {
                if (silent) {
                    return null;
                }
                throw new IllegalStateException("confused");
            });
            assertUndisturbed(odd);
            bench.trip();
            bench.time.advance(Duration.ofSeconds(1).plusNanos(1));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> odd.run(Effect.READ, () -> {
                            throw Fault.passing();
                        }))
                        .isInstanceOf(Fault.class);
            }
            assertThat(bench.state()).as("its probes counted").isEqualTo(State.OPEN);
        }
    }

    @Test
    void aJournalListenerThatThrowsChangesNothing() throws Exception {
        Bench bench = new Bench(Bench.SMALL);
        AtomicInteger heard = new AtomicInteger();
        var unused = bench.journal.listen(decision -> {
            heard.incrementAndGet();
            throw new IllegalStateException("full disk");
        });
        assertUndisturbed(bench.guard);
        bench.trip();
        assertThatThrownBy(() -> bench.guard.begin(Effect.READ)).isInstanceOf(CallRefusedException.class);
        bench.time.advance(Duration.ofSeconds(1).plusNanos(1));
        assertUndisturbed(bench.guard);
        assertThat(heard.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tryAcquirePermission", "onSuccess", "onError", "releasePermission"})
    void aHostsBreakerThatThrowsChangesNothing(String method) throws Exception {
        Bench hosted = new Bench(Bench.SMALL, new HostBreaker().breaking(method).breaker());
        assertUndisturbed(hosted.guard);
        assertThat(tries).as("retries go on").hasValue(3);
        assertUndisturbedByNoOutcome(hosted.guard);
        hosted.checkIdle();
    }

    @Test
    void aHostsBreakerOfWhichNothingWorksChangesNothing() throws Exception {
        Bench hosted = new Bench(
                Bench.SMALL,
                new HostBreaker()
                        .breaking("tryAcquirePermission", "onSuccess", "onError", "releasePermission", "getMetrics")
                        .breaker());
        assertUndisturbed(hosted.guard);
        assertUndisturbedByNoOutcome(hosted.guard);
        CompletableFuture<String> result =
                hosted.guard.callAsync(Effect.READ, deadline -> CompletableFuture.completedFuture("page"));
        assertThat(result).isCompletedWithValue("page");
        hosted.checkIdle();
    }

    @Test
    void aHealerThatThrowsChangesNothing() throws Exception {
        Bench bench = new Bench(WIDE);
        bench.guard.heals(Step.EVICT, "connection evicted", () -> {
            throw new IllegalStateException("cannot");
        });
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    throw Fault.of(Kind.CONNECTION_DEAD, Phase.NOT_SENT);
                }))
                .isInstanceOf(Fault.class);
        bench.time.runDue();
        assertUndisturbed(bench.guard);
    }

    @Test
    void anExecutorThatBreaksAtAHealingChangesNothing() {
        Bench bench = new Bench(Bench.SMALL);
        HealRuntime odd = new HealRuntime(
                bench.time,
                bench.time,
                new Random(1),
                bench.runtime.timer(),
                new QueueExecutor() {
                    @Override
                    public void execute(Runnable task) {
                        throw new IllegalStateException("broken");
                    }
                },
                null);
        Guard guard = new Guard("db", Live.of(Bench.SMALL), odd).classifying(Fault.CLASSIFIER);
        guard.heals(Step.EVICT, "connection evicted", () -> {});
        Fault fault = Fault.of(Kind.CONNECTION_DEAD, Phase.NOT_SENT);
        assertThatThrownBy(() -> guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(tries).hasValue(3);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
    }

    @Test
    void aClockThatJumpsByHoursChangesNothing() {
        for (int seed = 0; seed < 200; seed++) {
            jump(seed);
        }
    }

    private static void jump(int seed) {
        Bench bench = new Bench(Bench.SMALL);
        HealRuntime odd = new HealRuntime(
                new JumpyTicker(bench.time, seed),
                bench.time,
                new Random(seed),
                bench.runtime.timer(),
                bench.runtime.io(),
                null);
        Guard guard = new Guard("db", Live.of(WIDE), odd).classifying(Fault.CLASSIFIER);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            boolean fails = random.nextInt(3) == 0;
            Fault fault = Fault.of(KINDS.get(random.nextInt(KINDS.size())), Phase.NOT_APPLIED);
            int page = i;
            try {
                int result = guard.call(Effect.READ, () -> {
                    bench.time.advance(Duration.ofMillis(random.nextInt(20)));
                    if (fails) {
                        throw fault;
                    }
                    return page;
                });
                assertThat(fails).as("seed %s", seed).isFalse();
                assertThat(result).isEqualTo(page);
            } catch (Fault seen) {
                assertThat(seen).as("seed %s", seed).isSameAs(fault);
            }
        }
        Guard.Counts counts = guard.counts();
        assertThat(counts.calls()).isEqualTo(200).isEqualTo(counts.succeeded() + counts.failed());
        assertThat(guard.explain()).startsWith("db is CLOSED");
    }

    @Test
    void impossibleSettingsFailWhenTheyAreMade() {
        Duration second = Duration.ofSeconds(1);
        List<Runnable> impossible = List.of(
                () -> new RetrySettings(3, second, second, -1),
                () -> new RetrySettings(3, second, second, 101),
                () -> new RetrySettings(3, second, second, Double.NaN),
                () -> new RetrySettings(0, second, second),
                () -> new RetrySettings(3, second.negated(), second),
                () -> new BreakerSettings(0, 4, 4, second, 2),
                () -> new BreakerSettings(Double.POSITIVE_INFINITY, 4, 4, second, 2),
                () -> new BreakerSettings(50, 4, 4, Duration.ZERO, 2),
                () -> new BreakerSettings(50, 4, 4, second, 0),
                () -> new GuardSettings.Deadlines(second, second, second, second, second.negated()));
        assertThat(impossible)
                .allSatisfy(made -> assertThatThrownBy(made::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching(
                                "(retry|breaker|deadlines): [a-zA-Z]+ must be in \\[.+, .+], was .+; use .+"));
        assertThatThrownBy(() -> new RetrySettings(3, second, second, 101))
                .hasMessage("retry: budget must be in [0, 100], was 101; use 100 or less");
    }

    /** A call that succeeds, one that fails for good, and one that fails and is repeated as far as it goes. */
    private void assertUndisturbed(Guard guard) throws Exception {
        assertThat(guard.<String, Exception>call(Effect.READ, () -> "page")).isEqualTo("page");
        IllegalArgumentException wrong = new IllegalArgumentException("wrong");
        assertThatThrownBy(() -> guard.run(Effect.UNSAFE, () -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
        Fault fault = Fault.passing();
        tries.set(0);
        assertThatThrownBy(() -> guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw fault;
                }))
                .isSameAs(fault);
    }

    private static void assertUndisturbedByNoOutcome(Guard guard) {
        CancellationException cancelled = new CancellationException();
        assertThatThrownBy(() -> guard.run(Effect.READ, () -> {
                    throw cancelled;
                }))
                .isSameAs(cancelled);
    }
}

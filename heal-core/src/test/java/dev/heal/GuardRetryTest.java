package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.Deadline;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GuardRetryTest {

    private final Bench bench = new Bench(Bench.SMALL);
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void aCallThatSucceedsIsMadeOnceAndItsResultComesBack() throws Exception {
        String result = bench.guard.call(Effect.UNSAFE, () -> "page " + tries.incrementAndGet());

        assertThat(result).isEqualTo("page 1");
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 0));
        assertThat(bench.guard.breaker().getMetrics().getNumberOfSuccessfulCalls())
                .isEqualTo(1);
    }

    @Test
    void aNullResultIsAResult() throws Exception {
        assertThat(bench.guard.<String, Exception>call(Effect.READ, () -> null)).isNull();
        assertThat(bench.guard.counts().succeeded()).isEqualTo(1);
    }

    @Test
    void aCallThatSucceedsAtALaterTryCountsAsOneSuccess() throws Exception {
        String result = bench.guard.call(Effect.READ, () -> {
            if (tries.incrementAndGet() < 3) {
                throw Fault.passing();
            }
            return "there";
        });

        assertThat(result).isEqualTo("there");
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 2));
        assertThat(bench.guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
    }

    @Test
    void oneAttemptSwitchesRetriesOff() {
        Bench single = new Bench(Bench.single());

        assertThatThrownBy(() -> single.guard.run(Effect.READ, this::fail)).isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void theHintOfTheOtherSideIsALowerBoundOfTheWait() {
        List<Long> at = new ArrayList<>();

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    at.add(bench.time.nanos());
                    throw Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofSeconds(3));
                }))
                .isInstanceOf(Fault.class);

        assertThat(at).containsExactly(0L, 3_000_000_000L, 6_000_000_000L);
    }

    @Test
    void aHintBeyondTheDeadlineSurfacesTheFailureAtOnce() {
        Fault fault = Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofSeconds(10));

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(tries).hasValue(1);
        assertThat(bench.time.nanos()).isZero();
    }

    @Test
    void aHintOfAThousandYearsSurfacesTheHostsOwnException() {
        Fault fault = Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofDays(365_000));

        for (Deadline deadline : List.of(Deadline.none(), Deadline.after(Duration.ofSeconds(1), bench.time))) {
            assertThatThrownBy(() -> bench.guard.within(deadline).run(Effect.READ, () -> {
                        throw fault;
                    }))
                    .isSameAs(fault);
        }
        assertThat(bench.guard.counts().failed()).isEqualTo(2);
    }

    @Test
    void aNegativeHintChangesNothing() {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofSeconds(-5));
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(3);
        assertThat(bench.time.nanos()).isBetween(2_000_000L, 300_000_000L);
    }

    @Test
    void noTryStartsAfterTheDeadline() {
        GuardSettings patient = Bench.with(
                new BreakerSettings(100, 100, 100, Duration.ofSeconds(1), 2),
                new RetrySettings(20, Duration.ofMillis(100), Duration.ofSeconds(2)));
        for (int seed = 0; seed < 200; seed++) {
            Bench one = new Bench(patient);
            Guard guard = new Guard("db", Live.of(patient), one.time.runtime(seed)).classifying(Fault.CLASSIFIER);
            Deadline deadline = Deadline.after(Duration.ofMillis(700), one.time);

            assertThatThrownBy(() -> guard.within(deadline).run(Effect.READ, () -> {
                        assertThat(deadline.expired()).isFalse();
                        one.time.advance(Duration.ofMillis(20));
                        throw Fault.passing();
                    }))
                    .isInstanceOf(Fault.class);
            assertThat(one.time.nanos()).isLessThanOrEqualTo(720_000_000L);
        }
    }

    @Test
    void theCallIsHandedTheDeadlineOfItsUse() throws Exception {
        Duration call = bench.guard.call(Effect.READ, Deadline::remaining);
        Duration search = bench.guard.within(GuardSettings.Deadlines::search).call(Effect.READ, Deadline::remaining);
        boolean none =
                bench.guard.within(GuardSettings.Deadlines::jdbcStatement).call(Effect.READ, Deadline::isNone);

        assertThat(call).isEqualTo(Duration.ofSeconds(10));
        assertThat(search).isEqualTo(Duration.ofSeconds(2));
        assertThat(none).isTrue();
    }

    @Test
    void anExpiredDeadlineRefusesTheCall() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), bench.time);
        bench.time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> bench.guard.within(deadline).run(Effect.READ, tries::incrementAndGet))
                .isInstanceOfSatisfying(CallRefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(CallRefusedException.Reason.DEADLINE);
                    assertThat(refused.retryAfter()).isZero();
                    assertThat(refused).hasNoCause();
                    assertThat(refused.getStackTrace()).isEmpty();
                });
        assertThat(tries).hasValue(0);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(0, 0, 0, 1, 0, 0));
    }

    @Test
    void nothingIsRepeatedOnceTheBreakerHasOpened() {
        GuardSettings eager = Bench.with(
                new BreakerSettings(50, 2, 2, Duration.ofSeconds(1), 2),
                new RetrySettings(5, Duration.ofMillis(1), Duration.ofSeconds(2)));
        Bench one = new Bench(eager);

        assertThatThrownBy(() -> one.guard.run(Effect.READ, this::fail)).isInstanceOf(Fault.class);

        assertThat(tries).as("the second failure opened it").hasValue(2);
        assertThat(one.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aBackendThatIsBeingTriedOutGetsNoRetries() {
        bench.tripAndWait();

        assertThatThrownBy(() -> bench.guard.run(Effect.READ, this::fail)).isInstanceOf(Fault.class);

        assertThat(tries).hasValue(1);
        assertThat(bench.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void aWrapperWithoutACauseIsAFailureLikeAnyOther() {
        List<Exception> hollow = List.of(
                new CompletionException("hollow", null), new ExecutionException("hollow", null), new IOException());
        for (Exception thrown : hollow) {
            Bench one = new Bench(Bench.SMALL);
            AtomicInteger seen = new AtomicInteger();
            assertThatThrownBy(() -> one.guard.run(Effect.READ, () -> {
                        seen.incrementAndGet();
                        throw thrown;
                    }))
                    .isSameAs(thrown);
            assertThat(seen).as("%s", thrown).hasValue(3);
            assertThat(one.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 2));
        }
    }

    @Test
    void aClassifierThatThrowsCountsAsTransientAndMaybeApplied() {
        Guard odd = bench.guard.classifying(thrown -> {
            throw new IllegalStateException("confused");
        });

        assertThatThrownBy(() -> odd.run(Effect.UNSAFE, this::fail)).isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
        assertThatThrownBy(() -> odd.run(Effect.READ, this::fail)).isInstanceOf(Fault.class);
        assertThat(tries).hasValue(4);
        assertThat(bench.guard.explain()).contains("last failure transient (Fault)");
    }

    @Test
    void viewsShareOneState() throws Exception {
        Guard view = bench.guard.classifying(thrown -> {
            throw new AssertionError("not asked");
        });
        view.run(Effect.READ, () -> {});

        assertThat(bench.guard.counts().succeeded()).isEqualTo(1);
        assertThat(view.breaker()).isSameAs(bench.guard.breaker());
        assertThat(view.runtime()).isSameAs(bench.runtime);
        assertThat(view.settings()).isSameAs(Bench.SMALL);
        assertThat(view).hasToString("guard 'db' (CLOSED)");
    }

    @Test
    void aNameOutsideTheFormIsRefused() {
        for (String name : List.of("", " db", "a b", "-db", "a/b", "x".repeat(129))) {
            assertThatThrownBy(() -> new Guard(name, Live.of(Bench.SMALL), bench.runtime))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("guard: name must match [A-Za-z0-9][A-Za-z0-9_.-]{0,127}, was '" + name
                            + "'; use the backend's short name, such as 'vectors'");
        }
        assertThat(new Guard("x".repeat(128), Live.of(Bench.SMALL), bench.runtime).name())
                .hasSize(128);
    }

    private void fail() throws Fault {
        tries.incrementAndGet();
        throw Fault.passing();
    }
}

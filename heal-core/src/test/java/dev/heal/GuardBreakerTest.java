package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.journal.Decision;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GuardBreakerTest {

    private final Bench bench = new Bench(Bench.single());

    @Test
    void itOpensOnceTheFailureRateIsReachedAndNotBefore() throws Exception {
        succeed();
        fail();
        fail();
        assertThat(bench.state()).as("3 of 4 calls have ended").isEqualTo(State.CLOSED);
        succeed();
        assertThat(bench.state()).as("50 % of 4").isEqualTo(State.OPEN);
    }

    @Test
    void itStaysClosedBelowTheFailureRate() throws Exception {
        for (int i = 0; i < 40; i++) {
            succeed();
            succeed();
            succeed();
            fail();
        }
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void slowSuccessesNeverOpenIt() throws Exception {
        for (int i = 0; i < 40; i++) {
            bench.guard.run(Effect.READ, () -> bench.time.advance(Duration.ofHours(1)));
        }
        assertThat(bench.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anOpenBreakerRefusesWithoutCallingTheBackend() {
        bench.trip();
        AtomicInteger calls = new AtomicInteger();

        CallRefusedException refused = catchThrowableOfType(
                CallRefusedException.class, () -> bench.guard.run(Effect.READ, calls::incrementAndGet));

        assertThat(calls).hasValue(0);
        assertThat(refused.guard()).isEqualTo("db");
        assertThat(refused.reason()).isEqualTo(Reason.OPEN);
        assertThat(refused.getStackTrace()).isEmpty();
        assertThat(refused.getCause()).isInstanceOf(CallNotPermittedException.class);
        assertThat(refused.getCause().getStackTrace()).isEmpty();
        assertThat(refused)
                .hasMessage("guard 'db' refused the call: OPEN; db is OPEN since 2026-01-01T00:00:00Z: time-out"
                        + " SocketTimeoutException, 4 of the last 4 calls failed; so far 4 calls, 4 failed,"
                        + " 1 refused, 0 retries; last failure time-out (SocketTimeoutException); it lets calls through"
                        + " to try in 1000 ms; to overrule: heal.guard.db.breaker.*");
    }

    @Test
    void retryAfterCountsDownAndEndsAtZero() {
        bench.trip();
        assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(1).plusNanos(1));
        bench.time.advance(Duration.ofMillis(400));
        assertThat(refusal().retryAfter()).isEqualTo(Duration.ofMillis(600).plusNanos(1));
        bench.time.advance(Duration.ofMillis(599));
        CallRefusedException last = refusal();
        assertThat(last.retryAfter()).isEqualTo(Duration.ofMillis(1).plusNanos(1));
        bench.time.advance(last.retryAfter());
        assertThat(bench.guard.begin(Effect.READ)).as("a probe").isNotNull();
    }

    @Test
    void oneExceptionOfTheBreakerServesForAnOpenPeriod() throws Exception {
        bench.trip();
        Throwable first = refusal().getCause();
        bench.time.advance(Duration.ofMillis(500));
        assertThat(refusal().getCause()).isSameAs(first);

        bench.time.advance(Duration.ofMillis(501));
        fail();
        fail();
        assertThat(bench.state()).as("the probes failed").isEqualTo(State.OPEN);
        assertThat(refusal().getCause()).isNotSameAs(first).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void itTriesAFewCallsAndClosesWhenTheyGoWell() throws Exception {
        bench.tripAndWait();
        Attempt one = bench.guard.begin(Effect.READ);
        Attempt two = bench.guard.begin(Effect.READ);
        assertThat(bench.state()).isEqualTo(State.HALF_OPEN);

        CallRefusedException third = refusal();
        assertThat(third.reason()).isEqualTo(Reason.OPEN);
        assertThat(third.retryAfter()).as("nobody knows when the probes end").isZero();

        one.success();
        two.success();
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        succeed();
        bench.checkIdle();
    }

    @Test
    void itOpensAgainWhenTheProbesFail() {
        bench.tripAndWait();
        fail();
        fail();

        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(1).plusNanos(1));
    }

    @Test
    void aBreakerHeldOpenByAPersonRefusesAsPinned() {
        bench.guard.breaker().transitionToForcedOpenState();

        CallRefusedException refused = refusal();
        assertThat(refused.reason()).isEqualTo(Reason.PINNED);
        assertThat(refused.retryAfter()).as("a person decides").isZero();
        bench.time.advance(Duration.ofDays(1));
        assertThat(refusal().reason()).isEqualTo(Reason.PINNED);
    }

    @Test
    void aBreakerSwitchedOffRefusesNothing() throws Exception {
        bench.guard.breaker().transitionToDisabledState();
        for (int i = 0; i < 20; i++) {
            fail();
        }
        succeed();
        assertThat(bench.guard.counts().refused()).isZero();
    }

    @Test
    void failuresThatSayNothingOfTheBackendDoNotOpenIt() {
        for (int i = 0; i < 40; i++) {
            assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                        throw Fault.of(Kind.PERMANENT, Phase.NOT_APPLIED);
                    }))
                    .isInstanceOf(Fault.class);
        }
        assertThat(bench.state()).isEqualTo(State.CLOSED);
        assertThat(bench.guard.breaker().getMetrics().getNumberOfBufferedCalls())
                .isZero();
    }

    @Test
    void everyTransitionIsJournaledWithItsEvidence() throws Exception {
        bench.tripAndWait();
        succeed();
        succeed();

        assertThat(bench.journal.recent("db", 10).stream()
                        .map(Decision::sentence)
                        .filter(s -> !s.startsWith("db: notice")))
                .containsExactly(
                        "db: open, CLOSED to OPEN, because of time-out SocketTimeoutException in db (client);"
                                + " calls 4, failedCalls 4, failureRatePercent 100; to overrule: heal.guard.db.breaker.*",
                        "db: try, OPEN to HALF_OPEN, because of wait over in db (client);"
                                + " calls 0, failedCalls 0; to overrule: heal.guard.db.breaker.*",
                        "db: close, HALF_OPEN to CLOSED, because of answers again in db (client);"
                                + " calls 0, failedCalls 0; to overrule: heal.guard.db.breaker.*");
    }

    @Test
    void whatAPersonSetsIsJournaledAsSuch() {
        bench.guard.breaker().transitionToForcedOpenState();
        bench.guard.breaker().transitionToDisabledState();
        bench.guard.breaker().transitionToMetricsOnlyState();
        bench.guard.breaker().transitionToForcedOpenState();

        assertThat(bench.journal.recent(10))
                .extracting(Decision::action)
                .containsExactly("open", "disable", "watch only", "open");
        assertThat(bench.journal.recent(10))
                .allSatisfy(d -> assertThat(d.cause().kind()).isEqualTo("set by hand"));
    }

    @Test
    void theHostsOwnBreakerKeepsItsOwnSettings() {
        CircuitBreaker own = CircuitBreaker.ofDefaults("host");
        Bench hosted = new Bench(Bench.single(), own);
        for (int i = 0; i < 50; i++) {
            assertThat(hosted.guard.begin(Effect.UNSAFE).failure(new java.net.SocketTimeoutException("no answer")))
                    .isEmpty();
        }

        assertThat(hosted.guard.breaker()).isSameAs(own);
        assertThat(own.getState()).as("resilience4j's default: 100 calls").isEqualTo(State.CLOSED);
        own.transitionToOpenState();
        CallRefusedException refused =
                catchThrowableOfType(CallRefusedException.class, () -> hosted.guard.begin(Effect.READ));
        assertThat(refused.reason()).isEqualTo(Reason.OPEN);
        assertThat(refused.retryAfter()).as("only the host's breaker knows").isZero();
        assertThat(refused).hasMessageContaining("the host's own breaker decides what comes next");
        assertThat(hosted.journal.recent(1)).extracting(Decision::action).containsExactly("open");
    }

    @Test
    void aRefusalSurvivesSerializationWithoutItsExplanation() throws Exception {
        bench.trip();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refusal());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat((CallRefusedException) in.readObject()).hasMessage("guard 'db' refused the call: OPEN");
        }
    }

    private CallRefusedException refusal() {
        return catchThrowableOfType(CallRefusedException.class, () -> bench.guard.begin(Effect.READ));
    }

    private void succeed() throws Exception {
        bench.guard.run(Effect.READ, () -> {});
    }

    private void fail() {
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);
    }
}

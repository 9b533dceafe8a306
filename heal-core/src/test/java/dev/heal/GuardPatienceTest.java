package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that would rather wait than fail. */
final class GuardPatienceTest {

    private final Bench bench = new Bench(Bench.single());
    private final Guard patient = bench.guard.patient(Duration.ofSeconds(30));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void aCallThatSucceedsWaitsForNothing() throws Exception {
        long before = bench.time.nanos();
        assertThat(patient.call(Effect.READ, () -> "answer")).isEqualTo("answer");
        assertThat(bench.time.nanos()).isEqualTo(before);
    }

    @Test
    void aRefusedCallIsMadeOnceTheBackendIsBack() throws Exception {
        Guard.Hold hold = bench.guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "gone"), null);
        Future<?> unused = bench.runtime.timer().schedule(hold::release, 20, TimeUnit.SECONDS);

        patient.run(Effect.UNSAFE, tries::incrementAndGet);

        assertThat(tries).hasValue(1);
        assertThat(bench.time.nanos()).isBetween(20_000_000_000L, 20_100_000_000L);
    }

    @Test
    void aBackendThatIsBackJustBeforeTheEndIsStillAsked() throws Exception {
        Guard.Hold hold = bench.guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "gone"), null);
        Future<?> unused = bench.runtime.timer().schedule(hold::release, 29_975, TimeUnit.MILLISECONDS);

        patient.run(Effect.UNSAFE, tries::incrementAndGet);

        assertThat(tries).hasValue(1);
        assertThat(bench.time.nanos()).isBetween(29_975_000_000L, 29_980_000_000L);
    }

    @Test
    void aFailureThatMayPassIsOutlived() throws Exception {
        patient.run(Effect.READ, () -> {
            if (tries.incrementAndGet() < 8) {
                throw Fault.passing();
            }
        });

        assertThat(tries).hasValue(8);
        bench.checkIdle();
    }

    @Test
    void theLastFailureSurfacesWhenItTakesTooLong() {
        assertThatThrownBy(() -> patient.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.passing();
                }))
                .isInstanceOfAny(Fault.class, CallRefusedException.class);
        assertThat(bench.time.nanos()).isBetween(29_500_000_000L, 30_000_000_000L);
    }

    @Test
    void aServerThatAsksToBeLeftAloneIsLeftAlone() throws Exception {
        patient.run(Effect.READ, () -> {
            if (tries.incrementAndGet() == 1) {
                throw Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofSeconds(20));
            }
        });
        assertThat(tries).hasValue(2);
        assertThat(bench.time.nanos()).isEqualTo(20_000_000_000L);
    }

    @Test
    void aServerThatAsksForMoreThanThereIsIsNotWaitedFor() {
        assertThatThrownBy(() -> patient.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofDays(400_000));
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
        assertThat(bench.time.nanos()).isZero();
    }

    @Test
    void whatMayHaveBeenAppliedIsNotRepeated() {
        assertThatThrownBy(() -> patient.run(Effect.UNSAFE, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(Kind.TRANSIENT, Phase.MAYBE_APPLIED);
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whatWillFailAgainIsNotRepeated() {
        assertThatThrownBy(() -> patient.run(Effect.READ, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(Kind.PERMANENT, Phase.NOT_APPLIED);
                }))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void aPersonsWordIsNotWaitedOut() {
        bench.guard.breaker().transitionToForcedOpenState();
        assertThatThrownBy(() -> patient.run(Effect.READ, () -> {})).isInstanceOf(CallRefusedException.class);
        assertThat(bench.time.nanos()).isZero();
    }

    @Test
    void insideAnotherCallTheOuterOneWaits() {
        assertThatThrownBy(() -> bench.guard.run(
                        Effect.READ,
                        () -> patient.run(Effect.READ, () -> {
                            tries.incrementAndGet();
                            throw Fault.passing();
                        })))
                .isInstanceOf(Fault.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void itEndsWithAnInterruption() {
        bench.guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "gone"), null);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patient.run(Effect.READ, () -> {})).isInstanceOf(CallRefusedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void eachRoundHasADeadlineOfItsOwn() throws Exception {
        Guard within = patient.within(d -> Duration.ofSeconds(1));
        Long left = within.<Long, Exception>call(Effect.READ, deadline -> {
            bench.time.advance(Duration.ofMillis(900));
            if (tries.incrementAndGet() < 3) {
                throw Fault.passing();
            }
            return deadline.remaining().toMillis();
        });
        assertThat(left).isEqualTo(100);
    }

    @Test
    void patienceIsPositive() {
        assertThatThrownBy(() -> bench.guard.patient(Duration.ZERO))
                .hasMessage("guard 'db': patience must be > 0, was PT0S; without patient(...) calls do not wait");
    }

    @Test
    void whatACallInsideCallsPermanentIsNotWaitedOut() {
        Guard standard = bench.guard.classifying(FailureClassifier.standard()).patient(Duration.ofSeconds(30));

        assertThatThrownBy(() -> standard.run(
                        Effect.READ,
                        () -> bench.guard.run(Effect.READ, () -> {
                            tries.incrementAndGet();
                            throw Fault.of(Kind.PERMANENT, Phase.NOT_APPLIED);
                        })))
                .isInstanceOf(Fault.class);

        assertThat(tries).hasValue(1);
    }
}

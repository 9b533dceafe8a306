package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery.Step;
import dev.heal.journal.Decision;
import dev.heal.safety.ManualOverride;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a guard does where automation may only look on, is held by a person, or was stopped. */
final class GuardModeTest {

    private final Bench bench = new Bench(Bench.single());
    private final LiveBox<Heal.Options> options = new LiveBox<>(new Heal.Options(Mode.OBSERVE, ""));
    private final Heal heal = heal(options, bench);
    private final Guard guard = heal.guard("vectors").classifying(Fault.CLASSIFIER);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        heal.close();
    }

    @Test
    void anOpenBreakerRefusesNothing() {
        failUntil(State.OPEN);

        failOnce();

        assertThat(guard.counts().refused()).isZero();
        Decision opened = last("open");
        assertThat(opened.isDone()).isFalse();
        assertThat(opened.sentence()).startsWith("vectors: observed, not done: open, CLOSED to OPEN");
    }

    @Test
    void whatGoesThroughDoesNotCountForTheBreaker() throws Exception {
        failUntil(State.OPEN);
        guard.run(Effect.READ, () -> {});

        assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
        bench.time.advance(guard.settings().breaker().waitOpen().plusMillis(1));
        for (int i = 0; i < guard.settings().breaker().probes(); i++) {
            guard.run(Effect.READ, () -> {});
        }
        assertThat(guard.breaker().getState()).as("it goes on as it would").isEqualTo(State.CLOSED);
    }

    @Test
    void nothingIsRepeated() {
        failOnce();

        assertThat(calls).hasValue(1);
        assertThat(guard.counts().retries()).isZero();
    }

    @Test
    void noStepOfRecoveryIsTaken() {
        AtomicInteger evicted = new AtomicInteger();
        guard.heals(Step.EVICT, "connection evicted", evicted::incrementAndGet);

        guard.observe(Fault.of(Kind.CONNECTION_DEAD, Phase.NOT_SENT), 1);
        bench.time.runDue();

        assertThat(evicted).hasValue(0);
        assertThat(last("evict").sentence()).startsWith("vectors: observed, not done: evict");
    }

    @Test
    void aChangeOfTheModeTakesEffectAtOnce() {
        failUntil(State.OPEN);
        options.set(new Heal.Options(Mode.ENFORCE, ""));

        assertThatThrownBy(this::once).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void aPersonsOwnWordStandsInAnyMode() {
        guard.breaker().transitionToForcedOpenState();

        assertThatThrownBy(this::once).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void anOverrideLetsCallsThroughUntilItEnds() {
        options.set(new Heal.Options());
        failUntil(State.OPEN);
        guard.breaker().transitionToOpenStateFor(Duration.ofDays(1));
        heal.safety().override(new ManualOverride("vectors", "*", "Ada", "load test", Duration.ofMinutes(5)));

        failOnce();
        assertThat(guard.explain()).contains("; Ada holds it for 300 s more (load test); to overrule");
        bench.time.advance(Duration.ofMinutes(5));

        assertThatThrownBy(this::once).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void theKillSwitchLetsEverythingThrough() {
        options.set(new Heal.Options());
        failUntil(State.OPEN);
        heal.safety().stop("Ada", "it is wrong");

        failOnce();
        assertThat(guard.explain()).contains("; all automation is stopped by hand, so calls go through as they are;");
        heal.safety().resume("Ada");

        assertThatThrownBy(this::once).isInstanceOf(CallRefusedException.class);
    }

    private void failUntil(State state) {
        while (guard.breaker().getState() != state) {
            guard.observe(new ConnectException("gone"), 1);
        }
    }

    private void failOnce() {
        assertThatThrownBy(this::once).isInstanceOf(Fault.class);
    }

    private void once() throws Fault {
        guard.run(Effect.READ, () -> {
            calls.incrementAndGet();
            throw Fault.passing();
        });
    }

    private Decision last(String action) {
        List<Decision> all = heal.journal().recent("vectors", 100);
        return all.stream()
                .filter(d -> d.action().equals(action))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    static Guard guard(LiveBox<Heal.Options> options, Bench bench) {
        return heal(options, bench).guard("vectors");
    }

    private static Heal heal(LiveBox<Heal.Options> options, Bench bench) {
        return new Heal(new Source(options), bench.runtime);
    }

    /** Every setting at its default but those of the instance. */
    private record Source(Live<Heal.Options> options) implements SettingsSource {
        @Override
        @SuppressWarnings("unchecked")
        public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
            return defaults instanceof Heal.Options ? (Live<R>) options : Live.of(defaults);
        }

        @Override
        public Optional<HealRuntime> runtime() {
            return Optional.empty();
        }
    }
}

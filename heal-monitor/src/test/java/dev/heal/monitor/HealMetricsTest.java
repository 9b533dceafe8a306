package dev.heal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.failure.Effect;
import dev.heal.settings.SettingsSource;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealMetricsTest {

    /** Four outcomes, the retries, and a gauge per state of the breaker. */
    private static final int METERS_PER_GUARD = 5 + State.values().length;

    private final VirtualTime time = new VirtualTime();
    private final Heal heal = new Heal(SettingsSource.defaults(), time.runtime(1));
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        registry.close();
        heal.close();
    }

    @Test
    void guardsThatExistAreMeasuredAndThoseMadeLaterToo() {
        heal.guard("early");

        new HealMetrics(heal).bindTo(registry);
        heal.guard("late");

        assertThat(registry.getMeters()).hasSize(2 * METERS_PER_GUARD);
        assertThat(calls("early")).isEqualTo(counts(0, 0, 0, 0));
        assertThat(calls("late")).isEqualTo(counts(0, 0, 0, 0));
    }

    @Test
    void callsAreCountedByHowTheyEnded() {
        Guard guard = heal.guard("site");
        new HealMetrics(heal).bindTo(registry);

        guard.call(Effect.READ, () -> "ok");
        guard.call(Effect.READ, () -> "ok");
        assertThatThrownBy(() -> guard.run(Effect.UNSAFE, () -> {
                    throw new IOException("down");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard.run(Effect.READ, () -> {
                    throw new CancellationException("nobody waits");
                }))
                .isInstanceOf(CancellationException.class);
        guard.breaker().transitionToForcedOpenState();
        assertThatThrownBy(() -> guard.call(Effect.READ, () -> "never")).isInstanceOf(CallRefusedException.class);

        assertThat(calls("site")).isEqualTo(counts(2, 1, 1, 1));
    }

    @Test
    void triesBeyondTheFirstAreCountedAsRetriesAndTheCallOnce() throws IOException {
        Guard guard = heal.guard("site");
        new HealMetrics(heal).bindTo(registry);
        AtomicInteger tries = new AtomicInteger();

        guard.call(Effect.READ, () -> {
            if (tries.incrementAndGet() < 3) {
                throw new IOException("down");
            }
            return "ok";
        });

        assertThat(registry.get("heal.retries")
                        .tag("resource", "site")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        assertThat(calls("site")).isEqualTo(counts(1, 0, 0, 0));
    }

    @Test
    void theGaugeIsOneForTheStateThatTheBreakerIsInAndZeroForTheOthers() {
        Guard guard = heal.guard("site");
        new HealMetrics(heal).bindTo(registry);

        assertThat(states("site")).isEqualTo(onlyIn(State.CLOSED));
        guard.breaker().transitionToOpenState();
        assertThat(states("site")).isEqualTo(onlyIn(State.OPEN));
        guard.breaker().transitionToHalfOpenState();
        assertThat(states("site")).isEqualTo(onlyIn(State.HALF_OPEN));
        guard.breaker().transitionToForcedOpenState();
        assertThat(states("site")).isEqualTo(onlyIn(State.FORCED_OPEN));
        guard.breaker().transitionToMetricsOnlyState();
        assertThat(states("site")).isEqualTo(onlyIn(State.METRICS_ONLY));
    }

    @Test
    void bindingARegistryTwiceChangesNothing() {
        Guard guard = heal.guard("early");
        HealMetrics metrics = new HealMetrics(heal);

        metrics.bindTo(registry);
        metrics.bindTo(registry);
        heal.guard("late");
        guard.call(Effect.READ, () -> "ok");

        assertThat(registry.getMeters()).hasSize(2 * METERS_PER_GUARD);
        assertThat(calls("early")).isEqualTo(counts(1, 0, 0, 0));
    }

    @Test
    void twoRegistriesSeeTheSame() {
        MeterRegistry other = new SimpleMeterRegistry();
        new HealMetrics(heal).bindTo(registry);
        new HealMetrics(heal).bindTo(other);

        heal.guard("site").call(Effect.READ, () -> "ok");

        assertThat(other.get("heal.calls")
                        .tag("outcome", "success")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(calls("site")).isEqualTo(counts(1, 0, 0, 0));
        other.close();
    }

    @Test
    void theTagsAreTheNameOfTheGuardAndAClosedSetOfWords() {
        new HealMetrics(heal).bindTo(registry);
        heal.guard("a.b-c_1");

        Map<String, List<String>> allowed = Map.of(
                "resource",
                List.of("a.b-c_1"),
                "outcome",
                List.of("success", "error", "rejected", "ignored"),
                "state",
                Arrays.stream(State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(registry.getMeters())
                .hasSize(METERS_PER_GUARD)
                .allSatisfy(meter -> assertThat(tags(meter))
                        .allSatisfy((key, value) ->
                                assertThat(allowed.getOrDefault(key, List.of())).contains(value)));
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsOnly("heal.calls", "heal.retries", "heal.breaker.state");
    }

    private Map<String, Double> calls(String guard) {
        Map<String, Double> calls = new HashMap<>();
        for (FunctionCounter counter :
                registry.get("heal.calls").tag("resource", guard).functionCounters()) {
            calls.put(tags(counter).get("outcome"), counter.count());
        }
        return calls;
    }

    private Map<String, Double> states(String guard) {
        Map<String, Double> states = new HashMap<>();
        registry.get("heal.breaker.state")
                .tag("resource", guard)
                .gauges()
                .forEach(gauge -> states.put(tags(gauge).get("state"), gauge.value()));
        return states;
    }

    private static Map<String, Double> onlyIn(State state) {
        Map<String, Double> states = new HashMap<>();
        for (State other : State.values()) {
            states.put(other.name().toLowerCase(Locale.ROOT), other == state ? 1.0 : 0.0);
        }
        return states;
    }

    private static Map<String, Double> counts(double success, double error, double rejected, double ignored) {
        return Map.of("success", success, "error", error, "rejected", rejected, "ignored", ignored);
    }

    private static Map<String, String> tags(Meter meter) {
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : meter.getId().getTags()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        return tags;
    }
}

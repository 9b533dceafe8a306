package dev.heal.monitor;

import dev.heal.Guard;
import dev.heal.Heal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Meters of every guard, those made later included. They read the guards' own counts when the registry asks, so the calls
 * themselves pay nothing. The only tags are the guard's name and a closed set of words.
 *
 * <table class="striped">
 * <caption>Meters</caption>
 * <tr><th>name</th><th>type</th><th>tags</th></tr>
 * <tr><td>{@code heal.calls}</td><td>counter of calls</td><td>{@code resource}, {@code outcome} = success, error, rejected,
 *     ignored</td></tr>
 * <tr><td>{@code heal.retries}</td><td>counter of tries beyond the first</td><td>{@code resource}</td></tr>
 * <tr><td>{@code heal.breaker.state}</td><td>gauge, 1 for the state that the breaker is in and 0 for the others</td>
 *     <td>{@code resource}, {@code state}</td></tr>
 * </table>
 */
public final class HealMetrics implements MeterBinder {

    private final Heal heal;

    /**
     * Meters of one instance.
     *
     * @param heal whose guards are measured
     */
    public HealMetrics(Heal heal) {
        this.heal = heal;
    }

    /**
     * Registers the meters. Binding the same registry again does no harm.
     *
     * @param registry where to
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        heal.onGuard(guard -> bind(guard, registry));
    }

    private static void bind(Guard guard, MeterRegistry registry) {
        calls(guard, registry, "success", g -> g.counts().succeeded());
        calls(guard, registry, "error", g -> g.counts().failed());
        calls(guard, registry, "rejected", g -> g.counts().refused());
        calls(guard, registry, "ignored", g -> g.counts().abandoned());
        FunctionCounter.builder("heal.retries", guard, g -> g.counts().retries())
                .description("Tries beyond the first")
                .tag("resource", guard.name())
                .register(registry);
        for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
            Gauge.builder("heal.breaker.state", guard, g -> g.breaker().getState() == state ? 1 : 0)
                    .description("1 for the state that the breaker is in")
                    .tag("resource", guard.name())
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static void calls(Guard guard, MeterRegistry registry, String outcome, ToDoubleFunction<Guard> count) {
        FunctionCounter.builder("heal.calls", guard, count)
                .description("Calls through a guard, by how they ended")
                .tag("resource", guard.name())
                .tag("outcome", outcome)
                .register(registry);
    }
}

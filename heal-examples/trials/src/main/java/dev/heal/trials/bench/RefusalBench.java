package dev.heal.trials.bench;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import dev.heal.trials.contender.StatedSettings;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call that an open breaker refuses, with the exception caught by the caller: through a guard, and through resilience4j's
 * breaker, whose exception by default has a stack trace. Both leave one method that is not inlined on their way: where
 * thrower and catcher are compiled into one, a compiler makes a jump of an exception, which callers in real life do not get.
 * JMH's own stack is shallow; below a web framework a trace costs more. resilience4j's retry is left out, because by default it would repeat the refusal after half a second. Not final,
 * because JMH extends it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBench {

    private final HealRuntime runtime = HealRuntime.system();

    // the waits are out of the way of any run; everything else is the default
    private final Guard guard = new Guard(
            "backend",
            Live.of(StatedSettings.apply("heal", new GuardSettings(), Map.of("heal.breaker.wait-open", "1h"))),
            runtime);

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "backend",
            CircuitBreakerConfig.custom()
                    .waitDurationInOpenState(Duration.ofHours(1))
                    .build());

    private final Callable<Integer> decorated = CircuitBreaker.decorateCallable(breaker, this::work);
    private Integer answer = 42_000;

    /** For JMH. */
    public RefusalBench() {}

    /** Opens both, without a line in the log of every fork. */
    @Setup
    public void open() {
        Logger.getLogger("").setLevel(Level.WARNING);
        guard.breaker().transitionToOpenState();
        breaker.transitionToOpenState();
    }

    /**
     * Refused by a guard.
     *
     * @return the exception
     */
    @Benchmark
    public Object heal() {
        try {
            return throughGuard();
        } catch (CallRefusedException refused) {
            return refused;
        }
    }

    /**
     * Refused by resilience4j.
     *
     * @return the exception
     * @throws Exception never
     */
    @Benchmark
    public Object resilience4j() throws Exception {
        try {
            return throughResilience4j();
        } catch (CallNotPermittedException refused) {
            return refused;
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private Integer throughGuard() {
        return guard.call(Effect.READ, () -> work());
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private Integer throughResilience4j() throws Exception {
        return decorated.call();
    }

    /** Ends the guard's threads. */
    @TearDown
    public void close() {
        runtime.close();
    }

    private Integer work() {
        return answer;
    }
}

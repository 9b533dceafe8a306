package dev.heal.trials.bench;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call that succeeds at once, three ways: bare, through a guard with default settings, and through resilience4j's breaker
 * and retry with their defaults. The work itself is one field read, so that nothing hides what is around it. Not final,
 * because JMH extends it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBench {

    private final HealRuntime runtime = HealRuntime.system();
    private final Guard guard = new Guard("backend", Live.of(new GuardSettings()), runtime);

    // decorated once, as resilience4j's own documentation does it
    private final Callable<Integer> decorated = Retry.decorateCallable(
            Retry.ofDefaults("backend"),
            CircuitBreaker.decorateCallable(CircuitBreaker.ofDefaults("backend"), this::work));

    private final Callable<Integer> plain = this::work;
    private Integer answer = 42_000;

    /** For JMH. */
    public GuardBench() {}

    /**
     * The call itself.
     *
     * @return the answer
     * @throws Exception never
     */
    @Benchmark
    public Integer bare() throws Exception {
        return plain.call();
    }

    /**
     * The call as a host writes it with Heal: the lambda in place.
     *
     * @return the answer
     */
    @Benchmark
    public Integer heal() {
        return guard.call(Effect.READ, () -> work());
    }

    /**
     * The call as a host writes it with resilience4j: decorated beforehand.
     *
     * @return the answer
     * @throws Exception never
     */
    @Benchmark
    public Integer resilience4j() throws Exception {
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

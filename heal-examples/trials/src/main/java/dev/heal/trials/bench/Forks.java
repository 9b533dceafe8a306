package dev.heal.trials.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks in JVMs of their own, in turns: A B A B, not A A B B. What changes on the machine from minute to minute
 * then meets both sides alike, and forks of one turn can be compared as pairs.
 *
 * @param warmups iterations before those that count
 * @param iterations iterations that count
 * @param iterationMillis how long each lasts
 */
public record Forks(int warmups, int iterations, int iterationMillis) {

    /**
     * For figures: 5 warm-ups and 5 iterations of 1 s.
     *
     * @return about 11 s per fork
     */
    public static Forks thorough() {
        return new Forks(5, 5, 1_000);
    }

    /**
     * To see that everything runs: 2 warm-ups and 3 iterations of 300 ms.
     *
     * @return about 2 s per fork
     */
    public static Forks quick() {
        return new Forks(2, 3, 300);
    }

    /**
     * Runs every benchmark once per turn.
     *
     * @param benchmarks full names, {@code class.method}
     * @param turns forks of each
     * @param progress told before each fork
     * @return the costs of each benchmark, turn after turn
     * @throws IllegalStateException if a fork fails
     */
    public Map<String, List<ForkCost>> inTurns(List<String> benchmarks, int turns, Consumer<String> progress) {
        Map<String, List<ForkCost>> costs = new LinkedHashMap<>();
        for (int turn = 1; turn <= turns; turn++) {
            for (String benchmark : benchmarks) {
                progress.accept("fork " + turn + " of " + turns + ": " + benchmark);
                costs.computeIfAbsent(benchmark, any -> new ArrayList<>()).add(run(benchmark, 1));
            }
        }
        return costs;
    }

    /** One run; with 0 forks inside this JVM, for tests of the measuring itself. */
    ForkCost run(String benchmark, int forks) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .forks(forks)
                .threads(1)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(iterationMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(iterationMillis))
                .addProfiler(ProcessCpu.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (forks > 0) {
            // one collector thread and a fixed heap: what a collection costs does not depend on the machine's mood
            options.jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");
        }
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            if (results.size() != 1) {
                throw new IllegalStateException(
                        "benchmark " + benchmark + ": runs must be 1, was " + results.size() + "; check the name");
            }
            RunResult result = results.iterator().next();
            return new ForkCost(
                    secondary(result, ProcessCpu.LABEL),
                    result.getPrimaryResult().getScore(),
                    secondary(result, "gc.alloc.rate.norm"));
        } catch (RunnerException e) {
            throw new IllegalStateException("benchmark " + benchmark + " failed", e);
        }
    }

    @SuppressWarnings("rawtypes") // as JMH has it
    private static double secondary(RunResult result, String label) {
        for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
            if (entry.getKey().endsWith(label)) {
                return entry.getValue().getScore();
            }
        }
        return Double.NaN;
    }
}

package dev.heal.trials;

import dev.heal.trials.bench.ForkCost;
import dev.heal.trials.bench.Forks;
import dev.heal.trials.bench.GuardBench;
import dev.heal.trials.bench.RefusalBench;
import dev.heal.trials.stats.MedianBound;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints what a call through a guard costs beside resilience4j: processor time of the process, and bytes.
 *
 * <p>Each turn runs every benchmark once in a JVM of its own, so the two forks of one turn form a pair. What is compared is
 * the ratio of processor time per operation, pair by pair: its median, and the upper 95 % bound of {@link MedianBound}, which
 * assumes nothing about how machines disturb measurements. Exits 0 if the goals are met by the bounds, 1 if not, 2 on wrong
 * usage.
 */
@Command(
        name = "GuardCost",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a call, and a refusal, through a guard and through resilience4j, in forked JVMs that take turns.",
            "Takes about a minute per fork."
        })
public final class GuardCost implements Callable<Integer> {

    private static final String CALL = GuardBench.class.getName();
    private static final String REFUSAL = RefusalBench.class.getName();
    private static final double GOAL_CALL = 1.3;
    private static final double GOAL_CALL_BYTES = 0.1;
    private static final double GOAL_REFUSAL = 0.1;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Forks of each benchmark; fewer than 5 give no bound (default: ${DEFAULT-VALUE}).")
    private int forks = 5;

    @Option(names = "--quick", description = "Short iterations: shows that it runs; its figures mean little.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON document instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private GuardCost() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new GuardCost());
    }

    @Override
    public Integer call() {
        if (forks < 1 || forks > 1_000) {
            throw new ParameterException(
                    spec.commandLine(), "GuardCost: --forks must be in [1, 1000], was " + forks + "; use 5");
        }
        PrintWriter err = spec.commandLine().getErr();
        Map<String, List<ForkCost>> costs = (quick ? Forks.quick() : Forks.thorough())
                .inTurns(
                        List.of(
                                CALL + ".bare",
                                CALL + ".heal",
                                CALL + ".resilience4j",
                                REFUSAL + ".heal",
                                REFUSAL + ".resilience4j"),
                        forks,
                        line -> {
                            err.println(line);
                            err.flush();
                        });
        Pair healthy = Pair.of("a call that succeeds", CALL, costs, GOAL_CALL, GOAL_CALL_BYTES);
        Pair refusal = Pair.of("a call that is refused", REFUSAL, costs, GOAL_REFUSAL, Double.POSITIVE_INFINITY);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(costs, healthy, refusal));
        } else {
            costs.forEach((name, row) -> out.println(line(name, row)));
            out.println(healthy.text());
            out.println(refusal.text());
        }
        return healthy.isMet() && refusal.isMet() ? 0 : 1;
    }

    private String json(Map<String, List<ForkCost>> costs, Pair healthy, Pair refusal) {
        String rows = costs.entrySet().stream()
                .map(row -> "{\"name\":\"" + row.getKey() + "\",\"forks\":"
                        + row.getValue().stream().map(ForkCost::json).collect(Collectors.joining(",", "[", "]")) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"trial\":\"guard-cost\",\"quick\":" + quick + ",\"call\":" + healthy.json() + ",\"refusal\":"
                + refusal.json() + ",\"benchmarks\":" + rows + "}";
    }

    private static String line(String name, List<ForkCost> forks) {
        return String.format(
                Locale.ROOT,
                "%-26s processor time %8.2f ns/op (%.2f to %.2f), wall %8.2f ns/op, %8.3f B/op",
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                median(forks, ForkCost::cpuNanos),
                forks.stream().mapToDouble(ForkCost::cpuNanos).min().orElse(Double.NaN),
                forks.stream().mapToDouble(ForkCost::cpuNanos).max().orElse(Double.NaN),
                median(forks, ForkCost::wallNanos),
                median(forks, ForkCost::bytes));
    }

    private static double median(List<ForkCost> forks, ToDoubleFunction<ForkCost> part) {
        return MedianBound.of(forks.stream().mapToDouble(part).toArray()).median();
    }

    /** Heal beside resilience4j at one piece of work. */
    private record Pair(String work, MedianBound ratio, double moreBytes, double goal, double goalBytes) {

        static Pair of(String work, String bench, Map<String, List<ForkCost>> costs, double goal, double goalBytes) {
            List<ForkCost> heal = costs.getOrDefault(bench + ".heal", List.of());
            List<ForkCost> other = costs.getOrDefault(bench + ".resilience4j", List.of());
            double[] ratios = new double[heal.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = heal.get(i).cpuNanos() / other.get(i).cpuNanos();
            }
            return new Pair(
                    work,
                    MedianBound.of(ratios),
                    median(heal, ForkCost::bytes) - median(other, ForkCost::bytes),
                    goal,
                    goalBytes);
        }

        boolean isMet() {
            return ratio.upper().isPresent() && ratio.upper().getAsDouble() <= goal && moreBytes < goalBytes;
        }

        String text() {
            String bound = ratio.upper().isPresent()
                    ? String.format(Locale.ROOT, "%.3f", ratio.upper().getAsDouble())
                    : "none (too few forks)";
            String bytes =
                    Double.isInfinite(goalBytes) ? "" : String.format(Locale.ROOT, " and < %.1f B/op more", goalBytes);
            return String.format(
                    Locale.ROOT,
                    "%s: heal / resilience4j median ratio %.3f, upper 95 %% bound %s, %+.3f B/op; goal <= %.1f%s: %s",
                    work,
                    ratio.median(),
                    bound,
                    moreBytes,
                    goal,
                    bytes,
                    isMet() ? "met" : "not met");
        }

        String json() {
            String upper = ratio.upper().isPresent()
                    ? String.format(Locale.ROOT, "%.4f", ratio.upper().getAsDouble())
                    : "null";
            return String.format(
                    Locale.ROOT,
                    "{\"medianRatio\":%.4f,\"upper95\":%s,\"moreBytes\":%.4f,\"met\":%b}",
                    ratio.median(),
                    upper,
                    moreBytes,
                    isMet());
        }
    }
}

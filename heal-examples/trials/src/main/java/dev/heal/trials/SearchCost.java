package dev.heal.trials;

import com.sun.management.OperatingSystemMXBean;
import dev.heal.trials.search.HealSearch;
import dev.heal.trials.search.PlainSearch;
import dev.heal.trials.search.SearchScene;
import dev.heal.trials.stats.MedianBound;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints what a search through {@code QdrantSearch} costs beside the plain client: processor time of this process per
 * search, while the server works in a process of its own. The two take turns in one JVM, in pairs, the second of one pair
 * first in the next; compared is the ratio of each pair: its median, and the upper 95 % bound of {@link MedianBound}. What
 * two plain clients differ by is printed beside it.
 *
 * <p>Exits 0 if the bound is at most 1.05, 1 if not, 2 on wrong usage.
 */
@Command(
        name = "SearchCost",
        mixinStandardHelpOptions = true,
        description = "Measures a search through QdrantSearch and through the plain client, in turns.")
public final class SearchCost implements Callable<Integer> {

    private static final double GOAL = 1.05;

    @Option(names = "--pairs", paramLabel = "N", description = "Pairs; fewer than 5 give no bound (default: 40).")
    private int pairs = 40;

    @Option(names = "--searches", paramLabel = "N", description = "Searches of one turn (default: 2000).")
    private int searches = 2_000;

    @Option(names = "--json", description = "One JSON document instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SearchCost() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SearchCost());
    }

    @Override
    public Integer call() {
        check("--pairs", pairs, 1_000);
        check("--searches", searches, 1_000_000);
        try (SearchScene scene = SearchScene.launch();
                PlainSearch plain = scene.plain();
                PlainSearch other = scene.plain();
                HealSearch heal = scene.heal()) {
            // compiled before anything counts
            for (int turn = 0; turn < 10; turn++) {
                double unused = turn(plain::search) + turn(other::search) + turn(heal::search);
            }
            double[] healed = new double[pairs];
            double[] same = new double[pairs];
            double[] micros = new double[pairs];
            for (int pair = 0; pair < pairs; pair++) {
                double first = pair % 2 == 0 ? turn(plain::search) : turn(heal::search);
                double second = pair % 2 == 0 ? turn(heal::search) : turn(plain::search);
                double base = pair % 2 == 0 ? first : second;
                healed[pair] = (pair % 2 == 0 ? second : first) / base;
                same[pair] = turn(other::search) / base;
                micros[pair] = base / 1_000;
            }
            return report(micros, healed, same);
        }
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "SearchCost: " + option + " must be in [1, " + most + "], was " + value + "; leave it out");
        }
    }

    /** Processor time per search, in nanoseconds. */
    private double turn(IntToDoubleFunction search) {
        long before = system.getProcessCpuTime();
        double sum = 0;
        for (int i = 0; i < searches; i++) {
            sum += search.applyAsDouble(i);
        }
        long spent = system.getProcessCpuTime() - before;
        if (!(sum > 0)) {
            throw new IllegalStateException("SearchCost: every search must find something, found nothing");
        }
        return (double) spent / searches;
    }

    private int report(double[] micros, double[] healed, double[] same) {
        MedianBound ratio = MedianBound.of(healed);
        MedianBound spread = MedianBound.of(same);
        boolean met = ratio.upper().orElse(Double.POSITIVE_INFINITY) <= GOAL;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println("{\"trial\":\"search-cost\",\"searches\":" + searches + ",\"goal\":" + GOAL + ",\"met\":" + met
                    + ",\"heal\":" + json(ratio, healed) + ",\"sameAgain\":" + json(spread, same)
                    + ",\"plainMicros\":" + samples(micros) + "}");
        } else {
            out.printf(
                    Locale.ROOT,
                    "plain client: %.1f us of processor time per search%n",
                    MedianBound.of(micros).median());
            out.println(line("QdrantSearch / plain client", ratio) + "; goal " + GOAL + (met ? ": met" : ": not met"));
            out.println(line("plain client / plain client", spread));
        }
        out.flush();
        return met ? 0 : 1;
    }

    private static String line(String what, MedianBound bound) {
        return String.format(
                Locale.ROOT,
                "%s: %.3f, upper 95 %% bound %s",
                what,
                bound.median(),
                bound.upper().isPresent()
                        ? String.format(Locale.ROOT, "%.3f", bound.upper().getAsDouble())
                        : "none");
    }

    private static String json(MedianBound bound, double[] samples) {
        return String.format(
                Locale.ROOT,
                "{\"median\":%.4f,\"upper\":%s,\"ratios\":%s}",
                bound.median(),
                bound.upper().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", bound.upper().getAsDouble())
                        : "null",
                samples(samples));
    }

    private static String samples(double[] samples) {
        return Arrays.stream(samples)
                .mapToObj(sample -> String.format(Locale.ROOT, "%.4f", sample))
                .collect(Collectors.joining(",", "[", "]"));
    }
}

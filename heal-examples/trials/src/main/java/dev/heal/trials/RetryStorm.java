package dev.heal.trials;

import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.RunResult;
import dev.heal.trials.stats.Interval;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints {@link RetryStormTrial} over many seeds. Exits 0 if retries cost goodput on no seed, 1 if on some, 2 on wrong usage. */
@Command(
        name = "RetryStorm",
        mixinStandardHelpOptions = true,
        description = {
            "A backend loses 80 % of its capacity for 10 s in virtual time.",
            "Prints the share of calls answered after that, per seed and contender."
        })
public final class RetryStorm implements Callable<Integer> {

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = Programs.FIRST_SEED,
            description = "The first of them; defaults were found on some of 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(names = "--json", description = "One JSON document instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private RetryStorm() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RetryStorm());
    }

    @Override
    public Integer call() {
        Programs.checkSeeds(spec, firstSeed, seeds);
        Report report = Programs.quietly(() -> Report.of(firstSeed, seeds));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        return report.atLeastEqual() == seeds ? 0 : 1;
    }

    /** The runs of all contenders, by name, seed after seed. */
    private record Report(long firstSeed, Map<String, List<RunResult>> runs) {

        static Report of(long firstSeed, int seeds) {
            Map<String, List<RunResult>> runs = new LinkedHashMap<>();
            for (Contender contender : RetryStormTrial.contenders()) {
                List<RunResult> row = new ArrayList<>();
                for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                    row.add(RetryStormTrial.run(seed, contender));
                }
                runs.put(contender.name(), row);
            }
            return new Report(firstSeed, runs);
        }

        double[] goodput(String contender) {
            return runs.getOrDefault(contender, List.of()).stream()
                    .mapToDouble(RetryStormTrial::goodputAfterTrigger)
                    .toArray();
        }

        /** Seeds on which the guard with retries answers at least as many calls as the same guard without. */
        int atLeastEqual() {
            double[] heal = goodput("heal");
            double[] single = goodput("heal-no-retry");
            int count = 0;
            for (int i = 0; i < heal.length; i++) {
                count += heal[i] >= single[i] ? 1 : 0;
            }
            return count;
        }

        void print(PrintWriter out) {
            out.println("calls answered of those offered after the trigger, in percent");
            out.println(runs.keySet().stream().collect(Collectors.joining("  ", "seed  ", "")));
            int seeds = goodput("heal").length;
            for (int i = 0; i < seeds; i++) {
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4d", firstSeed + i));
                for (Map.Entry<String, List<RunResult>> row : runs.entrySet()) {
                    double goodput =
                            RetryStormTrial.goodputAfterTrigger(row.getValue().get(i));
                    line.append(String.format(Locale.ROOT, "  %" + row.getKey().length() + ".2f", goodput));
                }
                out.println(line);
            }
            out.println();
            runs.forEach((name, row) -> out.println(summary(name, row)));
            out.printf(
                    Locale.ROOT,
                    "heal answers at least as many as heal-no-retry after the trigger on %d of %d seeds (goal: all)%n",
                    atLeastEqual(),
                    seeds);
        }

        private String summary(String name, List<RunResult> row) {
            return String.format(
                    Locale.ROOT,
                    "%-14s after the trigger %s %%, worst seed %.2f; whole run %.2f %%, refused %.2f %%, tries per call %s",
                    name,
                    Interval.ofMean(goodput(name)).text(2),
                    row.stream()
                            .mapToDouble(RetryStormTrial::goodputAfterTrigger)
                            .min()
                            .orElse(Double.NaN),
                    row.stream()
                            .mapToDouble(run -> run.goodputPercent(0, RetryStormTrial.SECONDS))
                            .average()
                            .orElse(Double.NaN),
                    100.0
                            * row.stream().mapToLong(RunResult::refused).sum()
                            / row.stream().mapToLong(RunResult::calls).sum(),
                    Interval.ofMean(row.stream()
                                    .mapToDouble(RunResult::triesPerCall)
                                    .toArray())
                            .text(3));
        }

        String json() {
            return runs.entrySet().stream()
                    .map(row -> "{\"name\":\"" + row.getKey() + "\",\"goodputAfterTriggerPercent\":"
                            + Interval.ofMean(goodput(row.getKey())).json() + ",\"runs\":"
                            + row.getValue().stream().map(Programs::json).collect(Collectors.joining(",", "[", "]"))
                            + "}")
                    .collect(Collectors.joining(
                            ",",
                            "{\"trial\":\"retry-storm\",\"seeds\":" + goodput("heal").length
                                    + ",\"firstSeed\":" + firstSeed + ",\"afterTriggerSecond\":"
                                    + RetryStormTrial.AFTER_TRIGGER
                                    + ",\"healAtLeastEqualSeeds\":" + atLeastEqual() + ",\"contenders\":[",
                            "]}"));
        }
    }
}

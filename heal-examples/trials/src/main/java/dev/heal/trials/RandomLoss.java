package dev.heal.trials;

import dev.heal.trials.RandomLossTrial.Comparison;
import dev.heal.trials.RandomLossTrial.Traffic;
import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.Loss;
import dev.heal.trials.sim.RunResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints {@link RandomLossTrial} for both manners of loss and several rates. Exits 0 if the goals are met with the bad ends of
 * the 95 % intervals, 1 if not, 2 on wrong usage.
 */
@Command(
        name = "RandomLoss",
        mixinStandardHelpOptions = true,
        description = {
            "30 % of requests are lost, in virtual time.",
            "Prints how many visible errors a guard saves against plain calls, and what load that costs."
        })
public final class RandomLoss implements Callable<Integer> {

    private static final double GOAL_FEWER_PERCENT = 90;
    private static final double GOAL_LOAD = 1.5;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds = 30;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = Programs.FIRST_SEED,
            description = "The first of them; defaults were found on some of 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Calls per second; may be given several times (default: 10, 100, 1000).")
    private List<Double> rates = List.of(10.0, 100.0, 1_000.0);

    @Option(names = "--json", description = "One JSON document instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private RandomLoss() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RandomLoss());
    }

    @Override
    public Integer call() {
        Programs.checkSeeds(spec, firstSeed, seeds);
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "RandomLoss: --seconds must be >= 1, was " + seconds + "; use 60");
        }
        for (double rate : rates) {
            if (!(rate > 0 && rate <= 100_000)) {
                throw new ParameterException(
                        spec.commandLine(), "RandomLoss: --rate must be in (0, 100000], was " + rate + "; use 100");
            }
        }
        List<Row> rows = Programs.quietly(this::compare);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(rows));
        } else {
            print(rows, out);
        }
        return rows.stream().filter(Row::isJudged).allMatch(Row::isMet) ? 0 : 1;
    }

    private List<Row> compare() {
        List<Row> rows = new ArrayList<>();
        for (Loss.Manner manner : Loss.Manner.values()) {
            for (double rate : rates) {
                Traffic traffic = new Traffic(rate, Duration.ofSeconds(seconds), manner);
                List<RunResult> none = runs(traffic, Contender.none());
                for (Contender contender : RandomLossTrial.contenders()) {
                    rows.add(new Row(traffic, contender.name(), Comparison.of(runs(traffic, contender), none)));
                }
            }
        }
        return rows;
    }

    private List<RunResult> runs(Traffic traffic, Contender contender) {
        List<RunResult> runs = new ArrayList<>();
        LongStream.range(firstSeed, firstSeed + seeds)
                .forEach(seed -> runs.add(RandomLossTrial.run(seed, traffic, contender)));
        return runs;
    }

    private void print(List<Row> rows, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "against none at %.0f %% loss, %d seeds from %d of %d s, 95 %% intervals over seeds%n",
                100 * RandomLossTrial.LOSS,
                seeds,
                firstSeed,
                seconds);
        String row = "%-7s  %7s  %-16s  %-26s  %-20s  %-20s  %-20s  %s%n";
        out.printf(
                row,
                "loss",
                "calls/s",
                "contender",
                "fewer errors %",
                "load",
                "errors %",
                "of these refused %",
                "goals");
        for (Row each : rows) {
            Comparison found = each.comparison();
            out.printf(
                    row,
                    each.loss(),
                    String.format(Locale.ROOT, "%.0f", each.traffic().callsPerSecond()),
                    each.contender(),
                    found.fewerErrorsPercent().text(2),
                    found.load().text(3),
                    found.errorPercent().text(2),
                    found.refusedPercent().text(2),
                    !each.isJudged() ? "-" : each.isMet() ? "met" : "not met");
        }
        out.printf(
                Locale.ROOT,
                "goals: at least %.0f %% fewer errors at no more than %.1f times the load, by the bad ends of the intervals%n",
                GOAL_FEWER_PERCENT,
                GOAL_LOAD);
    }

    private String json(List<Row> rows) {
        return rows.stream()
                .map(Row::json)
                .collect(Collectors.joining(
                        ",",
                        "{\"trial\":\"random-loss\",\"lossPercent\":" + Math.round(100 * RandomLossTrial.LOSS)
                                + ",\"seeds\":" + seeds + ",\"firstSeed\":" + firstSeed + ",\"seconds\":" + seconds
                                + ",\"rows\":[",
                        "]}"));
    }

    /** One contender under one traffic. */
    private record Row(Traffic traffic, String contender, Comparison comparison) {

        /** Goals are for the guard as it comes; the others say where its result comes from. */
        boolean isJudged() {
            return contender.equals("heal");
        }

        boolean isMet() {
            return comparison.fewerErrorsPercent().low() >= GOAL_FEWER_PERCENT
                    && comparison.load().high() <= GOAL_LOAD;
        }

        String loss() {
            return traffic.manner().name().toLowerCase(Locale.ROOT);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"loss\":\"%s\",\"callsPerSecond\":%.1f,\"contender\":\"%s\",\"fewerErrorsPercent\":%s,"
                            + "\"load\":%s,\"errorPercent\":%s,\"refusedPercent\":%s,\"met\":%b}",
                    loss(),
                    traffic.callsPerSecond(),
                    contender,
                    comparison.fewerErrorsPercent().json(),
                    comparison.load().json(),
                    comparison.errorPercent().json(),
                    comparison.refusedPercent().json(),
                    isMet());
        }
    }
}

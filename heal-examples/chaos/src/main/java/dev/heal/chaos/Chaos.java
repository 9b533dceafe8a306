package dev.heal.chaos;

import dev.heal.chaos.app.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Faults of an application and its servers, each a process of its own, for the clients as they are and for Heal around them. Exits
 * 0 if every goal of Heal's held, 1 if not, 2 on wrong usage.
 */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Faults of an application with PostgreSQL, Redis and a vector server, for its clients as they are and for Heal",
            "around them, side by side on servers of their own. Exits 1 when a goal of heal's is missed."
        })
public final class Chaos implements Callable<Integer> {

    @Option(names = "--fault", arity = "1..*", paramLabel = "ID", description = "These faults only.")
    private List<String> faults = List.of();

    @Option(
            names = "--contender",
            arity = "1..*",
            paramLabel = "NAME",
            description = "These contenders only: ${COMPLETION-CANDIDATES}.")
    private List<Wiring> contenders = Arrays.asList(Wiring.values());

    @Option(names = "--json", description = "One JSON document on standard output instead of the table.")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the texts: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A line of heal's settings, for instance heal.mode=observe.")
    private List<String> settings = List.of();

    @Option(
            names = "--seconds-scale",
            paramLabel = "F",
            defaultValue = "1",
            description = "Faults hold F times as long, in (0, 1]; the goals stay as they are.")
    private double scale;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with timelines there as well.")
    private @Nullable Path html;

    @Option(names = "--commit", paramLabel = "ID", description = "Of the sources, for the reports.")
    private String commit = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    /** With its defaults; picocli fills in what the command line says. */
    public Chaos() {}

    /**
     * Runs the faults and ends the JVM with the exit code.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Chaos()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        check();
        QuietLogs.install();
        Schedule schedule = scale == 1 ? Schedule.FULL : Schedule.scaled(scale);
        Workload workload = Workload.standard(seed, settings);
        CommandSpec root = spec.root();
        Origin origin =
                Origin.here(root != spec, root.commandLine().getParseResult().originalArgs(), commit);
        List<AppTrial.Result> results = play(schedule, workload);
        if (html != null) {
            Files.writeString(html, ChaosPage.html(results, workload, scale, origin));
            note("page: " + html);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ChaosReport.json(results, workload, scale, origin) : ChaosReport.table(results));
        out.flush();
        return results.stream().allMatch(r -> r.held() || !r.contender().mustHold()) ? 0 : 1;
    }

    private List<AppTrial.Result> play(Schedule schedule, Workload workload) throws InterruptedException {
        List<AppFault> chosen = chosen();
        Progress progress = new Progress(chosen, schedule, this::note);
        List<AppTrial.Result> results = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            progress.fault(i);
            AppTrial.Plan plan = new AppTrial.Plan(chosen.get(i), schedule, workload, progress::part);
            List<AppTrial.Result> run = AppTrial.run(plan, contenders);
            run.forEach(this::note);
            results.addAll(run);
        }
        return results;
    }

    /** What is wrong is said at once, not when all has been played. */
    private void check() {
        if (!(scale > 0 && scale <= 1)) {
            throw wrong("--seconds-scale must be in (0, 1], was " + scale + "; use 0.1 for a quick look");
        }
        if (html != null
                && !Files.isDirectory(html.toAbsolutePath().resolve("..").normalize())) {
            throw wrong("--html must be in a directory that is there, was '" + html + "'");
        }
        List<AppFault> unused = chosen();
    }

    private List<AppFault> chosen() {
        for (String id : faults) {
            if (AppCatalogue.FAULTS.stream().noneMatch(fault -> fault.id().equals(id))) {
                throw wrong("--fault must be one of " + AppCatalogue.ids() + ", was '" + id + "'");
            }
        }
        return AppCatalogue.FAULTS.stream()
                .filter(fault -> faults.isEmpty() || faults.contains(fault.id()))
                .toList();
    }

    private void note(AppTrial.Result result) {
        long missed = result.verdicts().stream().filter(v -> !v.held()).count();
        note("  " + result.contender() + ": "
                + (missed == 0 ? "all goals held" : missed + " goals missed") + ", "
                + result.measures().failures());
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

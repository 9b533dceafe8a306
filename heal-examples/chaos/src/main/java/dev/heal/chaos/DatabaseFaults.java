package dev.heal.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Faults of a real PostgreSQL under traffic through a HikariCP pool as it is, and through Heal around one like it. Exits 0 if
 * every goal of Heal's held, 1 if not, 2 on wrong usage.
 */
@Command(
        name = "database-faults",
        mixinStandardHelpOptions = true,
        description = {
            "Faults of a real PostgreSQL under 16 callers, for a plain HikariCP pool and for Heal around one like it,",
            "side by side on a server each. Exits 1 when a goal of heal's is missed."
        })
public final class DatabaseFaults implements Callable<Integer> {

    @Option(names = "--fault", arity = "1..*", paramLabel = "ID", description = "These faults only.")
    private List<String> faults = List.of();

    @Option(
            names = "--contender",
            arity = "1..*",
            paramLabel = "NAME",
            description = "These contenders only: ${COMPLETION-CANDIDATES}.")
    private List<Contender> contenders = Arrays.asList(Contender.values());

    @Option(names = "--json", description = "One JSON document on standard output instead of the table.")
    private boolean json;

    @Option(
            names = "--seconds-scale",
            paramLabel = "F",
            defaultValue = "1",
            description = "Faults hold F times as long, in (0, 1]; the goals stay as they are.")
    private double scale;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private DatabaseFaults() {}

    /**
     * Runs the faults and ends the JVM with the exit code.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        QuietLogs.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DatabaseFaults()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(scale > 0 && scale <= 1)) {
            throw wrong("--seconds-scale must be in (0, 1], was " + scale + "; use 0.1 for a quick look");
        }
        Schedule schedule = scale == 1 ? Schedule.FULL : Schedule.scaled(scale);
        List<Trials.Result> results = new ArrayList<>();
        for (DatabaseFault fault : chosen()) {
            note(fault + ": cause holds " + seconds(schedule.held(fault.hold())) + ", for " + contenders);
            List<Trials.Result> run = Trials.run(fault, contenders, schedule);
            run.forEach(this::note);
            results.addAll(run);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonReport.of(results, scale) : TableReport.of(results));
        out.flush();
        return results.stream().allMatch(r -> r.held() || !r.contender().mustHold()) ? 0 : 1;
    }

    private List<DatabaseFault> chosen() {
        for (String id : faults) {
            if (DatabaseCatalogue.FAULTS.stream().noneMatch(fault -> fault.id().equals(id))) {
                throw wrong("--fault must be one of " + DatabaseCatalogue.ids() + ", was '" + id + "'");
            }
        }
        return DatabaseCatalogue.FAULTS.stream()
                .filter(fault -> faults.isEmpty() || faults.contains(fault.id()))
                .toList();
    }

    private void note(Trials.Result result) {
        long missed = result.verdicts().stream().filter(v -> !v.held()).count();
        note("  " + result.contender() + ": " + (missed == 0 ? "all goals held" : missed + " goals missed")
                + (result.explanation().isEmpty() ? "" : "; it said: " + result.explanation()));
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String seconds(Duration duration) {
        return Nanos.text(duration.toNanos());
    }
}

package dev.heal.chaos;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Deadlocks and serialization failures of a real PostgreSQL among transactions of Heal's data source. Exits 0 if each was
 * carried out exactly once, 1 if not, 2 on wrong usage.
 */
@Command(
        name = "deadlocks",
        mixinStandardHelpOptions = true,
        description = {
            "Provokes deadlocks and serialization failures among transactions of Heal's data source on a real PostgreSQL.",
            "Exits 1 unless every transaction succeeds and is applied exactly once."
        })
public final class Deadlocks implements Callable<Integer> {

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many of each kind to provoke (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--json", description = "One JSON document on standard output instead of text.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private Deadlocks() {}

    /**
     * Provokes them and ends the JVM with the exit code.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        QuietLogs.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Deadlocks());
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be >= 1, was " + count + "; use 200");
        }
        ClashRun.Outcome outcome = ClashRun.of(count);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? json(outcome) : text(outcome));
        out.flush();
        return outcome.held(count) ? 0 : 1;
    }

    private String json(ClashRun.Outcome outcome) {
        return Json.text(Json.object(
                "count", count,
                "held", outcome.held(count),
                "deadlocks", outcome.deadlocks(),
                "serializationFailures", outcome.serializationFailures(),
                "transactions", outcome.transactions(),
                "succeeded", outcome.succeeded(),
                "doubled", outcome.rows().duplicated(),
                "lost", outcome.rows().lost(),
                "presentUnacknowledged", outcome.rows().unacknowledged(),
                "sumOff", outcome.sumOff(),
                "failure", outcome.failure()));
    }

    private String text(ClashRun.Outcome outcome) {
        return String.join(
                System.lineSeparator(),
                "provoked      " + outcome.deadlocks() + " deadlocks (pg_stat_database), "
                        + outcome.serializationFailures() + " serialization failures (seen by the transactions)",
                "transactions  " + outcome.transactions() + ", succeeded " + outcome.succeeded(),
                "doubled       " + outcome.rows().duplicated(),
                "lost          " + outcome.rows().lost(),
                "sum           " + (outcome.sumOff() == 0 ? "right" : "off by " + outcome.sumOff()),
                outcome.failure().isEmpty() ? "no failure reached a caller" : "first failure: " + outcome.failure());
    }
}

package dev.heal.cli;

import dev.heal.config.ConfigCheck;
import dev.heal.config.correct.Corrector;
import dev.heal.config.schema.SchemaTable;
import dev.heal.scraper.ScraperSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heal doctor}: what is wrong with a configuration, and what is made of it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is wrong in a configuration file, what was understood, and what is in effect.",
        footer = {"", "Exits 0 if nothing was found, 1 on findings, 2 on wrong usage or input that cannot be read."})
final class DoctorCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The file to look at.")
    private @Nullable Path file;

    @Option(names = "--fix", description = "Write what has one reading into FILE; the changes are printed.")
    private boolean fix;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--schema", paramLabel = "KEYS.tsv", description = "Keys to check against, as a table.")
    private @Nullable Path schema;

    @Option(
            names = "--batch",
            paramLabel = "CASES.tsv",
            description = "Check each case of a table as a file of its own; needs --schema and --out.")
    private @Nullable Path batch;

    @Option(names = "--out", paramLabel = "RESULTS.tsv", description = "Where the results of --batch are written.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Path looked = file;
            if (looked != null && batch == null && out == null) {
                return look(looked);
            }
            return batch();
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private int batch() throws IOException {
        Path cases = batch;
        Path keys = schema;
        Path results = out;
        if (cases == null || keys == null || results == null || file != null) {
            throw new ParameterException(
                    spec.commandLine(), "doctor: FILE, or --schema, --batch and --out together, must be given");
        }
        CaseBatch each = new CaseBatch(new Corrector(SchemaTable.read(read(keys))));
        Files.write(results, each.results(read(cases)), StandardCharsets.UTF_8);
        return 0;
    }

    private int look(Path path) throws IOException {
        Path keys = schema;
        String name = String.valueOf(path.getFileName());
        byte[] bytes = bytes(path);
        ConfigCheck check = keys == null
                ? ConfigCheck.of(name, bytes, Map.of("scraper", new ScraperSettings()))
                : ConfigCheck.of(name, bytes, SchemaTable.read(read(keys)));
        ConfigCheck.Fix fixed = fix ? check.fixed() : null;
        if (fixed != null && !fixed.changes().isEmpty()) {
            FileExchange.write(path, bytes, fixed.bytes());
        }
        List<ConfigCheck.Change> changes = fixed == null ? List.of() : fixed.changes();
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(DoctorReport.json(name, check, changes));
        } else {
            DoctorReport.lines(name, check, changes).forEach(print::println);
        }
        print.flush();
        return check.findings().isEmpty() ? 0 : 1;
    }

    private static String read(Path path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new IOException(
                    "'" + path + "' must be a readable file, could not be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}

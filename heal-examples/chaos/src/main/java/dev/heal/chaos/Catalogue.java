package dev.heal.chaos;

import com.google.gson.JsonParseException;
import dev.heal.chaos.page.CataloguePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the page of the fault catalogue from the document that {@link Chaos} printed. Exits 0, or 2 on what cannot be read. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "The page of the fault catalogue, in Markdown, from the document that chaos --json printed.")
public final class Catalogue implements Callable<Integer> {

    @Option(names = "--json", required = true, paramLabel = "FILE", description = "The document.")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path json;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page.")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    private Catalogue() {}

    /**
     * Writes the page and ends the JVM with the exit code.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Catalogue());
    }

    @Override
    public Integer call() {
        try {
            Files.writeString(out, CataloguePage.of(Files.readString(json)));
            return 0;
        } catch (JsonParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json must be a document that chaos --json printed, was '" + json + "': " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "files must be there and open to read and write: " + e, e);
        }
    }
}

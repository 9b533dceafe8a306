package dev.heal.cli;

import dev.heal.config.ConfigCheck;
import dev.heal.config.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heal reference}: the documents about the settings, from their annotations. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a page about every setting, an example heal.properties,",
            "a JSON schema and metadata for editors."
        })
final class ReferenceCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Directory to write to.")
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Files.createDirectories(out);
            for (Map.Entry<String, String> file :
                    new Reference(ConfigCheck.keys()).files().entrySet()) {
                Files.writeString(out.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
                spec.commandLine().getOut().println(out.resolve(file.getKey()));
            }
            return 0;
        } catch (IOException e) {
            throw new UsageException("'" + out + "' must be a directory that can be written: " + e, e);
        }
    }
}

package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.ConfigCheck;
import dev.heal.config.reference.Reference;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed documents about settings are those that the annotations give. */
final class ReferenceTest {

    private static final Path COMMITTED = Path.of("..", "..", "docs", "reference");
    private static final Path METADATA =
            Path.of("..", "..", "heal-config", "src", "main", "resources", "META-INF", Reference.METADATA);

    @TempDir
    private Path directory;

    @Test
    void theCommittedDocumentsAreUpToDate() throws Exception {
        Map<String, String> files = new Reference(ConfigCheck.keys()).files();

        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(Files.readString(COMMITTED.resolve(file.getKey())))
                    .as("docs/reference/%s; heal.jar reference --out docs/reference writes it", file.getKey())
                    .isEqualTo(file.getValue());
        }
        assertThat(Files.readString(METADATA)).isEqualTo(files.get(Reference.METADATA));
    }

    @Test
    void theCommandWritesThem() throws Exception {
        Path out = directory.resolve("new");

        int exit = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute("reference", "--out", out.toString());

        assertThat(exit).isZero();
        for (String name : new Reference(ConfigCheck.keys()).files().keySet()) {
            assertThat(out.resolve(name)).isRegularFile();
        }
    }

    @Test
    void theExampleIsAFileWithEveryKeyCommentedOutThatIsValidOnceItIsNot() {
        String example = new Reference(ConfigCheck.keys()).files().getOrDefault("heal.properties", "");
        byte[] live = example.replaceAll("(?m)^#heal", "heal").getBytes(StandardCharsets.UTF_8);

        assertThat(example.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        assertThat(ConfigCheck.of("heal.properties", live, Map.of()).findings())
                .allMatch(finding -> finding.key().equals("heal.state-dir"));
    }
}

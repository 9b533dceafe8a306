package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.page.CataloguePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page of the fault catalogue and the program that writes it. */
final class CatalogueTest {

    private static final Path DOCS = Path.of("..", "..", "docs");

    private final StringWriter err = new StringWriter();

    @Test
    void theCommittedPageIsWhatTheCommittedDocumentRendersTo() throws IOException {
        assertThat(Files.readString(DOCS.resolve("fault-catalogue.md")))
                .as("docs/fault-catalogue.md: render it again with dev.heal.chaos.Catalogue")
                .isEqualTo(CataloguePage.of(Files.readString(DOCS.resolve("numbers/chaos.json"))));
    }

    @Test
    void theProgramWritesThePage(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        assertThat(execute("--json", DOCS.resolve("numbers/chaos.json").toString(), "--out", page.toString()))
                .as(err.toString())
                .isZero();
        assertThat(page).hasSameTextualContentAs(DOCS.resolve("fault-catalogue.md"));
    }

    @Test
    void whatCannotBeReadExitsWithTwoAndSaysWhy(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("x.json");
        String page = directory.resolve("page.md").toString();
        assertThat(execute("--json", json.toString(), "--out", page)).isEqualTo(2);
        assertThat(err.toString()).contains("NoSuchFileException");
        for (String document : new String[] {"", "[]", "{}", "{\"seed\":1", "{\"secondsScale\":[]}"}) {
            Files.writeString(json, document);
            assertThat(execute("--json", json.toString(), "--out", page))
                    .as(document)
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("--json must be a document that chaos --json printed");
        assertThat(Path.of(page)).doesNotExist();
    }

    private int execute(String... arguments) {
        CommandLine line = Catalogue.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

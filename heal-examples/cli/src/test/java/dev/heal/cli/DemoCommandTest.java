package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The demo as its user calls it: exit codes, the line for programs, and clear words on wrong usage. */
class DemoCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void crawlsADirectoryAndAnswersQuestionsAndEndsWithOneLineOfJson(@TempDir Path pages) throws Exception {
        Files.writeString(
                pages.resolve("index.html"),
                "<title>Start</title><h1>Start</h1><p>The page that everything begins with.</p><a href=two.html>two</a>");
        Files.writeString(
                pages.resolve("two.html"), "<title>Two</title><h1>Breaker</h1><p>A breaker opens when calls fail.</p>");

        int exit = execute(
                "demo",
                "--pages",
                pages.toString(),
                "--embedder",
                "hashing",
                "--query",
                "when does a breaker open",
                "--query",
                "where does it begin");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString().strip())
                .startsWith("{\"pages\":2,")
                .contains("\"searches\":2,\"searchesAnswered\":2,\"errors\":0,")
                .endsWith("}")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "demo --seconds 0|--seconds must be >= 1, was 0",
                "demo --seconds many|'many' is not an int",
                "demo --port 70000|--port must be in [0, 65535], was 70000",
                "demo --max-pages 0|--max-pages must be >= 1, was 0",
                "demo --url ftp://host/|--url must be an http or https URL",
                "demo --url http://a/ --pages .|--pages and --url must not be given together",
                "demo --nothing|Unknown option: '--nothing'",
                "nothing|Unmatched argument at index 0: 'nothing'",
                "demo --pages missing-directory|must be a directory, was 'missing-directory'"
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsWrong(String line, String message) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noCommandAtAllIsWrongUsage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("a command must be given").contains("demo");
    }

    @Test
    void helpSaysWhatThereIs() {
        assertThat(execute("demo", "--help")).isZero();
        assertThat(out.toString()).contains("--seconds", "--port", "--pages", "--url", "--query");
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

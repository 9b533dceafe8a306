package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The faults as a command of heal.jar; what they do is tested where they are. */
final class ChaosCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpSaysWhatThereIs() {
        assertThat(execute("chaos", "--help")).isZero();
        assertThat(out.toString())
                .contains("heal chaos", "--fault", "--contender", "--json", "--html", "--seconds-scale");
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("  chaos ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "chaos --fault nothing|--fault must be one of postgres-killed,",
                "chaos --contender nobody|expected one of [HEAL, DOCUMENTED, PLAIN] (case-insensitive)",
                "chaos --html missing-directory/page.html|--html must be in a directory that is there",
                "chaos --seconds-scale 2|--seconds-scale must be in (0, 1], was 2.0"
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsWrong(String line, String message) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

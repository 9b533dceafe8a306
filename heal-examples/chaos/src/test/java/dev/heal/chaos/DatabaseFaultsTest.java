package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The program as its user calls it, and Heal's goals under every fault. */
final class DatabaseFaultsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void terminatedSessionsCostNoReadAndNoRow() {
        int exit = execute("--fault", "terminate", "--seconds-scale", "0.05");
        assertThat(exit).as(out + "\n" + err).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("terminate")))
                .as("measures and four goals for each")
                .hasSize(10);
        assertThat(out.toString()).contains("pass   no READ call unserved");
        assertThat(err.toString()).contains("heal: all goals held");
    }

    @Test
    void jsonIsOneDocument() {
        int exit = execute("--fault", "terminate", "--contender", "plain", "--seconds-scale", "0.05", "--json");
        assertThat(exit).as("goals of others do not decide").isZero();
        assertThat(out.toString().strip())
                .startsWith("{\"secondsScale\":0.05,\"faults\":[{\"id\":\"terminate\",\"contender\":\"plain\",")
                .contains("\"lost\":0,\"duplicated\":0,")
                .endsWith("}]}")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("deep")
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void goalsHoldAtFullLength(DatabaseFault fault) throws InterruptedException {
        List<Trials.Result> results = Trials.run(fault, List.of(Contender.values()), Schedule.FULL);
        assertThat(results.stream()
                        .filter(result -> result.contender().mustHold())
                        .flatMap(result -> result.verdicts().stream())
                        .filter(verdict -> !verdict.held()))
                .as(TableReport.of(results))
                .isEmpty();
    }

    static Stream<DatabaseFault> faults() {
        return DatabaseCatalogue.FAULTS.stream();
    }

    @Test
    void faultsHaveNamesOfTheirOwn() {
        assertThat(faults().map(DatabaseFault::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--fault nothing|--fault must be one of terminate, flip-read-only, killed-20s, frozen-20s, report-60s, "
                        + "lock-30s, pool-of-1, overload, was 'nothing'",
                "--contender nobody|expected one of [PLAIN, HEAL] (case-insensitive) but was 'nobody'",
                "--seconds-scale 0|--seconds-scale must be in (0, 1], was 0.0",
                "--seconds-scale 2|--seconds-scale must be in (0, 1], was 2.0",
                "--nothing|Unknown option: '--nothing'"
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsWrong(String line, String message) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int execute(String... arguments) {
        CommandLine line = DatabaseFaults.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

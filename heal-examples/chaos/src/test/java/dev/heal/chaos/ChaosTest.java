package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.app.Wiring;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The program as its user calls it, and Heal's goals under every fault. */
final class ChaosTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aKilledCacheIsNotFeltAndAllOfItIsOneDocument(@TempDir Path directory) {
        Path page = directory.resolve("page.html");
        int exit = execute("--fault", "redis-killed", "--seconds-scale", "0.1", "--json", "--html", page.toString());
        assertThat(exit).as("whether goals on times held is for full length").isIn(0, 1);
        assertThat(out.toString().strip())
                .startsWith("{\"seed\":1,\"secondsScale\":0.1,\"command\":\"java -cp ")
                .contains("\"faults\":[{\"id\":\"redis-killed\",\"contender\":\"heal\",")
                .containsPattern("\"contender\":\"heal\",[^{}]*\"failed\":0,\"stale\":0,\"refused\":0,")
                .containsPattern("\"contender\":\"heal\",[^{}]*\"lost\":0,\"duplicated\":0,\"wrong\":0,")
                .containsPattern("\"contender\":\"plain\",[^{}]*\"lost\":0,\"duplicated\":0,\"wrong\":0,")
                .endsWith("}]}")
                .doesNotContain("\n");
        assertThat(page).content().contains("timeline of redis-killed, heal").endsWith("</html>\n");
        assertThat(err.toString().lines())
                .startsWith("[1 of 1] redis-killed, about 18 s left", "    servers and applications start")
                .contains("    the fault holds for 1.00 s");
    }

    @Test
    void aBuildThatDoesNotHealIsCaught() throws InterruptedException {
        AppFault fault = fault("vector-unavailable-30");
        List<AppTrial.Result> runs = Together.play(
                "modes",
                List.of("auto", "observe"),
                (mode, barrier) -> () -> AppTrial.run(
                                fault,
                                List.of(Wiring.HEAL),
                                Schedule.scaled(0.2),
                                Workload.standard(1, List.of("heal.mode=" + mode)))
                        .get(0));
        AppTrial.Result healing = runs.get(0);
        AppTrial.Result broken = runs.get(1);
        assertThat(broken.held()).as(ChaosReport.table(runs)).isFalse();
        assertThat(healing.measures().failed() * 3)
                .as(ChaosReport.table(runs))
                .isLessThan(broken.measures().failed());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("deep")
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void goalsHoldAtFullLength(AppFault fault) throws InterruptedException {
        List<AppTrial.Result> results =
                AppTrial.run(fault, List.of(Wiring.values()), Schedule.FULL, Workload.standard(1, List.of()));
        assertThat(results.stream()
                        .filter(result -> result.contender().mustHold())
                        .flatMap(result -> result.verdicts().stream())
                        .filter(verdict -> !verdict.held()))
                .as(ChaosReport.table(results))
                .isEmpty();
    }

    static Stream<AppFault> faults() {
        return AppCatalogue.FAULTS.stream();
    }

    @Test
    void faultsHaveNamesOfTheirOwn() {
        assertThat(faults().map(AppFault::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--fault nothing|--fault must be one of postgres-killed, postgres-frozen,",
                "--contender nobody|expected one of [HEAL, DOCUMENTED, PLAIN] (case-insensitive) but was 'nobody'",
                "--seconds-scale 0|--seconds-scale must be in (0, 1], was 0.0",
                "--html missing-directory/page.html|--html must be in a directory that is there, was 'missing-dir",
                "--nothing|Unknown option: '--nothing'"
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsWrong(String line, String message) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private static AppFault fault(String id) {
        return faults().filter(fault -> fault.id().equals(id)).findFirst().orElseThrow();
    }

    private int execute(String... arguments) {
        CommandLine line = Chaos.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

package dev.heal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The programs as their user calls them. */
final class ProgramsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRetryStormPrintsARowPerSeedAndASummary() {
        int exit = execute(RetryStorm.commandLine(), "--seeds", "2");
        assertThat(exit).isIn(0, 1);
        assertThat(out.toString())
                .contains("seed  heal  heal-no-retry  none  retry-3")
                .containsPattern("(?m)^1002 ( +[0-9.]+){4}$")
                .containsPattern("heal-no-retry +after the trigger [0-9.]+ \\[[0-9.]+, [0-9.]+] %")
                .containsPattern("on [0-2] of 2 seeds \\(goal: all\\)");
        assertThat(out.toString().contains("on 2 of 2 seeds")).isEqualTo(exit == 0);
    }

    @Test
    void aRetryStormAsJson() {
        execute(RetryStorm.commandLine(), "--seeds", "1", "--json");
        assertThat(out.toString().strip())
                .startsWith("{\"trial\":\"retry-storm\",\"seeds\":1,\"firstSeed\":1001,")
                .contains("{\"name\":\"retry-3\",\"goodputAfterTriggerPercent\":{\"estimate\":")
                .endsWith("]}")
                .doesNotContain("\n");
    }

    @Test
    void theCostOfASearchAsTableAndAsJson() {
        int exit = execute(SearchCost.commandLine(), "--pairs", "5", "--searches", "20");
        assertThat(exit).isIn(0, 1);
        assertThat(out.toString())
                .containsPattern("plain client: [0-9.]+ us of processor time per search")
                .containsPattern(
                        "QdrantSearch / plain client: [0-9.]+, upper 95 % bound [0-9.]+; goal 1.05: (not )?met")
                .containsPattern("plain client / plain client: [0-9.]+, upper 95 % bound [0-9.]+");

        execute(SearchCost.commandLine(), "--pairs", "1", "--searches", "20", "--json");
        assertThat(out.toString().strip())
                .contains(
                        "{\"trial\":\"search-cost\",\"searches\":20,\"goal\":1.05,\"met\":false,\"heal\":{\"median\":")
                .endsWith("]}");
    }

    @Test
    void theCostOfASearchRefusesWrongUsage() {
        assertThat(execute(SearchCost.commandLine(), "--pairs", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("SearchCost: --pairs must be in [1, 1000], was 0");
    }

    @Test
    void randomLossPrintsARowPerMannerAndRate() {
        int exit = execute(RandomLoss.commandLine(), "--seeds", "2", "--seconds", "5", "--rate", "20", "--rate", "40");
        assertThat(exit).isIn(0, 1);
        assertThat(out.toString())
                .containsPattern("(?m)^refused +20 +heal ")
                .containsPattern("(?m)^silent +40 +heal .* (not )?met$")
                .containsPattern("(?m)^silent +40 +heal-breaker-100 .* -$");
        assertThat(out.toString().contains("not met")).isEqualTo(exit == 1);
    }

    @Test
    void randomLossAsJson() {
        execute(RandomLoss.commandLine(), "--seeds", "1", "--seconds", "5", "--rate", "20", "--json");
        assertThat(out.toString().strip())
                .startsWith("{\"trial\":\"random-loss\",\"lossPercent\":30,")
                .contains("\"loss\":\"silent\",\"callsPerSecond\":20.0,\"contender\":\"heal\",")
                .endsWith("]}")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "RetryStorm|--seeds 0|RetryStorm: --seeds must be in [1, 100000], was 0",
                "RandomLoss|--seeds 0|RandomLoss: --seeds must be in [1, 100000], was 0",
                "RetryStorm|--first-seed 0|RetryStorm: --first-seed must be in [1, 1000000000], was 0",
                "RandomLoss|--first-seed 0|RandomLoss: --first-seed must be in [1, 1000000000], was 0",
                "RandomLoss|--seconds 0|RandomLoss: --seconds must be >= 1, was 0",
                "RandomLoss|--rate 0|RandomLoss: --rate must be in (0, 100000], was 0.0",
                "RandomLoss|--rate many|'many' is not a double",
                "GuardCost|--forks 0|GuardCost: --forks must be in [1, 1000], was 0",
                "GuardCost|--nothing|Unknown option: '--nothing'",
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsRight(String program, String options, String message) {
        assertThat(execute(commandLine(program), options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"RetryStorm", "RandomLoss", "GuardCost"})
    void everyProgramHasHelp(String program) {
        assertThat(execute(commandLine(program), "--help")).isZero();
        assertThat(out.toString()).contains("Usage: " + program).contains("--json");
    }

    private static CommandLine commandLine(String program) {
        return switch (program) {
            case "RetryStorm" -> RetryStorm.commandLine();
            case "RandomLoss" -> RandomLoss.commandLine();
            default -> GuardCost.commandLine();
        };
    }

    private int execute(CommandLine program, String... options) {
        return program.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(options);
    }
}

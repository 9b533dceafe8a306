package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Conflicts on a real PostgreSQL end with every transaction applied exactly once. */
final class DeadlocksTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tenOfEachKind() {
        assertThat(execute("--count", "10")).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .contains("transactions  40, succeeded 40")
                .contains("doubled       0")
                .contains("lost          0")
                .contains("sum           right")
                .contains("no failure reached a caller");
    }

    @Test
    @Tag("deep")
    void twoHundredOfEachKind() throws SQLException, InterruptedException {
        ClashRun.Outcome outcome = ClashRun.of(200);
        assertThat(outcome.held(200)).as(outcome.toString()).isTrue();
    }

    @Test
    void anOutcomeWithOneTransactionAppliedTwiceDoesNotHold() {
        assertThat(outcome(0, 0, 0).held(10)).isTrue();
        assertThat(outcome(1, 0, 0).held(10)).isFalse();
        assertThat(outcome(0, 1, 0).held(10)).isFalse();
        assertThat(outcome(0, 0, 1).held(10)).isFalse();
        assertThat(outcome(0, 0, 0).held(11)).as("too few provoked").isFalse();
    }

    @Test
    void wrongUsageExitsWithTwo() {
        assertThat(execute("--count", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--count must be >= 1, was 0; use 200");
    }

    private static ClashRun.Outcome outcome(long lost, long duplicated, long sumOff) {
        return new ClashRun.Outcome(10, 10, 40, 40, new Ledger.Balance(40, lost, duplicated, 0), sumOff, "");
    }

    private int execute(String... arguments) {
        CommandLine line = Deadlocks.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void drawsABarInPlaceAndClearsItForALine() {
        Terminal terminal = terminal(true);

        terminal.progress("pages", 1, 4);
        terminal.line("a note");
        terminal.progress("pages", 4, 4);
        terminal.endProgress();

        assertThat(written())
                .isEqualTo("\r\u001b[K  [" + "█".repeat(10) + "░".repeat(30)
                        + "] 1 of 4 pages\r\u001b[Ka note\n\r\u001b[K  [" + "█".repeat(40) + "] 4 of 4 pages\n");
    }

    @Test
    void elsewhereThereIsALineNowAndThen() {
        Terminal terminal = terminal(false);

        for (int done = 1; done <= 120; done++) {
            terminal.progress("pages", done, 120);
        }
        terminal.endProgress();

        assertThat(written()).isEqualTo("  50 of 120 pages\n  100 of 120 pages\n");
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), interactive);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}

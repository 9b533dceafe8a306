package dev.heal.testbed.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {
    @Test
    void takesAllArguments() {
        CommandLine line = CommandLine.parse(
                "--port",
                "7000",
                "--storage",
                "data",
                "--max-connection-age",
                "2s",
                "--ready-file",
                "ready",
                "--control",
                "--parent-pipe");

        assertThat(line)
                .isEqualTo(new CommandLine(
                        new QdrantOptions(7000, Path.of("data"), Duration.ofSeconds(2)), Path.of("ready"), true, true));
    }

    @Test
    void needsNoArguments() {
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(QdrantOptions.inMemory(), null, false, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 70000              | qdrant 'port': must be in [0, 65535], was 70000; use 0 for a free port
            --port x                  | qdrant argument '--port': must be a whole number, was 'x'; use 0 for a free port
            --port                    | qdrant argument '--port': must be followed by a value, was last; add the value
            --prot 1                  | qdrant argument '--prot': is not known
            --max-connection-age 2    | must be a whole number with ms, s or m, was '2'; use for example 200ms
            --max-connection-age 0ms  | qdrant 'maxConnectionAge': must be at least 1 s, was PT0S
            """)
    void saysWhatIsWrongWithAnArgument(String arguments, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(arguments.split(" ", -1)))
                .withMessageContaining(problem);
    }
}

package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OriginTest {

    @Test
    void theCommandCanBeTypedAgain() {
        assertThat(Origin.command(true, List.of("chaos", "--fault", "redis-killed", "--set", "heal.mode=observe")))
                .isEqualTo("java -jar heal-examples/cli/target/heal.jar chaos --fault redis-killed"
                        + " --set heal.mode=observe");
        assertThat(Origin.command(false, List.of()))
                .isEqualTo("java -cp heal-examples/chaos/target/heal-chaos.jar dev.heal.chaos.Chaos");
    }

    @Test
    void wordsThatAShellWouldReadAreQuoted() {
        assertThat(Origin.command(false, List.of("--html", "my page.html", "$(it's)", "")))
                .endsWith(" --html 'my page.html' '$(it'\\''s)' ''");
    }

    @Test
    void theMachineIsThisOne() {
        Origin origin = Origin.here(false, List.of(), "abc");
        assertThat(origin.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(origin.jdk()).endsWith(Runtime.version().toString());
        assertThat(origin.date()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(origin.commit()).isEqualTo("abc");
    }
}

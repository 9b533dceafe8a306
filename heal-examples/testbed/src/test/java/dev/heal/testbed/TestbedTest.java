package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestbedTest {
    @Test
    void startsAllServersOnPortsOfTheirOwnAndStopsThem() {
        List<ServerProcess> servers;
        try (Testbed testbed = Testbed.launch(LineServer.class.getName(), ServerOptions.defaults())) {
            servers = testbed.servers();
            assertThat(servers).hasSize(3).allMatch(ServerProcess::isAlive);
            testbed.qdrant().control("delay 200ms");
            assertThatThrownBy(() -> testbed.qdrant().control("bogus"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("error 'bogus' is not known");
            assertThat(servers.stream().map(ServerProcess::port)).doesNotHaveDuplicates();
        }
        assertThat(servers).noneMatch(ServerProcess::isAlive);
    }

    @Test
    void oneServerThatFailsClosesTheOthers() {
        assertThatThrownBy(() -> Testbed.launch("no.such.Main", ServerOptions.defaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("qdrant on port")
                .hasMessageContaining("no.such.Main");
        assertThat(ProcessHandle.current().children().filter(child -> Processes.runs(child.pid())))
                .isEmpty();
    }
}

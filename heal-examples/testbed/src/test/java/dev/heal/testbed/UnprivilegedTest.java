package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnprivilegedTest {
    /** For root these are up to two ways, for everybody else it is the one of running as is. */
    @Test
    void eachWayThatTheMachineAllowsRunsPostgres() throws Exception {
        List<Unprivileged> ways = waysThatWork();
        assertThat(ways).isNotEmpty();
        for (Unprivileged way : ways) {
            try (PostgresServer server = PostgresServer.launch(ServerOptions.defaults(), PostgresBinaries.find(way))) {
                server.kill();
                server.start();
                server.freeze();
                server.thaw();
                try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
                    assertThat(connection.isValid(60)).as(way.name()).isTrue();
                }
                server.restart();
            }
        }
    }

    @Test
    void theWayFoundIsTheFirstThatWorks() throws IOException {
        assertThat(Unprivileged.find()).isEqualTo(waysThatWork().get(0));
    }

    private static List<Unprivileged> waysThatWork() throws IOException {
        List<Unprivileged> ways = new ArrayList<>();
        for (Unprivileged way : Unprivileged.values()) {
            if (way.works()) {
                ways.add(way);
            }
        }
        return ways;
    }
}

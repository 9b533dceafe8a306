package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.testbed.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The count of rows finds what is lost and what is there twice. */
final class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void lostAndDoubledRowsAreFound() throws SQLException {
        try (PostgresServer server = PostgresServer.launch()) {
            Tables.create(server);
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < 10; i++) {
                    assertThat(ledger.insert(connection)).isTrue();
                }
                assertThat(ledger.balance(List.of(server.jdbcUrl()))).isEqualTo(new Ledger.Balance(10, 0, 0, 0));

                statement.execute("delete from ledger where id in (3, 4)");
                statement.execute("insert into ledger values (7), (99)");
                assertThat(ledger.balance(List.of(server.jdbcUrl()))).isEqualTo(new Ledger.Balance(10, 2, 1, 1));
            }
        }
    }
}

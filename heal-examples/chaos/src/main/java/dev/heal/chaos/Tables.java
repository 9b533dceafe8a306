package dev.heal.chaos;

import dev.heal.testbed.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of a run: the empty {@code ledger}, and {@code account} with rows 1 to 100 of balance 0. */
final class Tables {

    private static final List<String> SQL = List.of(
            Ledger.TABLE,
            "create table account (id int primary key, balance bigint not null)",
            "insert into account select i, 0 from generate_series(1, 100) i");

    private Tables() {}

    static void create(PostgresServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : SQL) {
                statement.execute(sql);
            }
        }
    }
}

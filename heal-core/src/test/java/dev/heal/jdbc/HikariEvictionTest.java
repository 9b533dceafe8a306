package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.time.VirtualTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool that is told which connection must go, on H2, whose driver does not heed an abort. */
final class HikariEvictionTest {

    private final HikariDataSource hikari = new HikariDataSource(config());
    private final List<String> reasons = new ArrayList<>();
    private final ConnectionPorts ports = new ConnectionPorts(new VirtualTime(), new WatchLog(), (pooled, reason) -> {
        reasons.add(reason);
        hikari.evictConnection(pooled);
    });

    @AfterEach
    void close() {
        hikari.close();
    }

    @Test
    void aConnectionWhoseDatabaseWasShutDownIsNotUsedAgain() throws SQLException {
        JdbcConnection first;
        try (Connection connection = open()) {
            first = connection.unwrap(JdbcConnection.class);
            try (Statement statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
                assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
            }
        }
        assertThat(reasons).hasSize(1).first().asString().startsWith("CONNECTION_DEAD (90");
        isUnused(first);
    }

    @Test
    void aDistrustedConnectionIsNotUsedAgain() throws SQLException {
        JdbcConnection first;
        try (Connection connection = open()) {
            first = connection.unwrap(JdbcConnection.class);
            connection.abort(Runnable::run);
        }
        isUnused(first);
    }

    @Test
    void aHealthyConnectionIs() throws SQLException {
        JdbcConnection first;
        try (Connection connection = open()) {
            first = connection.unwrap(JdbcConnection.class);
        }
        try (Connection connection = open()) {
            assertThat(connection.unwrap(JdbcConnection.class)).isSameAs(first);
        }
        assertThat(reasons).isEmpty();
    }

    private void isUnused(JdbcConnection gone) throws SQLException {
        for (int i = 0; i < 20; i++) {
            try (Connection connection = open();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.unwrap(JdbcConnection.class)).isNotSameAs(gone);
                assertThat(statement.execute("select 1")).isTrue();
            }
        }
        assertThat(reasons).hasSize(1);
    }

    private Connection open() throws SQLException {
        return ConnectionState.open(hikari.getConnection(), ports, null);
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        return config;
    }
}

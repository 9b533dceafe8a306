package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private static final PostgresServer SERVER = PostgresServer.launch();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        SERVER.thaw();
        if (!SERVER.isAlive()) {
            SERVER.start();
        }
        try (Connection connection = connect()) {
            run(connection, "drop table if exists t");
            run(connection, "create table t (id int primary key)");
        }
    }

    @Test
    void isTheVersionThatTheBuildNames() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("18.6");
        }
    }

    @Test
    void keepsWhatWasCommittedWhenKilledAndComesBackOnTheSamePort() throws SQLException {
        int port = SERVER.port();
        long pid = SERVER.pid();
        for (int i = 0; i < 100; i++) {
            try (Connection connection = connect()) {
                run(connection, "insert into t values (" + i + ")");
            }
        }

        SERVER.kill();
        assertThat(SERVER.isAlive()).isFalse();
        assertThat(sqlState(() -> connect().close())).isEqualTo("08001");

        SERVER.start();
        assertThat(SERVER.port()).isEqualTo(port);
        assertThat(SERVER.pid()).isNotEqualTo(pid);
        assertThat(count()).isEqualTo(100);
    }

    @Test
    void killTakesAllBackendsAlong() throws Exception {
        try (Connection connection = connect()) {
            long backend = number(connection, "select pg_backend_pid()");
            SERVER.kill();
            assertThat(Processes.runs(backend)).isFalse();
            assertThat(sqlState(() -> run(connection, "select 1"))).isEqualTo("08006");
        }
    }

    @Test
    void stopsInGoodOrderWhileClientsAreConnected() throws Exception {
        try (Connection connection = connect()) {
            SERVER.stop();
            assertThat(SERVER.isAlive()).isFalse();
            assertThat(SERVER.log()).content().contains("database system is shut down");
            assertThat(sqlState(() -> run(connection, "select 1"))).isIn("57P01", "08006");
        }
    }

    @Test
    void frozenAnswersNothingAndGoesOnAfterThaw() throws Exception {
        try (Connection connection = connect()) {
            connection.setNetworkTimeout(Runnable::run, 300);
            SERVER.freeze();
            assertThat(SERVER.isAlive()).isTrue();
            assertThat(sqlState(() -> run(connection, "select 1"))).isEqualTo("08006");
        }
        try (Connection other = connectAfterThaw()) {
            assertThat(number(other, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void frozenServerCanBeRestarted() throws Exception {
        SERVER.freeze();
        SERVER.restart();
        assertThat(count()).isZero();
    }

    @Test
    void terminatesTheSessionsOfOthers() throws Exception {
        try (Connection one = connect();
                Connection two = connect()) {
            Await.until("two sessions", () -> SERVER.backends() == 2);
            assertThat(SERVER.terminateBackends()).isEqualTo(2);
            Await.until("no session", () -> SERVER.backends() == 0);
            assertThat(sqlState(() -> run(one, "select 1"))).isIn("57P01", "08006");
            assertThat(sqlState(() -> run(two, "select 1"))).isIn("57P01", "08006");
        }
    }

    @Test
    void refusesOneConnectionTooMany() throws Exception {
        List<Connection> held = new ArrayList<>();
        Await.until("no session is left", () -> SERVER.backends() == 0);
        SERVER.maxConnections(2);
        try {
            held.add(connect());
            held.add(connect());
            assertThat(sqlState(() -> connect().close())).isEqualTo("53300");
            SERVER.restart();
            held.set(0, connect());
            held.set(1, connect());
            assertThat(sqlState(() -> connect().close())).isEqualTo("53300");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
            SERVER.maxConnections(100);
        }
        assertThat(count()).isZero();
    }

    @Test
    void readOnlyRefusesWritesOnOpenAndNewSessions() throws Exception {
        try (Connection open = connect()) {
            run(open, "insert into t values (1)");
            SERVER.readOnly(true);
            assertThat(sqlState(() -> run(open, "insert into t values (2)"))).isEqualTo("25006");
            assertThat(number(open, "select count(*) from t")).isEqualTo(1);
            try (Connection fresh = connect()) {
                assertThat(sqlState(() -> run(fresh, "insert into t values (2)")))
                        .isEqualTo("25006");
            }
            SERVER.readOnly(false);
            run(open, "insert into t values (2)");
        } finally {
            SERVER.readOnly(false);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void readOnlyFinishesATransactionThatWasOpen() throws Exception {
        try (Connection open = connect()) {
            open.setAutoCommit(false);
            run(open, "insert into t values (1)");
            SERVER.readOnly(true);
            run(open, "insert into t values (2)");
            open.commit();
            assertThat(sqlState(() -> run(open, "insert into t values (3)"))).isEqualTo("25006");
        } finally {
            SERVER.readOnly(false);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void poolTellsAnOutageByTheCauseAndRecoversAfterIt() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.jdbcUrl());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1000);
        config.setValidationTimeout(500);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection()) {
                SERVER.kill();
                assertThat(sqlState(() -> run(connection, "select 1"))).isEqualTo("08006");
            }
            SQLException away = catchThrowableOfType(
                    SQLTransientConnectionException.class,
                    () -> pool.getConnection().close());
            assertThat(away.getSQLState()).isEqualTo("08001");
            SERVER.start();
            Await.until("pool works again", () -> works(pool));
        }
    }

    @Test
    void failedStartTellsTheEndOfTheLog() {
        assertThatThrownBy(() -> PostgresServer.launch(ServerOptions.defaults().withArguments("-c", "no_such=1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("unrecognized configuration parameter \"no_such\"");
    }

    private static boolean works(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return number(connection, "select 1") == 1;
        } catch (SQLException away) {
            return false;
        }
    }

    private static Connection connectAfterThaw() throws SQLException {
        SERVER.thaw();
        return connect();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl());
    }

    private static long count() throws SQLException {
        try (Connection connection = connect()) {
            return number(connection, "select count(*) from t");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String sqlState(SqlAction action) {
        SQLException e = catchThrowableOfType(SQLException.class, action::run);
        return Objects.requireNonNull(e, "an SQLException").getSQLState();
    }

    private interface SqlAction {
        void run() throws SQLException;
    }
}

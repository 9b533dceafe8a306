package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real H2 throws, and what that is taken for. */
final class H2FailuresTest {

    private final String name = "mem:" + UUID.randomUUID();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:" + name);
        run(connection, "create table page (id int primary key, text varchar(5))");
        run(connection, "insert into page values (1, 'one'), (2, 'two')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    insert into page values (1, 'two')      | 23505
                    insert into page values (3, 'too long') | 22001
                    selec 1                                 | 42001
                    select * from nowhere                   | 42S02
                    """)
    void aWrongStatementIsTheCallers(String sql, String state) {
        assertFailure(() -> run(connection, sql), Kind.PERMANENT, Phase.NOT_APPLIED, state);
    }

    @Test
    void aRowHeldByAnotherIsALock() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "update page set text = 'held' where id = 1");
        try (Connection waiter = DriverManager.getConnection("jdbc:h2:" + name)) {
            run(waiter, "set lock_timeout 20");
            assertFailure(
                    () -> run(waiter, "update page set text = 'mine' where id = 1"),
                    Kind.LOCK,
                    Phase.NOT_APPLIED,
                    "HYT00/50200");
        }
    }

    @Test
    void aStatementThatTakesTooLongIsTimedOut() throws SQLException {
        run(connection, "set query_timeout 20");
        assertFailure(
                () -> run(connection, "select count(*) from system_range(1, 1000000000) where x > rand()"),
                Kind.TIME_OUT,
                Phase.NOT_APPLIED,
                "57014");
    }

    @Test
    void aDatabaseThatWasShutDownIsDead() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:h2:" + name)) {
            run(other, "shutdown immediately");
        } catch (SQLException closedWithTheDatabase) {
            assertThat(closedWithTheDatabase.getErrorCode()).isBetween(90098, 90121);
        }
        Failure failure = failureOf(() -> run(connection, "select 1"));
        assertThat(failure.code()).isIn("90098", "90121");
        assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_DEAD);
    }

    @Test
    void aServerThatIsAwayIsADeadConnectionAndNothingWasSent() throws IOException {
        // bound, so that nobody else gets the port, but nobody listens
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "jdbc:h2:tcp://127.0.0.1:" + silent.getLocalPort() + "/" + name;
            Throwable thrown =
                    catchThrowable(() -> DriverManager.getConnection(url).close());
            assertThat(JdbcFailures.ACQUIRE.classify(thrown))
                    .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "90067"));
        }
    }

    private static void assertFailure(ThrowingCallable action, Kind kind, Phase phase, String code) {
        assertThat(failureOf(action)).isEqualTo(new Failure(kind, phase, code));
    }

    private static Failure failureOf(ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertThat(thrown).isInstanceOf(SQLException.class);
        return JdbcFailures.STATEMENT.classify(thrown);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

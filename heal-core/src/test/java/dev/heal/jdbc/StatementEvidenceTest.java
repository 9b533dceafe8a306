package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements on a connection that the host got for itself are evidence for the guard, each once. */
final class StatementEvidenceTest {

    private final FakeDriver driver = new FakeDriver().answering("getAutoCommit", true);
    private final VirtualTime time = new VirtualTime();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), time.runtime(3));
    private final HealingDataSource source = new HealingDataSource(driver.dataSource(), guard);

    @Test
    void aSuccessOutsideOfACallCounts() throws SQLException {
        try (Connection connection = source.getConnection()) {
            update(connection);
            update(connection);
        }
        assertThat(successes()).as("two statements, and the connection says nothing").isEqualTo(2);
        assertThat(failures()).isZero();
    }

    @Test
    void insideOfACallItIsTheCallThatCounts() throws SQLException {
        source.read(connection -> {
            update(connection);
            return update(connection);
        });
        source.inTransaction(Effect.UNSAFE, StatementEvidenceTest::update);
        assertThat(successes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53200", "57014", "25006"})
    void aFailureThatSpeaksAgainstTheDatabaseCountsOnce(String state) throws SQLException {
        driver.failing("executeUpdate", new SQLException("made up", state));
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> update(connection)).isInstanceOf(SQLException.class);
        }
        assertThat(failures()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57014"})
    void insideOfACallAFailureCountsOnceToo(String state) {
        driver.failing("executeUpdate", new SQLException("made up", state));
        Throwable ended = catchThrowable(() -> source.inTransaction(Effect.UNSAFE, connection -> {
            try {
                return update(connection);
            } catch (SQLException e) {
                throw new SQLException("the mapper's own", state, e);
            }
        }));
        assertThat(ended == null).as("run again").isEqualTo(state.equals("08006"));
        assertThat(failures()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "55P03"})
    void aFailureOfTheStatementItselfCountsNothing(String state) throws SQLException {
        driver.failing("executeUpdate", new SQLException("made up", state));
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> update(connection)).isInstanceOf(SQLException.class);
        }
        assertThat(failures()).isZero();
        assertThat(successes()).isZero();
    }

    @Test
    void whatADeadConnectionGoesOnToThrowCountsOnce() throws SQLException {
        Connection connection = source.getConnection();
        for (int i = 0; i < 20; i++) {
            driver.failing("executeUpdate", new SQLException("made up", "08006"));
            assertThatThrownBy(() -> update(connection)).isInstanceOf(SQLException.class);
        }
        connection.close();
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatFailsStatementsIsRefused() throws SQLException {
        Connection connection = source.getConnection();
        for (int i = 0; i < 200 && guard.breaker().getState() == State.CLOSED; i++) {
            driver.failing("executeUpdate", new SQLException("made up", "53200"));
            assertThatThrownBy(() -> update(connection)).isInstanceOf(SQLException.class);
        }
        assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void connectionsThatAreGotDoNotMakeUpForStatementsThatFail() throws SQLException {
        for (int i = 0; i < 25 && guard.breaker().getState() == State.CLOSED; i++) {
            driver.failing("executeUpdate", new SQLException("made up", "53200"));
            try (Connection connection = source.getConnection()) {
                assertThatThrownBy(() -> update(connection)).isInstanceOf(SQLException.class);
            }
        }
        assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
    }

    private static int update(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("update page set text = 'new'");
        }
    }

    private int failures() {
        return metrics().getNumberOfFailedCalls();
    }

    private int successes() {
        return metrics().getNumberOfSuccessfulCalls();
    }

    private CircuitBreaker.Metrics metrics() {
        return guard.breaker().getMetrics();
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.time.VirtualTime;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection in use tells of itself. */
final class ConnectionStateTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeDriver driver = new FakeDriver();
    private final WatchLog watch = new WatchLog();
    private final Connection pooled = driver.make(Connection.class);
    private final WatchedConnection connection =
            ConnectionState.open(pooled, new ConnectionPorts(time, watch, (any, reason) -> {}), null);
    private final ConnectionState state = watch.open.get(0);

    @Test
    void itKnowsThePoolsConnectionAndWhenItWasOpened() {
        assertThat(state.physical()).isSameAs(pooled);
        assertThat(state.openedNanos()).isEqualTo(time.nanos());
        assertThat(state.isBusy()).isFalse();
        assertThat(state.handle()).isSameAs(connection);
    }

    @Test
    void itIsBusyWhileACallIsInProgress() throws SQLException {
        time.advance(Duration.ofNanos(5));
        driver.during("executeQuery", () -> {
            assertThat(state.isBusy()).isTrue();
            assertThat(state.busySinceNanos()).isEqualTo(time.nanos());
            time.advance(Duration.ofNanos(7));
        });
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select 1")).isInstanceOf(WatchedResultSet.class);
            assertThat(watch.log).containsExactly("began", "answered 7");
        }
        assertThat(state.isBusy()).isFalse();
    }

    @Test
    void aSecondThreadsCallLeavesTheMarkOfTheFirst() {
        long first = state.begin();
        time.advance(Duration.ofNanos(5));
        long second = state.begin();
        assertThat(state.busySinceNanos()).isEqualTo(first);
        state.ended(second);
        assertThat(state.isBusy()).isTrue();
        state.ended(first);
        assertThat(state.isBusy()).isFalse();
    }

    @Test
    void aCallThatADriverMayAnswerItselfIsNoAnswerOfTheServer() throws SQLException {
        connection.prepareStatement("select 1").close();
        connection.setReadOnly(true);
        connection.setAutoCommit(true);
        assertThat(watch.log).containsOnly("began");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22012", "23505", "40001", "42601", "55P03"})
    void anErrorThatSpeaksAgainstNobodyIsAnAnswer(String code) {
        driver.failing("executeUpdate", new SQLException("made up", code));
        assertThatThrownBy(() -> update("delete from page")).isInstanceOf(SQLException.class);
        assertThat(watch.log).containsExactly("began", "error " + code);
    }

    @Test
    void theEndOfATransactionIsAnAnswer() throws SQLException {
        connection.setAutoCommit(false);
        update("delete from page");
        connection.commit();
        update("delete from page");
        connection.setAutoCommit(true);
        assertThat(watch.log.stream().filter(each -> each.startsWith("answered")))
                .as("two statements, commit, and the commit by auto-commit")
                .hasSize(4);
    }

    @Test
    void aDeadConnectionIsToldOnce() {
        for (int i = 0; i < 5; i++) {
            driver.failing("executeUpdate", new SQLException("made up", "08006"));
            driver.failing("getMetaData", new SQLException("made up", "08003"));
            assertThatThrownBy(() -> update("delete from page")).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::getMetaData).isInstanceOf(SQLException.class);
        }
        assertThat(watch.failures).hasSize(1);
    }

    @Test
    void timeOutsAreEachTold() {
        for (int i = 0; i < 3; i++) {
            driver.failing("executeUpdate", new SQLException("made up", "57014"));
            assertThatThrownBy(() -> update("delete from page")).isInstanceOf(SQLException.class);
        }
        assertThat(watch.failures).hasSize(3);
    }

    @Test
    void aRowThatCannotBeReadTellsOnlyIfTheConnectionDied() throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery("select 1");
        watch.log.clear();
        driver.failing("getInt", new SQLException("no such column", "42703"), new SQLException("cut", "08006"));
        assertThatThrownBy(() -> rows.getInt(9)).hasMessage("no such column");
        assertThat(watch.log).isEmpty();
        assertThatThrownBy(() -> rows.getInt(1)).hasMessage("cut");
        assertThat(watch.log).containsExactly("failed 08006");
    }

    @Test
    void aCursorIsBusyWhileItFetches() throws SQLException {
        driver.during("next", () -> assertThat(state.isBusy()).isTrue());
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(50);
            assertThat(statement.executeQuery("select 1").next()).isTrue();
        }
        driver.during("next", () -> assertThat(state.isBusy()).isFalse());
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            ResultSet rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            driver.during("next", () -> assertThat(state.isBusy()).isTrue());
            rows.setFetchSize(50);
            assertThat(rows.next()).isTrue();
        }
        assertThat(state.isBusy()).isFalse();
    }

    @Test
    void theWayBackLeadsToWhatTheHostHolds() throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(connection.prepareCall("{call it}").getConnection()).isSameAs(connection);
        assertThat(statement.executeQuery("select 1").getStatement()).isSameAs(statement);
        assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
        assertThat(statement.getGeneratedKeys().getStatement()).isSameAs(statement);
        DatabaseMetaData data = connection.getMetaData();
        assertThat(data.getConnection()).isSameAs(connection);
        assertThat(data.getCatalogs().getStatement().getConnection()).isSameAs(connection);
    }

    @Test
    void aResultSetIsTheSameHoweverOftenItIsAskedFor() throws SQLException {
        driver.answering("getResultSet", driver.make(ResultSet.class));
        Statement statement = connection.createStatement();
        assertThat(statement.getResultSet()).isSameAs(statement.getResultSet());
    }

    @Test
    void thePoolsObjectsAreWithinReach() throws SQLException {
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.unwrap(pooled.getClass())).isSameAs(pooled);
        assertThat(connection.isWrapperFor(pooled.getClass())).isTrue();
    }

    @Test
    void aWatchThatFailsIsNotTheHostsAffair() throws SQLException {
        WatchedConnection other =
                ConnectionState.open(pooled, new ConnectionPorts(time, new Broken(), new Broken()), null);
        driver.failing("executeUpdate", new SQLException("no", "42601"), new SQLException("cut", "08006"));
        try (Statement statement = other.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("1")).hasMessage("no");
            assertThatThrownBy(() -> statement.executeUpdate("2")).hasMessage("cut");
            assertThat(statement.executeUpdate("3")).isEqualTo(7);
        }
        other.close();
        assertThat(driver.calls.get(driver.calls.size() - 1).target()).isSameAs(pooled);
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static final class Broken implements StatementWatch, Evictor {
        @Override
        public void opened(ConnectionState connection) {
            throw new IllegalStateException("opened");
        }

        @Override
        public void closed(ConnectionState connection) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void began(ConnectionState connection, long nowNanos) {
            throw new IllegalStateException("began");
        }

        @Override
        public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
            throw new IllegalStateException("answered");
        }

        @Override
        public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
            throw new IllegalStateException("failed");
        }

        @Override
        public void evict(Connection pooled, String reason) {
            throw new IllegalStateException("evict");
        }
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.time.VirtualTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections go back to the pool as they are, which are rolled back first, and which must not be used again. */
final class ReuseTest {

    private final FakeDriver driver = new FakeDriver();
    private final WatchLog watch = new WatchLog();
    private final List<String> evicted = new ArrayList<>();
    private final WatchedConnection connection = ConnectionState.open(
            driver.make(Connection.class),
            new ConnectionPorts(new VirtualTime(), watch, (pooled, reason) -> evicted.add(reason)),
            null);

    @Test
    void aHealthyOneGoesBackAsItIs() throws SQLException {
        execute();
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback", "close")).containsExactly("close");
        assertThat(watch.open).isEmpty();
    }

    @Test
    void itIsGivenBackOnce() throws SQLException {
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(driver.log()).containsExactly("close");
    }

    @ParameterizedTest
    @CsvSource({"08006, CONNECTION_DEAD", "57P01, CONNECTION_DEAD", "08003, CONNECTION_DEAD", "25006, FAILOVER"})
    void aDeadOneIsNotUsedAgain(String state, String kind) throws SQLException {
        fails("execute", state, this::execute);
        connection.close();
        assertThat(evicted).containsExactly(kind + " (" + state + ")");
        assertThat(driver.log("rollback", "close")).containsExactly("close");
        assertThat(watch.open).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "55P03", "53200", "57014"})
    void aFailedStatementInAutoCommitLeavesNothingBehind(String state) throws SQLException {
        driver.answering("getAutoCommit", true);
        fails("execute", state, this::execute);
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback")).isEmpty();
    }

    @Test
    void aReadOnlyOneThatMayNotWriteIsFine() throws SQLException {
        connection.setReadOnly(true);
        fails("execute", "25006", this::execute);
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(watch.failures).isEmpty();
    }

    @Test
    void aTransactionLeftOpenIsRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback", "close")).containsExactly("rollback", "close");
    }

    @Test
    void whetherATransactionIsOpenIsAskedWhereTheHostDidNotSay() throws SQLException {
        driver.answering("getAutoCommit", false);
        execute();
        connection.close();
        assertThat(driver.log("rollback", "close")).containsExactly("rollback", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback", "setAutoCommit"})
    void aTransactionThatEndedIsNotRolledBack(String end) throws SQLException {
        connection.setAutoCommit(false);
        execute();
        switch (end) {
            case "commit" -> connection.commit();
            case "rollback" -> connection.rollback();
            default -> connection.setAutoCommit(true);
        }
        driver.calls.clear();
        connection.close();
        assertThat(driver.log()).containsExactly("close");
    }

    @Test
    void aTransactionLeftOpenThatCannotBeRolledBackIsNotUsedAgain() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        driver.failing("rollback", new SQLException("odd", "XX000"));
        connection.close();
        assertThat(evicted).containsExactly("a transaction is open and could not be rolled back");
        assertThat(driver.log("rollback", "close")).containsExactly("rollback", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "25P04", "XX000"})
    void anUnknownOutcomeInATransactionIsRolledBack(String state) throws SQLException {
        connection.setAutoCommit(false);
        fails("execute", state, this::execute);
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback", "close")).containsExactly("rollback", "close");
    }

    @Test
    void aCommitThatFailedIsRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        fails("commit", "23505", connection::commit);
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback", "close")).containsExactly("rollback", "close");
    }

    @Test
    void aCommitThatFailedAndCannotBeRolledBackIsNotUsedAgain() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        fails("commit", "XX000", connection::commit);
        driver.failing("rollback", new SQLException("odd", "XX000"));
        connection.close();
        assertThat(evicted).hasSize(1);
    }

    @Test
    void aRollbackThatFailedIsNotTriedOverAndOver() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        fails("rollback", "XX000", connection::rollback);
        connection.close();
        assertThat(evicted).containsExactly("a transaction is open and could not be rolled back");
        assertThat(driver.log("rollback")).hasSize(1);
    }

    @Test
    void aRollbackThatSucceedsInTheEndIsGoodEnough() throws SQLException {
        connection.setAutoCommit(false);
        execute();
        fails("rollback", "XX000", connection::rollback);
        connection.rollback();
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback")).hasSize(2);
    }

    @Test
    void aSavepointThatCannotBeReachedMeansARollbackOfAll() throws SQLException {
        connection.setAutoCommit(false);
        java.sql.Savepoint savepoint = connection.setSavepoint();
        connection.commit();
        fails("rollback", "3B001", () -> connection.rollback(savepoint));
        connection.close();
        assertThat(evicted).isEmpty();
        assertThat(driver.log("rollback")).hasSize(2);
    }

    @Test
    void aSessionThatCouldNotBeSetUpIsNotUsedAgain() throws SQLException {
        fails("setSchema", "XX000", () -> connection.setSchema("other"));
        connection.close();
        assertThat(evicted).containsExactly("setSchema failed (XX000)");
    }

    @Test
    void anAutoCommitThatCouldNotBeSetIsNotUsedAgain() throws SQLException {
        fails("setAutoCommit", null, () -> connection.setAutoCommit(false));
        connection.close();
        assertThat(evicted).containsExactly("setAutoCommit failed (SQLException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0A000", "25001", "42501"})
    void aSettingThatWasRefusedChangedNothing(String state) throws SQLException {
        driver.answering("getAutoCommit", true);
        fails("setTransactionIsolation", state, () -> connection.setTransactionIsolation(8));
        connection.close();
        assertThat(evicted).isEmpty();
    }

    @Test
    void aSettingThatIsNotSupportedChangedNothing() throws SQLException {
        driver.answering("getAutoCommit", true)
                .failing("setHoldability", new SQLFeatureNotSupportedException("no", "0A000"));
        assertThat(catchThrowable(() -> connection.setHoldability(1))).isNotNull();
        connection.close();
        assertThat(evicted).isEmpty();
    }

    @Test
    void anAbortedOneIsNotUsedAgain() throws SQLException {
        connection.abort(Runnable::run);
        connection.close();
        assertThat(evicted).containsExactly("abort was called");
        assertThat(watch.failures).isEmpty();
    }

    @Test
    void oneThatIsNotValidIsNotUsedAgain() throws SQLException {
        driver.answering("isValid", false);
        assertThat(connection.isValid(1)).isFalse();
        connection.close();
        assertThat(evicted).containsExactly("CONNECTION_DEAD (08006)");
        assertThat(watch.log).contains("failed 08006");
    }

    @Test
    void aDriverThatWasStoppedInTheMiddleIsNotTrusted() throws SQLException {
        driver.failing("execute", new OutOfMemoryError("made up"));
        assertThatThrownBy(this::execute).isInstanceOf(OutOfMemoryError.class);
        connection.close();
        assertThat(evicted).containsExactly("OutOfMemoryError");
    }

    @Test
    void anybodyMayDistrustIt() throws SQLException {
        watch.open.get(0).distrust("silent for 5 s");
        watch.open.get(0).distrust("later");
        connection.close();
        assertThat(evicted).containsExactly("silent for 5 s");
    }

    @Test
    void aFailureToCloseTheDeadIsKeptFromTheHost() throws SQLException {
        fails("execute", "08006", this::execute);
        driver.failing("close", new SQLException("closed before", "08003"));
        connection.close();
        assertThat(evicted).hasSize(1);
        assertThat(watch.open).isEmpty();
    }

    @Test
    void aFailureToCloseAHealthyOneIsTheHosts() {
        SQLException thrown = new SQLException("odd", "XX000");
        driver.failing("close", thrown);
        assertThatThrownBy(connection::close).isSameAs(thrown);
        assertThat(watch.open).isEmpty();
    }

    @Test
    void whatIsDoneToAClosedOneIsNotTold() throws SQLException {
        connection.close();
        watch.log.clear();
        fails("createStatement", "08003", connection::createStatement);
        fails("commit", "08003", connection::commit);
        assertThat(watch.failures).isEmpty();
    }

    @Test
    void resultSetsLeftOpenAreClosedWithIt() throws SQLException {
        driver.answering("isClosed", false);
        Statement statement = connection.createStatement();
        ResultSet first = statement.executeQuery("select 1");
        ResultSet second = connection.createStatement().executeQuery("select 2");
        second.close();
        assertThat(first.getStatement()).isSameAs(statement);
        driver.calls.clear();
        connection.close();
        assertThat(driver.calls.get(0).target()).isInstanceOf(ResultSet.class);
        assertThat(driver.log("close")).as("the open one and the connection").hasSize(2);
    }

    private void execute() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update page set text = 'new'");
        } finally {
            driver.calls.removeIf(call -> call.target() instanceof Statement);
        }
    }

    private void fails(String method, String state, ThrowingCallable call) {
        SQLException thrown = new SQLException("made up", state);
        driver.failing(method, thrown);
        assertThatThrownBy(call).isSameAs(thrown);
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.jdbc.FakeDriver.Call;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of a connection that is in auto-commit and read-only are repeated where nobody can tell. */
final class ReadRepeatTest {

    private final SQLException cut = new SQLException("cut", "08006");
    private final SQLException locked = new SQLException("locked", "55P03");

    private final FakeDriver driver = new FakeDriver().answering("getAutoCommit", true);
    private final VirtualTime time = new VirtualTime();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), time.runtime(3));
    private final HealingDataSource source = new HealingDataSource(driver.dataSource(), guard);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = source.getConnection();
        connection.setReadOnly(true);
    }

    @Test
    void onADeadConnectionItIsMadeAnewOnAnother() throws SQLException {
        driver.failing("executeQuery", cut);
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(9);
            statement.setQueryTimeout(3);
            ResultSet rows = statement.executeQuery("select 1");
            assertThat(rows.getStatement()).isSameAs(statement);
        }
        List<Call> executed = calls("executeQuery");
        assertThat(executed).hasSize(2);
        assertThat(executed.get(0).target()).isNotSameAs(executed.get(1).target());
        assertThat(driver.log(
                        "getConnection", "setReadOnly", "createStatement", "setMaxRows", "setQueryTimeout", "abort"))
                .containsExactly(
                        "getConnection",
                        "setReadOnly",
                        "createStatement",
                        "setMaxRows",
                        "setQueryTimeout",
                        "abort",
                        "getConnection",
                        "setReadOnly",
                        "createStatement",
                        "setMaxRows",
                        "setQueryTimeout");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void theOneThatTookItsPlaceGoesBackInOrder() throws SQLException {
        driver.failing("executeQuery", cut);
        assertThat(connection.createStatement().executeQuery("select 1")).isNotNull();
        Object second = calls("setReadOnly").get(1).target();
        driver.calls.clear();
        connection.close();
        assertThat(driver.log("abort")).isEmpty();
        assertThat(driver.calls.get(driver.calls.size() - 1).target()).isSameAs(second);
    }

    @Test
    void preparedOnesKeepTheirParameters() throws SQLException {
        driver.failing("executeQuery", cut);
        try (PreparedStatement statement = connection.prepareStatement("select ?, ?, ?")) {
            statement.setInt(1, 7);
            statement.setString(2, "old");
            statement.setString(2, "text");
            statement.setObject(3, 8L);
            assertThat(statement.executeQuery()).isNotNull();
        }
        List<Call> strings = calls("setString");
        assertThat(strings).extracting(call -> call.arguments()[1]).containsExactly("old", "text", "text");
        assertThat(calls("setObject")).extracting(call -> call.arguments()[1]).containsExactly(8L, 8L);
        assertThat(calls("executeQuery").get(1).target())
                .isSameAs(strings.get(2).target());
    }

    @Test
    void clearedParametersAreNotSetAgain() throws SQLException {
        driver.failing("executeQuery", cut);
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setInt(1, 7);
            statement.clearParameters();
            statement.setLong(1, 8);
            assertThat(statement.executeQuery()).isNotNull();
        }
        assertThat(driver.log("setInt", "setLong")).containsExactly("setInt", "setLong", "setLong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "55P03"})
    void aConflictIsTriedAgainOnTheSameConnectionAndNotCounted(String state) throws SQLException {
        driver.failing("execute", new SQLException("made up", state));
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();
            assertThat(statement.getResultSet()).isNotNull();
        }
        assertThat(driver.log("execute", "getConnection")).containsExactly("getConnection", "execute", "execute");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(time.nanos()).as("waited before").isPositive();
    }

    @Test
    void theLastFailureSurfaces() {
        for (int i = 1; i <= 9; i++) {
            driver.failing("executeQuery", new SQLException("cut " + i, "08006"));
        }
        assertThatThrownBy(() -> connection.createStatement().executeQuery("select 1"))
                .hasMessage("cut 5");
        assertThat(driver.log("executeQuery")).hasSize(5);
        assertThat(guard.counts().retries()).isEqualTo(4);
    }

    @Test
    void aSecondFailureOfAnotherKindEndsIt() {
        SQLException timeOut = new SQLException("statement time-out", "57014");
        driver.failing("executeQuery", locked, timeOut);
        assertThatThrownBy(() -> connection.createStatement().executeQuery("select 1"))
                .isSameAs(timeOut);
        assertThat(driver.log("executeQuery")).hasSize(2);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls())
                .as("the time-out, once")
                .isEqualTo(1);
    }

    @Test
    void aSecondDeadConnectionIsReplacedToo() throws SQLException {
        driver.failing("executeQuery", cut, new SQLException("cut again", "08006"));
        assertThat(connection.createStatement().executeQuery("select 1")).isNotNull();
        assertThat(driver.log("executeQuery", "abort"))
                .containsExactly("executeQuery", "abort", "executeQuery", "abort", "executeQuery");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
    }

    @Test
    void aConnectionWithAHistoryIsNotReplaced() throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.execute("set search_path to other")).isTrue();
        surfaces(statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setSchema", "createStatement", "getMetaData", "unwrap", "createArrayOf"})
    void norIsOneThatTheHostHoldsByMoreThanOneEnd(String method) throws SQLException {
        switch (method) {
            case "setSchema" -> connection.setSchema("other");
            case "createStatement" -> connection.createStatement().close();
            case "getMetaData" -> assertThat(connection.getMetaData()).isNotNull();
            case "unwrap" -> assertThat(connection.unwrap(StringBuilder.class)).isNull();
            default ->
                assertThat(connection.createArrayOf("int", new Object[0])).isNotNull();
        }
        surfaces(connection.createStatement());
    }

    @Test
    void whatMayWriteIsNotRepeated() throws SQLException {
        connection.setReadOnly(false);
        surfaces(connection.createStatement());
        driver.failing("executeUpdate", locked);
        connection.setReadOnly(true);
        assertThatThrownBy(() -> connection.createStatement().executeUpdate("delete from page"))
                .isSameAs(locked);
    }

    @Test
    void whatIsInATransactionIsNotRepeated() throws SQLException {
        connection.setAutoCommit(false);
        surfaces(connection.createStatement());
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "25006", "42601"})
    void whatWouldFailAgainIsNotRepeated(String state) {
        SQLException thrown = new SQLException("made up", state);
        driver.failing("executeQuery", thrown);
        assertThatThrownBy(() -> connection.createStatement().executeQuery("select 1"))
                .isSameAs(thrown);
        assertThat(driver.log("executeQuery")).hasSize(1);
    }

    @Test
    void whatWasCancelledIsNotRepeated() throws SQLException {
        Statement statement = connection.createStatement();
        statement.cancel();
        surfaces(statement);
    }

    @Test
    void aParameterThatCanBeReadOnceOrMayChangeIsNotSetAgain() throws SQLException {
        for (int i = 0; i < 3; i++) {
            Connection fresh = source.getConnection();
            fresh.setReadOnly(true);
            PreparedStatement statement = fresh.prepareStatement("select ?");
            switch (i) {
                case 0 -> statement.setBinaryStream(1, InputStream.nullInputStream());
                case 1 -> statement.setTimestamp(1, new Timestamp(1));
                default -> statement.setObject(1, new byte[1]);
            }
            driver.failing("executeQuery", cut);
            driver.calls.clear();
            assertThatThrownBy(statement::executeQuery).isSameAs(cut);
            assertThat(driver.log("executeQuery")).hasSize(1);
        }
    }

    @Test
    void whileRowsAreBeingReadNothingIsRepeated() throws SQLException {
        driver.answering("isClosed", false);
        Statement reading = connection.createStatement();
        assertThat(reading.executeQuery("select 1")).isNotNull();
        driver.failing("executeQuery", locked);
        assertThatThrownBy(() -> connection.createStatement().executeQuery("select 2"))
                .isSameAs(locked);
    }

    @Test
    void insideOfACallItIsTheCallThatRepeats() {
        driver.failing("executeQuery", cut);
        assertThatThrownBy(() -> guard.call(
                        Effect.UNSAFE, () -> connection.createStatement().executeQuery("select 1")))
                .as("which may have written before")
                .isSameAs(cut);
        assertThat(driver.log("executeQuery")).hasSize(1);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void aRefusalLeavesTheFirstFailure() throws SQLException {
        Statement statement = connection.createStatement();
        guard.breaker().transitionToForcedOpenState();
        surfaces(statement);
    }

    @Test
    void withAPasswordThereIsNoSecondConnection() throws SQLException {
        Connection named = source.getConnection("user", "secret");
        named.setReadOnly(true);
        surfaces(named.createStatement());
    }

    @Test
    void whereThereIsNoOtherConnectionThatIsWhatSurfaces() throws SQLException {
        driver.failing("executeQuery", cut);
        SQLException[] refused =
                Collections.nCopies(9, new SQLException("refused", "08001")).toArray(SQLException[]::new);
        driver.failing("getConnection", refused);
        Statement statement = connection.createStatement();
        assertThatThrownBy(() -> statement.executeQuery("select 1")).isSameAs(refused[0]);
        assertThat(driver.log("abort")).hasSize(1);
        connection.close();
        assertThat(driver.log("abort")).as("given back before").hasSize(1);
        assertThat(connection.isClosed()).isTrue();
    }

    private void surfaces(Statement statement) {
        driver.failing("executeQuery", cut);
        driver.calls.clear();
        assertThatThrownBy(() -> statement.executeQuery("select 1")).isSameAs(cut);
        assertThat(driver.log("executeQuery", "getConnection")).containsExactly("executeQuery");
    }

    private List<Call> calls(String method) {
        return driver.calls.stream()
                .filter(call -> call.method().getName().equals(method))
                .toList();
    }
}

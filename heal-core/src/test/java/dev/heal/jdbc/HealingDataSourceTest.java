package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real database in memory where that is enough, by script where it would have to break. */
final class HealingDataSourceTest {

    private final VirtualTime time = new VirtualTime();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), time.runtime(3));
    private final JdbcDataSource h2 = new JdbcDataSource();
    private final HealingDataSource source = new HealingDataSource(h2, guard);
    private Connection keepsItAlive;

    @BeforeEach
    void createTheDatabase() throws SQLException {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        h2.setUser("sa");
        keepsItAlive = h2.getConnection();
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute("create table page (id int primary key, text varchar(100))");
        }
    }

    @AfterEach
    void dropTheDatabase() throws SQLException {
        keepsItAlive.close();
    }

    @Test
    void connectionsComeFromTheWrappedSource() throws SQLException {
        try (Connection connection = source.getConnection();
                Connection named = source.getConnection("sa", "")) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(named.getMetaData().getUserName()).isEqualToIgnoringCase("sa");
        }
        assertThat(guard.counts().succeeded()).isEqualTo(2);
    }

    @Test
    void aReadRunsOnAConnectionOfItsOwn() throws SQLException {
        Connection[] seen = new Connection[1];
        int rows = source.read(connection -> {
            seen[0] = connection;
            return count(connection);
        });
        assertThat(rows).isZero();
        assertThat(seen[0].isClosed()).isTrue();
    }

    @Test
    void aReadIsRepeatedOnAFreshConnectionWhenItsConnectionDies() throws SQLException {
        AtomicInteger runs = new AtomicInteger();
        int rows = source.read(connection -> {
            if (runs.incrementAndGet() == 1) {
                connection.close();
                throw new SQLException("cut", "08006");
            }
            return count(connection);
        });
        assertThat(rows).isZero();
        assertThat(runs).hasValue(2);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "55P03"})
    void aReadThatMeetsAnotherCallerIsRepeatedAndNotCounted(String state) throws SQLException {
        AtomicInteger runs = new AtomicInteger();
        int rows = source.read(connection -> {
            if (runs.incrementAndGet() == 1) {
                throw new SQLException("conflict", state);
            }
            return count(connection);
        });
        assertThat(rows).isZero();
        assertThat(runs).hasValue(2);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void anExhaustedPoolIsNotAskedAgainNorCounted() {
        SQLTransientConnectionException empty = new SQLTransientConnectionException("no connection within 30 s");
        ScriptedDataSource script = new ScriptedDataSource().failing("getConnection", empty);
        assertThatThrownBy(() -> new HealingDataSource(script.dataSource(), guard).read(connection -> 1))
                .isSameAs(empty);
        assertThat(script.log).containsExactly("getConnection");
        assertThat(guard.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void aReadOfAWrongStatementIsNotRepeatedNorCounted() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> source.read(connection -> {
                    runs.incrementAndGet();
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeQuery("select nothing from nowhere");
                    }
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NOWHERE");
        assertThat(runs).hasValue(1);
        assertThat(guard.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void aTransactionThatReturnsIsVisibleToOthers() throws SQLException {
        source.inTransaction(Effect.UNSAFE, connection -> insert(connection, 1));
        assertThat(count(keepsItAlive)).isEqualTo(1);
    }

    @Test
    void aTransactionThatThrowsLeavesNothingBehind() throws SQLException {
        assertThatThrownBy(() -> source.inTransaction(Effect.UNSAFE, connection -> {
                    insert(connection, 1);
                    return insert(connection, 1);
                }))
                .isInstanceOf(SQLException.class);
        assertThat(count(keepsItAlive)).isZero();
    }

    @Test
    void aTransactionThatIsRunAgainAppliesOnce() throws SQLException {
        AtomicInteger runs = new AtomicInteger();
        source.inTransaction(Effect.UNSAFE, connection -> {
            insert(connection, 1);
            if (runs.incrementAndGet() < 4) {
                throw new SQLException("conflict", "40001");
            }
            return null;
        });
        assertThat(runs).hasValue(4);
        assertThat(count(keepsItAlive)).isEqualTo(1);
    }

    @Test
    void aConnectionIsTriedForThreeSeconds() {
        SQLException[] refused = new SQLException[100];
        java.util.Arrays.setAll(refused, i -> new SQLException("refused " + i, "08001"));
        ScriptedDataSource script = new ScriptedDataSource().failing("getConnection", refused);
        GuardSettings patient = new GuardSettings(
                new GuardSettings.Deadlines(),
                new BreakerSettings(100, 1_000, 1_000, Duration.ofSeconds(1), 1),
                new RetrySettings(20, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new GuardSettings.Cache());
        Guard own = new Guard("db", Live.of(patient), time.runtime(9));

        assertThatThrownBy(() -> new HealingDataSource(script.dataSource(), own).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("refused ");

        assertThat(script.log).hasSizeBetween(4, 19);
        assertThat(time.nanos()).isBetween(2_000_000_000L, 3_000_000_000L);
    }

    @Test
    void aConnectionWithAPasswordIsTriedAgainToo() throws SQLException {
        ScriptedDataSource script =
                new ScriptedDataSource().failing("getConnection", new SQLException("refused", "08001"));
        assertThat(new HealingDataSource(script.dataSource(), guard).getConnection("a", "b"))
                .isNotNull();
        assertThat(Collections.frequency(script.log, "getConnection")).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsAwayIsRefusedAtOnce() {
        SQLException[] refused = new SQLException[100];
        java.util.Arrays.setAll(refused, i -> new SQLException("refused " + i, "08001"));
        ScriptedDataSource script = new ScriptedDataSource().failing("getConnection", refused);
        HealingDataSource away = new HealingDataSource(script.dataSource(), guard);
        while (guard.breaker().getState() == State.CLOSED) {
            assertThatThrownBy(away::getConnection).isInstanceOf(SQLException.class);
        }
        int asked = script.log.size();

        assertRefused(catchThrowableOfType(SQLTransientConnectionException.class, away::getConnection));
        assertRefused(catchThrowableOfType(SQLTransientConnectionException.class, () -> away.getConnection("a", "b")));
        assertRefused(catchThrowableOfType(SQLTransientConnectionException.class, () -> away.read(c -> 1)));
        assertThat(script.log).as("asked while it was away").hasSize(asked);
    }

    @Test
    void whatIsAskedForIsUnwrapped() throws SQLException {
        assertThat(source.unwrap(HealingDataSource.class)).isSameAs(source);
        assertThat(source.unwrap(JdbcDataSource.class)).isSameAs(h2);
        assertThat(source.unwrap(DataSource.class)).isSameAs(source);
        assertThat(source.isWrapperFor(JdbcDataSource.class)).isTrue();
        assertThat(source.isWrapperFor(HealingDataSource.class)).isTrue();
        assertThat(source.isWrapperFor(StringWriter.class)).isFalse();
        HealingDataSource scripted = new HealingDataSource(new ScriptedDataSource().dataSource(), guard);
        assertThatThrownBy(() -> scripted.unwrap(StringWriter.class)).hasMessage("not in the script: unwrap");
    }

    @Test
    void theRestIsTheWrappedSourcesOwn() throws SQLException {
        PrintWriter writer = new PrintWriter(new StringWriter());
        source.setLogWriter(writer);
        assertThat(source.getLogWriter()).isSameAs(h2.getLogWriter());
        source.setLoginTimeout(7);
        assertThat(source.getLoginTimeout()).isEqualTo(h2.getLoginTimeout());
        assertThat(source.getParentLogger()).isSameAs(h2.getParentLogger());
    }

    @Test
    void itExplainsItself() {
        assertThat(source.explain())
                .startsWith("db is CLOSED since ")
                .endsWith(
                        "; the wrapped data source is no HikariCP pool that Heal can see: waits inside it are bounded by"
                                + " the pool's own time-out, no connection can be opened beside it, so no call in progress is ever"
                                + " ended, and the breaker alone shuts the database out");
    }

    private static void assertRefused(SQLTransientConnectionException refused) {
        assertThat(refused.getSQLState()).isEqualTo("08001");
        assertThat(refused.getCause()).isInstanceOf(CallRefusedException.class);
        assertThat(refused.getMessage()).startsWith("guard 'db' refused the call: OPEN; ");
        assertThat(refused.getStackTrace()).isEmpty();
    }

    private static int insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("insert into page values (" + id + ", 'text')");
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from page")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

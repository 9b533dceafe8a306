package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.PostgresServer;
import dev.heal.time.HealRuntime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL behind HikariCP: a connection that failed is not handed out again. */
final class PostgresReuseTest {

    private static final PostgresServer SERVER = PostgresServer.launch();

    private final HikariDataSource hikari = new HikariDataSource(config());
    private final HealRuntime runtime = HealRuntime.system();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), runtime);
    private final HealingDataSource source = new HealingDataSource(hikari, guard);

    @AfterEach
    void closePool() {
        hikari.close();
        runtime.close();
    }

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    @Test
    void oneWhoseServerWentReadOnlyIsNotUsedAgain() throws SQLException {
        int first;
        try (Connection connection = source.getConnection()) {
            first = backend(connection);
            run(connection, "set default_transaction_read_only = on");
            assertThat(catchThrowable(() -> run(connection, "create table never (id int)")))
                    .hasFieldOrPropertyWithValue("SQLState", "25006");
        }
        for (int i = 0; i < 20; i++) {
            try (Connection connection = source.getConnection()) {
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        }
    }

    @Test
    void oneThatTheHostAbortedIsNotUsedAgain() throws SQLException {
        int first;
        try (Connection connection = source.getConnection()) {
            first = backend(connection);
            connection.abort(Runnable::run);
        }
        try (Connection connection = source.getConnection()) {
            assertThat(backend(connection)).isNotEqualTo(first);
        }
    }

    @Test
    void aTransactionLeftOpenIsGoneForTheNextBorrower() throws SQLException {
        try (Connection connection = source.getConnection()) {
            run(connection, "create table if not exists page (id int)");
            connection.setAutoCommit(false);
            run(connection, "insert into page values (1)");
        }
        try (Connection connection = source.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(number(connection, "select count(*) from page")).isZero();
        }
    }

    @Test
    void aReadOnAConnectionThatDiedInTheHostsHandsIsRepeated() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            assertThat(SERVER.terminateBackends()).isPositive();
            assertThat(number(connection, "select 41 + 1")).isEqualTo(42);
            assertThat(connection.isReadOnly()).isTrue();
        }
        assertThat(guard.counts().retries()).isEqualTo(1);
        assertThat(hikari.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void thoseOfKilledBackendsAreNotUsedAgainByAnyThread() throws Exception {
        Set<Integer> dead = ConcurrentHashMap.newKeySet();
        List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch got = new CountDownLatch(4);
        CountDownLatch killed = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                try (Connection connection = source.getConnection()) {
                    dead.add(backend(connection));
                    got.countDown();
                    killed.await();
                    assertThat(catchThrowable(() -> backend(connection))).isInstanceOf(SQLException.class);
                } catch (Exception | AssertionError e) {
                    wrong.add(e);
                }
                use(dead, wrong);
            }));
        }
        threads.forEach(Thread::start);
        got.await();
        assertThat(SERVER.terminateBackends()).isGreaterThanOrEqualTo(4);
        killed.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(dead).hasSize(4);
    }

    /** A hundred connections, none of them one of the dead; the pool's other idle ones may have been killed too. */
    private void use(Set<Integer> dead, List<Throwable> wrong) {
        Set<Integer> failed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            try (Connection connection = source.getConnection()) {
                assertThat(dead).doesNotContain(backend(connection));
            } catch (SQLException e) {
                failed.add(i);
            } catch (AssertionError e) {
                wrong.add(e);
            }
        }
        if (failed.size() > 10) {
            wrong.add(new AssertionError("failed " + failed));
        }
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.jdbcUrl());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        return config;
    }

    private static int backend(Connection connection) throws SQLException {
        return number(connection, "select pg_backend_pid()");
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.Await;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.settings.Live;
import dev.heal.testbed.PostgresServer;
import dev.heal.testbed.ServerOptions;
import dev.heal.time.HealRuntime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a real PostgreSQL and its driver throw, and what that is taken for. */
final class PostgresFailuresTest {

    private static final PostgresServer SERVER =
            PostgresServer.launch(ServerOptions.defaults().withArguments("-c", "deadlock_timeout=20ms"));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @BeforeEach
    void freshTable() throws SQLException {
        if (!SERVER.isAlive()) {
            SERVER.start();
        }
        try (Connection connection = connect()) {
            run(connection, "drop table if exists page");
            run(connection, "create table page (id int primary key, text varchar(5))");
            run(connection, "insert into page values (1, 'one'), (2, 'two')");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    insert into page values (1, 'two')             | 23505
                    insert into page values (3, 'too long')        | 22001
                    selec 1                                        | 42601
                    select * from nowhere                          | 42P01
                    set role postgres                              | 42501
                    """)
    void aWrongStatementIsTheCallers(String sql, String state) throws SQLException {
        try (Connection connection = connect()) {
            Failure failure = failureOf(() -> run(connection, sql));
            assertThat(failure.code()).isEqualTo(state);
            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        }
    }

    @Test
    void aStatementAfterAFailedOneIsTheCallers() throws SQLException {
        try (Connection connection = begin()) {
            assertThat(catchThrowable(() -> run(connection, "selec 1"))).isNotNull();
            assertFailure(() -> run(connection, "select 1"), Kind.PERMANENT, Phase.NOT_APPLIED, "25P02");
        }
    }

    @Test
    void aStatementThatTakesTooLongIsTimedOut() throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "set statement_timeout = 50");
            assertFailure(() -> run(connection, "select pg_sleep(60)"), Kind.TIME_OUT, Phase.NOT_APPLIED, "57014");
        }
    }

    @Test
    void aTransactionThatTakesTooLongIsTimedOut() throws SQLException {
        try (Connection connection = begin()) {
            // in one go: between two statements the session would already be running out of time
            assertFailure(
                    () -> run(connection, "set transaction_timeout = 50; select pg_sleep(60)"),
                    Kind.TIME_OUT,
                    Phase.MAYBE_APPLIED,
                    "25P04");
        }
    }

    @Test
    void aServerThatWentReadOnlyIsAFailover() throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "set default_transaction_read_only = on");
            assertFailure(() -> insert(connection), Kind.FAILOVER, Phase.NOT_APPLIED, "25006");
        }
    }

    @Test
    void aRowHeldByAnotherIsALock() throws SQLException {
        try (Connection holder = begin();
                Connection waiter = begin()) {
            run(holder, "update page set text = 'held' where id = 1");
            run(waiter, "set lock_timeout = 50");
            assertFailure(
                    () -> run(waiter, "update page set text = 'mine' where id = 1"),
                    Kind.LOCK,
                    Phase.NOT_APPLIED,
                    "55P03");
        }
    }

    @Test
    void twoThatWaitForEachOtherAreALock() throws Exception {
        try (Connection one = begin();
                Connection two = begin()) {
            run(one, "update page set text = 'one' where id = 1");
            run(two, "update page set text = 'two' where id = 2");
            CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> run(one, "update page set text = 'one' where id = 2")));
            Throwable second = catchThrowable(() -> run(two, "update page set text = 'two' where id = 1"));
            // the server chooses its victim; the end of that one lets the other go on
            Throwable victim = second == null ? first.get() : second;
            assertThat(JdbcFailures.STATEMENT.classify(victim))
                    .isEqualTo(new Failure(Kind.LOCK, Phase.NOT_APPLIED, "40P01"));
            two.rollback();
            one.rollback();
            first.get();
        }
    }

    @Test
    void aDeadlockEndsWithBothTransactionsApplied() throws Exception {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(SERVER.jdbcUrl());
        Guard guard = new Guard("db", Live.of(new GuardSettings()), HealRuntime.system());
        HealingDataSource source = new HealingDataSource(plain, guard);
        CountDownLatch bothHold = new CountDownLatch(2);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> append(source, bothHold, 2, 1));
        int runs = append(source, bothHold, 1, 2) + other.get();
        assertThat(runs).isGreaterThan(2);
        try (Connection connection = connect()) {
            assertThat(number(connection, "select count(*) from page where length(text) = 5"))
                    .as("rows with a letter of each transaction, once")
                    .isEqualTo(2);
        }
        assertThat(guard.counts().retries()).as("the guard's own").isZero();
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a letter to two rows, in this order; returns how often the function ran. */
    private static int append(HealingDataSource source, CountDownLatch bothHold, int first, int second) {
        int[] runs = new int[1];
        try {
            return source.inTransaction(Effect.UNSAFE, connection -> {
                runs[0]++;
                run(connection, "update page set text = text || 'x' where id = " + first);
                bothHold.countDown();
                awaitZero(bothHold);
                run(connection, "update page set text = text || 'x' where id = " + second);
                return runs[0];
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSerializationFailureIsALock() throws SQLException {
        try (Connection one = begin();
                Connection two = begin()) {
            for (Connection each : List.of(one, two)) {
                run(each, "set transaction isolation level serializable");
                run(each, "select sum(id) from page");
            }
            run(one, "insert into page values (3, 'one')");
            run(two, "insert into page values (4, 'two')");
            one.commit();
            assertFailure(two::commit, Kind.LOCK, Phase.NOT_APPLIED, "40001");
        }
    }

    @Test
    void aBatchThatFailsMayBeAppliedInPart() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert into page values (3, 'new')");
            statement.addBatch("insert into page values (1, 'old')");
            assertFailure(statement::executeBatch, Kind.PERMANENT, Phase.MAYBE_APPLIED, "23505");
        }
    }

    @Test
    void aClosedConnectionSendsNothing() throws SQLException {
        Connection connection = connect();
        connection.close();
        assertFailure(() -> run(connection, "select 1"), Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08003");
    }

    @Test
    void aSessionThatIsEndedIsDead() throws SQLException {
        try (Connection connection = connect()) {
            assertFailure(
                    () -> run(connection, "select pg_terminate_backend(pg_backend_pid())"),
                    Kind.CONNECTION_DEAD,
                    Phase.MAYBE_APPLIED,
                    "57P01");
        }
    }

    @Test
    void aTransactionThatIdledTooLongIsDead() throws Exception {
        try (Connection connection = begin()) {
            run(connection, "set idle_in_transaction_session_timeout = 20");
            run(connection, "select 1");
            Await.until("the server ended the session", () -> SERVER.backends() == 0);
            Failure failure = failureOf(() -> run(connection, "select 1"));
            // the server's last word may be lost when the socket is found closed first
            assertThat(failure.code()).isIn("25P03", "08006");
            assertThat(failure).isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, failure.code()));
        }
    }

    @Test
    void oneConnectionTooManyIsOverload() throws Exception {
        Await.until("all sessions are closed", () -> SERVER.backends() == 0);
        SERVER.maxConnections(1);
        try (Connection held = connect()) {
            assertThat(held.isValid(30)).isTrue();
            assertFailure(() -> connect().close(), Kind.OVERLOAD, Phase.NOT_SENT, "53300");
        } finally {
            SERVER.maxConnections(100);
        }
    }

    @Test
    void aBackendThatIsKilledInAStatementBreaksTheConnection() throws Exception {
        try (Connection connection = connect()) {
            long pid = number(connection, "select pg_backend_pid()");
            CompletableFuture<Throwable> statement =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> run(connection, "select pg_sleep(60)")));
            Await.until("the statement runs", PostgresFailuresTest::sleeps);
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
            assertThat(JdbcFailures.STATEMENT.classify(statement.get()))
                    .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "08006"));
        }
        // it would come back by itself after a while; of a new start it is known when
        SERVER.kill();
    }

    @Test
    void aServerThatIsDownCannotBeConnectedTo() {
        SERVER.kill();
        assertFailure(() -> connect().close(), Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08001");
    }

    @Test
    void aServerThatLetsNobodyInForNowIsTransient() throws Exception {
        try (Connection connection = connect()) {
            // TERM: it waits for its clients to leave, and refuses new ones as it does while it starts
            assertThat(ProcessHandle.of(SERVER.pid()).orElseThrow().destroy()).isTrue();
            Await.until(
                    "it is shutting down", () -> catchThrowable(() -> connect().close()) != null);
            assertFailure(() -> connect().close(), Kind.TRANSIENT, Phase.NOT_SENT, "57P03");
            assertThat(connection.isValid(30)).isTrue();
        }
        SERVER.stop();
    }

    private static boolean sleeps() {
        try (Connection connection = connect()) {
            return number(connection, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
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

    private static Connection begin() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl());
    }

    private static void insert(Connection connection) throws SQLException {
        run(connection, "insert into page values (3, 'three')");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

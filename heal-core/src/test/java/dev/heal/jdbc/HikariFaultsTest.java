package dev.heal.jdbc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Await;
import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.PostgresServer;
import dev.heal.time.HealRuntime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A HikariCP pool with nothing set but its size, and a real PostgreSQL that is killed, frozen, cut off and turned read-only. */
@Timeout(120)
final class HikariFaultsTest {

    private static final PostgresServer SERVER = PostgresServer.launch();

    private final HealRuntime runtime = HealRuntime.system();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), runtime);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private HikariDataSource pool;
    private HealingDataSource source;

    @AfterAll
    static void stopTheServer() {
        SERVER.close();
    }

    @BeforeEach
    void startTheServer() throws SQLException {
        if (!SERVER.isAlive()) {
            SERVER.start();
        }
        SERVER.thaw();
        SERVER.readOnly(false);
        // what an earlier test left behind may sleep on
        SERVER.terminateBackends();
        open(SERVER.port(), 3);
    }

    @AfterEach
    void closeAll() {
        SERVER.thaw();
        callers.shutdownNow();
        pool.close();
        runtime.close();
    }

    @Test
    void aKilledServerIsShutOutAndLetInAgain() throws Exception {
        CompletableFuture<String> stuck = failure("select pg_sleep(60)");
        busy(1);
        SERVER.kill();
        assertThat(stuck.get(60, SECONDS)).isIn("57P01", "57P02", "08006");
        Await.until("the gate is shut", () -> source.watch().gate().isShut());

        SQLTransientConnectionException refused =
                catchThrowableOfType(SQLTransientConnectionException.class, source::getConnection);
        assertThat(refused.getSQLState()).isEqualTo("08001");
        assertThat(refused.getCause()).isInstanceOf(CallRefusedException.class);
        assertThat(refused.getCause().getCause()).isInstanceOf(SQLException.class);
        assertThat(refused.getMessage()).contains("heal.guard.db.breaker");
        assertThat(source.explain()).contains("; the gate is shut (");

        SERVER.start();
        Await.until("the gate is open", () -> !source.watch().gate().isShut());
        assertThat(query("select 7")).isEqualTo(7);
        assertThat(source.explain()).contains("; the gate is open; ");
    }

    @Test
    void terminatedBackendsDoNotShutTheGate() throws Exception {
        CompletableFuture<String> first = failure("select pg_sleep(60)");
        CompletableFuture<String> second = failure("select pg_sleep(60)");
        busy(2);
        SERVER.terminateBackends();
        assertThat(first.get(60, SECONDS)).isIn("57P01", "08006");
        assertThat(second.get(60, SECONDS)).isIn("57P01", "08006");
        assertThat(query("select 7")).isEqualTo(7);
        assertThat(guard.counts().refused()).isZero();
        assertThat(source.watch().gate().isShut()).isFalse();
    }

    @Test
    void callsOfAFrozenServerEndAndNewOnesAreRefusedUntilItGoesOn() throws Exception {
        CompletableFuture<String> first = failure("select pg_sleep(0.1), pg_sleep(60)");
        CompletableFuture<String> second = failure("select pg_sleep(60)");
        busy(2);
        long frozen = System.nanoTime();
        SERVER.freeze();
        Await.until("the gate is shut", () -> source.watch().gate().isShut());
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasCauseInstanceOf(CallRefusedException.class);
        assertThat(first.get(60, SECONDS)).isEqualTo("08006");
        assertThat(second.get(60, SECONDS)).isEqualTo("08006");
        // 6 s are promised; a machine with much else to do is granted some more
        assertThat(System.nanoTime() - frozen).isLessThan(SECONDS.toNanos(15));
        assertThat(guard.journal().recent(100))
                .filteredOn(d -> d.action().equals("end-silent-calls"))
                .singleElement()
                .satisfies(d -> assertThat(d.evidence()).containsEntry("calls", 2.0));

        SERVER.thaw();
        Await.until("the gate is open", () -> !source.watch().gate().isShut());
        assertThat(query("select 7")).isEqualTo(7);
    }

    @Test
    void aTestOfADeadIdleConnectionDoesNotOutlastTheDeadline() throws Exception {
        assertThat(query("select 1")).isEqualTo(1);
        // what has rested for more than 500 ms is tested by the pool, for up to 5 s
        assertThat(query("select 1 from pg_sleep(0)")).isEqualTo(1);
        boolean unused = new CountDownLatch(1).await(700, MILLISECONDS);
        SERVER.freeze();
        long start = System.nanoTime();
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(millis).isLessThan(4_500);
    }

    @Test
    void reportsAndLockWaitsAreLeftAlone() throws Exception {
        query("drop table if exists held");
        query("create table held (id int)");
        query("insert into held values (1)");
        try (Connection holder = DriverManager.getConnection(SERVER.jdbcUrl());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table held in access exclusive mode");
            CompletableFuture<Integer> waiter = result("select id from held");
            CompletableFuture<Integer> report = result("select 2 from pg_sleep(8)");
            CompletableFuture<Integer> other = result("select 3 from pg_sleep(7)");
            assertThat(report.get(60, SECONDS)).isEqualTo(2);
            assertThat(other.get(60, SECONDS)).isEqualTo(3);
            holder.rollback();
            assertThat(waiter.get(60, SECONDS)).isEqualTo(1);
        }
        assertThat(guard.journal().recent(100)).isEmpty();
    }

    @Test
    void ofSeveralCallsOnlyTheOneWithoutABackendIsEnded() throws Exception {
        try (FaultProxy proxy = FaultProxy.launch("127.0.0.1", SERVER.port())) {
            pool.close();
            open(proxy.port(), 3);
            CompletableFuture<String> cutOff = failure("select pg_sleep(60)");
            busy(1);
            int pid = pidOf("select pg_sleep(60)");
            // the pool connects with one thread: it must not hang in the middle
            Await.until("the pool is full", () -> pool.getHikariPoolMXBean().getIdleConnections() == 2);
            proxy.apply(Fault.stall().forExisting());
            // the idle ones, which are cut off as well, make room for new ones
            pool.getHikariPoolMXBean().softEvictConnections();
            admin("select pg_terminate_backend(" + pid + ")::int");
            CompletableFuture<Integer> report = result("select 2 from pg_sleep(9)");
            while (!cutOff.isDone()) {
                assertThat(query("select 1 from pg_sleep(0.05)")).isEqualTo(1);
            }
            assertThat(cutOff.get(60, SECONDS)).isEqualTo("08006");
            assertThat(report.get(60, SECONDS)).isEqualTo(2);
            assertThat(guard.journal().recent(100))
                    .filteredOn(d -> d.action().equals("end-silent-calls"))
                    .singleElement()
                    .satisfies(d -> assertThat(d.cause().kind()).isEqualTo("backend gone"));
        }
    }

    @Test
    void aServerThatTurnedReadOnlyIsLeftAtOnce() throws Exception {
        try (PostgresServer writable = PostgresServer.launch();
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", SERVER.port())) {
            pool.close();
            open(proxy.port(), 3);
            query("create table if not exists written (id int)");
            try (Connection connection = DriverManager.getConnection(writable.jdbcUrl());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table written (id int)");
            }
            SERVER.readOnly(true);
            proxy.target("127.0.0.1", writable.port());

            int failed = 0;
            for (int written = 0; written < 20; ) {
                try {
                    query("insert into written values (1)");
                    written++;
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("25006");
                    failed++;
                }
            }
            assertThat(failed).isBetween(1, 3);
        }
    }

    @Test
    void aWaitForAConnectionEndsAtHealsDeadline() throws Exception {
        GuardSettings.Deadlines defaults = new GuardSettings.Deadlines();
        GuardSettings settings = new GuardSettings();
        Guard impatient = new Guard(
                "db",
                Live.of(new GuardSettings(
                        new GuardSettings.Deadlines(
                                defaults.call(),
                                defaults.search(),
                                defaults.cache(),
                                Duration.ofMillis(300),
                                defaults.jdbcStatement()),
                        settings.breaker(),
                        settings.retry(),
                        settings.cache())),
                runtime);
        HealingDataSource hurried = new HealingDataSource(pool, impatient);
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection();
                Connection three = pool.getConnection()) {
            assertThat(new Connection[] {one, two, three}).doesNotContainNull();
            long start = System.nanoTime();
            Throwable thrown = catchThrowable(hurried::getConnection);
            assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(10));
            assertThat(thrown).hasMessageContaining("request timed out after ");
            assertThat(thrown.getSuppressed()[0])
                    .hasMessage("data source 'db': the wait was bounded at 300 ms by"
                            + " heal.guard.db.deadline.jdbc-acquire, the pool's own time-out is 30000 ms; set 0s to wait as"
                            + " long as the pool does");
        }
    }

    @Test
    void anIdleSourceHasNothingToDo() throws Exception {
        query("select 1");
        Await.until("no tick is left", () -> !source.watch().isTicking());
    }

    private void open(int port, int size) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.jdbcUrl(port));
        config.setMaximumPoolSize(size);
        pool = new HikariDataSource(config);
        source = new HealingDataSource(pool, guard);
    }

    private int query(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private CompletableFuture<Integer> result(String sql) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        callers.execute(() -> {
            try {
                result.complete(query(sql));
            } catch (SQLException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private CompletableFuture<String> failure(String sql) {
        return result(sql).handle((value, thrown) -> {
            if (thrown instanceof SQLException e) {
                return String.valueOf(e.getSQLState());
            }
            throw new AssertionError(sql + " gave " + value, thrown);
        });
    }

    /** Waits until the server works on so many calls. */
    private static void busy(int calls) throws InterruptedException {
        Await.until(
                calls + " calls at the server",
                () -> admin("select count(*) from pg_stat_activity"
                                + " where state = 'active' and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()")
                        == calls);
    }

    private static int pidOf(String sql) {
        return admin("select pid from pg_stat_activity where query = '" + sql + "'");
    }

    private static int admin(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(SERVER.jdbcUrl().replace("user=heal", "user=postgres"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

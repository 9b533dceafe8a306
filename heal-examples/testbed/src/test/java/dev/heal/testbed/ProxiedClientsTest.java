package dev.heal.testbed;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.testbed.Fault.Direction;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real clients make of each fault. */
class ProxiedClientsTest {
    private static final PostgresServer POSTGRES = PostgresServer.launch();
    private static final RedisServer REDIS = RedisServer.launch();
    private static final FaultProxy SQL = FaultProxy.launch("127.0.0.1", POSTGRES.port());
    private static final FaultProxy CACHE = FaultProxy.launch("127.0.0.1", REDIS.port());

    @AfterAll
    static void close() {
        SQL.close();
        CACHE.close();
        POSTGRES.close();
        REDIS.close();
    }

    @AfterEach
    void clear() {
        SQL.clear();
        CACHE.clear();
    }

    @Test
    void driverTellsRefusedResetClosedAndStalledByState() throws SQLException {
        try (Connection open = connect()) {
            SQL.apply(Fault.refuse());
            assertThat(state(() -> connect().close())).isEqualTo("08001");
            select(open);
            SQL.clear();

            SQL.apply(Fault.reset());
            assertThat(state(() -> select(open))).isEqualTo("08006");
        }
        try (Connection open = connect()) {
            SQL.apply(Fault.close());
            assertThat(state(() -> select(open))).isEqualTo("08006");
        }
        try (Connection open = connect()) {
            open.setNetworkTimeout(Runnable::run, 300);
            SQL.apply(Fault.stall(Direction.DOWN).forExisting());
            assertThat(state(() -> select(open))).isEqualTo("08006");
            assertThat(open.isClosed()).isTrue();
            try (Connection fresh = connect()) {
                select(fresh);
            }
        }
    }

    @Test
    void driverSeesAResetOnAcceptAsAFailedConnect() {
        SQL.apply(Fault.resetOnAccept());
        assertThat(state(() -> connect().close())).isIn("08001", "08006");
    }

    @Test
    void commitWhoseAnswerIsCutOffIsDoneAllTheSame() throws SQLException {
        try (Connection setup = connect()) {
            run(setup, "drop table if exists c");
            run(setup, "create table c (id int)");
        }
        try (Connection open = connect()) {
            open.setAutoCommit(false);
            run(open, "insert into c values (1)");
            SQL.apply(Fault.resetAfter(Direction.DOWN, 1).forExisting());
            assertThat(state(open::commit)).isEqualTo("08006");
        }
        try (Connection after = connect();
                Statement statement = after.createStatement();
                var rows = statement.executeQuery("select count(*) from c")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void poolEvictsResetConnectionsAndGoesOn() throws Exception {
        try (HikariDataSource pool = pool(2)) {
            Connection held = pool.getConnection();
            SQL.apply(Fault.reset());
            assertThat(state(() -> select(held))).isEqualTo("08006");
            held.close();
            Await.until("the pool works", () -> works(pool));
        }
    }

    @Test
    void exhaustedPoolHasNoStateAndAnOutageHasOne() throws SQLException {
        try (HikariDataSource pool = pool(1)) {
            try (Connection held = pool.getConnection()) {
                SQLException full = catchThrowableOfType(
                        SQLTransientConnectionException.class,
                        () -> pool.getConnection().close());
                assertThat(full.getSQLState()).isNull();
                select(held);
                SQL.apply(Fault.refuse());
                SQL.apply(Fault.reset());
                assertThat(state(() -> select(held))).isEqualTo("08006");
            }
            SQLException away = catchThrowableOfType(
                    SQLTransientConnectionException.class,
                    () -> pool.getConnection().close());
            assertThat(away.getSQLState()).isEqualTo("08001");
        }
    }

    @Test
    void lettuceNeverLeavesAStalledConnectionByItself() {
        try (RedisClient client = client();
                StatefulRedisConnection<String, String> old = client.connect()) {
            old.setTimeout(ofMillis(200));
            CACHE.apply(Fault.stall().forExisting());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> old.sync().ping()).isInstanceOf(RedisCommandTimeoutException.class);
            }
            assertThat(old.isOpen()).isTrue();
            try (StatefulRedisConnection<String, String> fresh = client.connect()) {
                assertThat(fresh.sync().ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void lettuceReconnectsAfterAReset() throws Exception {
        try (RedisClient client = client();
                StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThat(connection.sync().ping()).isEqualTo("PONG");
            long before = CACHE.accepted();
            CACHE.apply(Fault.reset());
            Await.until("it came again", () -> CACHE.accepted() > before);
            Await.until("it works", () -> answers(connection));
        }
    }

    @Test
    void lettuceCannotConnectWhenRefused() {
        CACHE.apply(Fault.refuse());
        try (RedisClient client = client()) {
            assertThatThrownBy(client::connect).isInstanceOf(RedisConnectionException.class);
        }
    }

    @Test
    void lettuceWorksOverASlowNarrowLine() {
        CACHE.apply(Fault.latency(ofMillis(20), ofMillis(10)));
        CACHE.apply(Fault.bandwidth(Direction.BOTH, 100_000));
        try (RedisClient client = client();
                StatefulRedisConnection<String, String> connection = client.connect()) {
            String text = "x".repeat(20_000);
            connection.sync().set("long", text);
            assertThat(connection.sync().get("long")).isEqualTo(text);
        }
    }

    private static boolean answers(StatefulRedisConnection<String, String> connection) {
        try {
            return "PONG".equals(connection.sync().ping());
        } catch (RedisException notYet) {
            return false;
        }
    }

    private static RedisClient client() {
        RedisURI uri = RedisURI.create(REDIS.uri(CACHE.port()));
        uri.setTimeout(ofSeconds(60));
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        return client;
    }

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(POSTGRES.jdbcUrl(SQL.port()));
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(1000);
        config.setValidationTimeout(500);
        return new HikariDataSource(config);
    }

    private static boolean works(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            select(connection);
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(POSTGRES.jdbcUrl(SQL.port()));
    }

    private static void select(Connection connection) throws SQLException {
        run(connection, "select 1");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String state(SqlAction action) {
        return Objects.requireNonNull(catchThrowableOfType(SQLException.class, action::run), "an SQLException")
                .getSQLState();
    }

    private interface SqlAction {
        void run() throws SQLException;
    }
}

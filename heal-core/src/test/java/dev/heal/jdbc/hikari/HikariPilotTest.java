package dev.heal.jdbc.hikari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Await;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a HikariCP pool lets others do. */
final class HikariPilotTest {

    private final HikariDataSource pool = new HikariDataSource(config(2));
    private final HikariPilot pilot = new HikariPilot(pool);

    @AfterEach
    void closeThePool() {
        pool.close();
    }

    @Test
    void aWaitIsBoundedByTheShorterOfBothTimes() throws SQLException {
        try (Connection one = pilot.acquire(Duration.ofSeconds(3));
                Connection two = pilot.acquire(null)) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(() -> pilot.acquire(Duration.ZERO)).hasMessageContaining("request timed out after ");
            pool.setConnectionTimeout(250);
            assertThat(pilot.ownTimeout()).isEqualTo(Duration.ofMillis(250));
            assertThatThrownBy(() -> pilot.acquire(Duration.ofHours(1)))
                    .hasMessageContaining("request timed out after 2");
        }
    }

    @Test
    void itTellsHowFullThePoolIs() throws Exception {
        try (Connection one = pilot.acquire(null)) {
            assertThat(one.isValid(1)).isTrue();
            Await.until("the pool is full", () -> pilot.stats().equals(new HikariPilot.Stats(2, 1, 1, 0, 2)));
        }
    }

    @Test
    void aConnectionBesideThePoolIsNotThePools() throws Exception {
        Await.until("the pool is full", () -> pilot.stats().idle() == 2);
        try (Connection aside = pilot.connectAside()) {
            assertThat(aside.isValid(1)).isTrue();
            assertThat(pilot.stats()).isEqualTo(new HikariPilot.Stats(2, 0, 2, 0, 2));
        }
    }

    @Test
    void whatIsThrownAwayIsNotLentAgain() throws SQLException {
        Connection driver;
        try (Connection one = pilot.acquire(null)) {
            driver = pilot.driver(one);
            assertThat(pilot.evict(one)).isTrue();
        }
        try (Connection a = pilot.acquire(null);
                Connection b = pilot.acquire(null)) {
            assertThat(pilot.driver(a)).isNotSameAs(driver);
            assertThat(pilot.driver(b)).isNotSameAs(driver);
        }
    }

    @Test
    void whatIsLentWhenAllIsThrownAwayGoesOnUntilItComesBack() throws SQLException {
        Connection driver;
        try (Connection lent = pilot.acquire(null)) {
            driver = pilot.driver(lent);
            pilot.evictAll();
            assertThat(lent.isValid(1)).isTrue();
        }
        try (Connection a = pilot.acquire(null);
                Connection b = pilot.acquire(null)) {
            assertThat(pilot.driver(a)).isNotSameAs(driver);
            assertThat(pilot.driver(b)).isNotSameAs(driver);
        }
    }

    @Test
    void theMaximumIsSetAtRunTime() {
        pilot.resize(7);
        assertThat(pilot.stats().max()).isEqualTo(7);
        assertThatThrownBy(() -> pilot.resize(0))
                .hasMessageContaining("max must be >= 1, was 0; use 1 for the smallest pool");
    }

    @Test
    void aPoolThatIsNotStartedIsStartedByItsFirstCaller() throws SQLException {
        try (HikariDataSource lazy = new HikariDataSource()) {
            config(1).copyStateTo(lazy);
            HikariPilot early = new HikariPilot(lazy);
            assertThat(early.isStarted()).isFalse();
            assertThat(early.stats()).isEqualTo(new HikariPilot.Stats(0, 0, 0, 0, 1));
            assertThatThrownBy(early::connectAside).hasMessageContaining("the pool is not started");
            early.evictAll();
            try (Connection first = early.acquire(Duration.ofMillis(100))) {
                assertThat(first.isValid(1)).isTrue();
                assertThat(early.isStarted()).isTrue();
            }
        }
    }

    @Test
    void aClosedPoolSaysSo() {
        pool.close();
        assertThatThrownBy(() -> pilot.acquire(Duration.ofSeconds(1))).hasMessageContaining("has been closed");
    }

    @Test
    void aPoolIsFoundBehindAWrapper() {
        assertThat(HikariPilot.of(pool)).isNotNull();
        assertThat(HikariPilot.of(new Wrapper(pool))).isNotNull();
        assertThat(HikariPilot.of(new JdbcDataSource())).isNull();
    }

    private static HikariConfig config(int max) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        config.setMaximumPoolSize(max);
        return config;
    }

    /** As hosts wrap their pools. */
    private record Wrapper(DataSource inner) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return inner.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return inner.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return inner.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            inner.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            inner.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return inner.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getAnonymousLogger();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return type.isInstance(inner) ? type.cast(inner) : inner.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return type.isInstance(inner) || inner.isWrapperFor(type);
        }
    }
}

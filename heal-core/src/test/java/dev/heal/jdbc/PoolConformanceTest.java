package dev.heal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.commons.dbcp2.TestConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What Apache DBCP asks of a pool, asked of a HealingDataSource around HikariCP. */
final class PoolConformanceTest extends TestConnectionPool {

    private HikariDataSource hikari;
    private HealRuntime runtime;
    private HealingDataSource source;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("org.apache.commons.dbcp2.TesterDriver");
        config.setJdbcUrl("jdbc:apache:commons:testdriver");
        config.setUsername("foo");
        config.setPassword("bar");
        config.setMaximumPoolSize(getMaxTotal());
        config.setConnectionTimeout(250);
        config.setConnectionTestQuery("select 1");
        hikari = new HikariDataSource(config);
        runtime = HealRuntime.system();
        source = new HealingDataSource(hikari, new Guard("db", Live.of(new GuardSettings()), runtime));
    }

    @AfterEach
    void close() {
        hikari.close();
        runtime.close();
    }

    @Override
    protected Connection getConnection() throws SQLException {
        return source.getConnection();
    }
}

package dev.heal.chaos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** HikariCP as it is. */
final class PlainAccess implements Access {

    private final HikariDataSource pool;

    PlainAccess(HikariConfig config) {
        this.pool = new HikariDataSource(config);
    }

    @Override
    public <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        }
    }

    @Override
    public DataSource source() {
        return pool;
    }

    @Override
    public String explain() {
        return "";
    }

    @Override
    public void close() {
        pool.close();
    }
}

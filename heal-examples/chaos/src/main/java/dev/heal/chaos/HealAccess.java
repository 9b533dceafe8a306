package dev.heal.chaos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Heal;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Heal with its defaults around a pool like the plain one. */
final class HealAccess implements Access {

    private final Heal heal = new Heal();
    private final HikariDataSource pool;
    private final HealingDataSource source;

    HealAccess(HikariConfig config) {
        this.pool = new HikariDataSource(config);
        this.source = new HealingDataSource(pool, heal.guard("db"));
    }

    @Override
    public <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException {
        return source.read(work);
    }

    @Override
    public HealingDataSource source() {
        return source;
    }

    @Override
    public String explain() {
        return source.explain();
    }

    @Override
    public void close() {
        // the pool first: it ends what is stuck, for which Heal would wait
        pool.close();
        heal.close();
    }
}

package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source of which no more is known than what JDBC says. */
final class PlainPilot implements PoolPilot {

    private final DataSource source;

    PlainPilot(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection acquire(@Nullable Duration wait) throws SQLException {
        return source.getConnection();
    }

    @Override
    public Connection probe(Duration wait) throws SQLException {
        return source.getConnection();
    }

    @Override
    public Connection driver(Connection pooled) {
        return pooled;
    }

    @Override
    public boolean boundsWaits() {
        return false;
    }

    @Override
    public @Nullable Duration ownTimeout() {
        return null;
    }

    @Override
    public boolean canConnectAside() {
        return false;
    }

    @Override
    public Connection connectAside() throws SQLException {
        throw new SQLFeatureNotSupportedException("this pool has no way to connect beside it", "0A000");
    }

    @Override
    public void evict(Connection pooled, String reason) {
        AbortingEvictor.INSTANCE.evict(pooled, reason);
    }

    @Override
    public boolean canEvictAll() {
        return false;
    }

    @Override
    public void evictAll() {}

    @Override
    public Fill fill() {
        return Fill.UNKNOWN;
    }

    @Override
    public void resize(int max) {}

    @Override
    public String explain() {
        return "the wrapped data source is "
                + (PilotFinder.isHikariByName(source)
                        ? "a HikariCP pool of a class loader that Heal does not see"
                        : "no HikariCP pool that Heal can see")
                + ": waits inside it are bounded by the pool's own time-out, no connection can be opened beside it, so no call"
                + " in progress is ever ended, and the breaker alone shuts the database out";
    }
}

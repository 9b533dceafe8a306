package dev.heal.jdbc.hikari;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.pool.ProxyConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Steers a HikariCP pool by what it lets others do, and changes none of its settings, except the maximum size by
 * {@link #resize} when asked to. Written for HikariCP 7.1 (5.1 has the same methods). Safe for use by many threads; each
 * method costs what the pool's own does.
 *
 * <p>What cannot be done from outside: the pool connects with one thread, one connection at a time, and waits up to 5 s
 * between two failed tries; it tests an idle connection for up to its own validation time-out, whatever time the caller
 * has left; it does not serve waiters in order; a lower maximum closes no connection; a suspended pool lets its callers
 * wait without end.
 */
public final class HikariPilot {

    private final HikariDataSource source;

    /**
     * A pilot of a pool, which stays the host's.
     *
     * @param source the pool, started or not
     */
    public HikariPilot(HikariDataSource source) {
        this.source = source;
    }

    /**
     * A pilot of the HikariCP pool that a data source is, or wraps.
     *
     * @param source any data source
     * @return the pilot, or null if there is no HikariCP pool to be seen
     */
    public static @Nullable HikariPilot of(DataSource source) {
        if (source instanceof HikariDataSource pool) {
            return new HikariPilot(pool);
        }
        try {
            @Nullable
            HikariDataSource inner =
                    source.isWrapperFor(HikariDataSource.class) ? source.unwrap(HikariDataSource.class) : null;
            // a careless wrapper says yes and then gives nothing
            return inner == null ? null : new HikariPilot(inner);
        } catch (SQLException | RuntimeException e) {
            // a data source that cannot say what it wraps, such as one that is not set up yet
            return null;
        }
    }

    /**
     * A connection of the pool. Waits at most the given time, or the pool's own connection time-out if that is shorter. A
     * pool that is not started yet is started, and takes the time that it needs for this.
     *
     * @param wait how long to wait at most; less than 1 ms counts as 1 ms; null for the pool's own time-out
     * @return a connection, to be closed by the caller
     * @throws SQLException the pool's own exception, if there was none in time
     */
    public Connection acquire(@Nullable Duration wait) throws SQLException {
        HikariPool pool = pool();
        if (wait == null || pool == null || source.isClosed()) {
            return source.getConnection();
        }
        return pool.getConnection(Math.max(1, Math.min(wait.toMillis(), source.getConnectionTimeout())));
    }

    /**
     * Whether {@link #acquire} can bound the wait now.
     *
     * @return false before the pool is started
     */
    public boolean isStarted() {
        return pool() != null;
    }

    /**
     * How long the pool would make a caller wait by its own setting.
     *
     * @return the pool's connection time-out
     */
    public Duration ownTimeout() {
        return Duration.ofMillis(source.getConnectionTimeout());
    }

    /**
     * Opens a connection beside the pool, in the way in which the pool opens its own, for a probe. May block as long as
     * the driver's connect does.
     *
     * @return a connection that the pool knows nothing of, to be closed by the caller
     * @throws SQLException what the driver throws, or SQLState 08003 if the pool is not started
     */
    public Connection connectAside() throws SQLException {
        HikariPool pool = pool();
        DataSource driver = pool == null ? null : pool.getUnwrappedDataSource();
        if (driver == null) {
            throw new SQLTransientConnectionException(
                    "the pool is not started, so nothing is known to connect to", "08003");
        }
        String user = source.getUsername();
        Connection connection =
                user == null ? driver.getConnection() : driver.getConnection(user, source.getPassword());
        if (connection == null) {
            throw new SQLTransientConnectionException("the driver gave no connection", "08001");
        }
        return connection;
    }

    /**
     * Throws one connection away: it is closed and never lent again.
     *
     * @param pooled a connection that this pool lent, still open, or a wrapper around it
     * @return false if it is none of this pool's
     */
    public boolean evict(Connection pooled) {
        Connection own = own(pooled);
        if (own != null) {
            source.evictConnection(own);
        }
        return own != null;
    }

    /**
     * The connection that the pool got from the driver.
     *
     * @param pooled a connection that this pool lent, or a wrapper around it
     * @return the driver's, or the given one if it cannot be reached
     */
    public Connection driver(Connection pooled) {
        Connection own = own(pooled);
        try {
            Connection driver = (own == null ? pooled : own).unwrap(Connection.class);
            return driver == null ? pooled : driver;
        } catch (SQLException | RuntimeException e) {
            return pooled;
        }
    }

    /** Throws every connection away: idle ones now, lent ones when they come back. Does not block. */
    public void evictAll() {
        HikariPool pool = pool();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    /**
     * How full the pool is. Each number is taken by itself, so they may disagree by a few.
     *
     * @return the numbers; all zero but the maximum before the pool is started
     */
    public Stats stats() {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        int max = source.getMaximumPoolSize();
        return pool == null
                ? new Stats(0, 0, 0, 0, max)
                : new Stats(
                        pool.getTotalConnections(),
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection(),
                        max);
    }

    /**
     * Sets the maximum size, at run time. A higher one takes effect as callers wait; a lower one closes nothing, the pool
     * only opens no more.
     *
     * @param max at least 1
     * @throws IllegalArgumentException if it is lower
     */
    public void resize(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("pool '" + source.getPoolName() + "': max must be >= 1, was " + max
                    + "; use 1 for the smallest pool");
        }
        source.setMaximumPoolSize(max);
    }

    private static @Nullable Connection own(Connection pooled) {
        if (pooled instanceof ProxyConnection) {
            return pooled;
        }
        try {
            return pooled.unwrap(ProxyConnection.class);
        } catch (SQLException | RuntimeException e) {
            return null;
        }
    }

    private @Nullable HikariPool pool() {
        // the bean is the pool itself; should another version give out something else, its own methods still work
        return source.getHikariPoolMXBean() instanceof HikariPool pool ? pool : null;
    }

    /**
     * How full a pool is.
     *
     * @param total open connections
     * @param active those that are lent
     * @param idle those that are not
     * @param waiting threads that wait for one
     * @param max the most that the pool opens
     */
    public record Stats(int total, int active, int idle, int waiting, int max) {}
}

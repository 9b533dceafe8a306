package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For pools of which nothing is known: ends the connection underneath, so that whatever the pool does with it next fails and
 * makes the pool throw it away. The pool's own is not closed here, as closing it is giving it back.
 */
enum AbortingEvictor implements Evictor {
    INSTANCE;

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    @Override
    public void evict(Connection pooled, String reason) {
        LOG.debug("a connection is thrown away: {}", reason);
        Connection driver = driver(pooled);
        abort(pooled);
        if (driver != pooled) {
            end(driver);
        }
    }

    private static Connection driver(Connection pooled) {
        try {
            return pooled.unwrap(Connection.class);
        } catch (SQLException | RuntimeException e) {
            return pooled;
        }
    }

    /** Some drivers and pools take an abort without a word and do nothing. */
    private static void end(Connection driver) {
        try {
            if (!driver.isClosed()) {
                abort(driver);
            }
            if (!driver.isClosed()) {
                driver.close();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection could not be ended ({})", e.getClass().getName());
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException | LinkageError e) {
            // drivers older than JDBC 4.1 do not have the method
            LOG.debug("a connection could not be aborted ({})", e.getClass().getName());
        }
    }
}

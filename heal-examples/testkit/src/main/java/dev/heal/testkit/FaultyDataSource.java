package dev.heal.testkit;

import dev.heal.Guard;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections are hard to get.
 *
 * @param wrapped what they come from
 * @param name the backend
 * @param meet meets the faults, before each connection
 */
record FaultyDataSource(DataSource wrapped, String name, Guard.Action<SQLException> meet) implements DataSource {

    @Override
    public Connection getConnection() throws SQLException {
        meetFaults();
        return wrapped.getConnection();
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        meetFaults();
        return wrapped.getConnection(user, password);
    }

    private void meetFaults() throws SQLException {
        try {
            meet.run();
        } catch (SQLException | RuntimeException possible) {
            throw possible;
        } catch (Exception other) {
            // a fault throws what the test stated, checked or not
            throw new AssertionError(
                    "faults '" + name
                            + "': a data source must fail with an SQLException or an unchecked exception, was "
                            + other.getClass().getName() + "; state one that a driver throws",
                    other);
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return wrapped.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        wrapped.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        wrapped.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return wrapped.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return wrapped.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(wrapped) ? type.cast(wrapped) : wrapped.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(wrapped) || wrapped.isWrapperFor(type);
    }
}

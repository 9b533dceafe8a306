package dev.heal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the failures of a watch from the host's statements: what it throws is said once and goes no further. */
final class ProtectedWatch implements StatementWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    private final StatementWatch watch;
    private final AtomicBoolean told = new AtomicBoolean();

    ProtectedWatch(StatementWatch watch) {
        this.watch = watch;
    }

    @Override
    public void opened(ConnectionState connection) {
        try {
            watch.opened(connection);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void closed(ConnectionState connection) {
        try {
            watch.closed(connection);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {
        try {
            watch.began(connection, nowNanos);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        try {
            watch.answered(connection, startedNanos, nowNanos);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        try {
            watch.answered(connection, startedNanos, nowNanos, error);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        try {
            watch.failed(connection, startedNanos, nowNanos, thrown);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private void tell(RuntimeException e) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("what connections tell is not taken in; said once", e);
        }
    }
}

package dev.heal.jdbc;

import java.sql.SQLException;

/**
 * Tells two watches what one is told.
 *
 * @param first is told first
 * @param second is told next
 */
record BothWatches(StatementWatch first, StatementWatch second) implements StatementWatch {

    @Override
    public void opened(ConnectionState connection) {
        first.opened(connection);
        second.opened(connection);
    }

    @Override
    public void closed(ConnectionState connection) {
        first.closed(connection);
        second.closed(connection);
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {
        first.began(connection, nowNanos);
        second.began(connection, nowNanos);
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        first.answered(connection, startedNanos, nowNanos);
        second.answered(connection, startedNanos, nowNanos);
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        first.answered(connection, startedNanos, nowNanos, error);
        second.answered(connection, startedNanos, nowNanos, error);
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        first.failed(connection, startedNanos, nowNanos, thrown);
        second.failed(connection, startedNanos, nowNanos, thrown);
    }
}

package dev.heal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Notes what connections tell. */
final class WatchLog implements StatementWatch {

    final List<String> log = new ArrayList<>();
    final List<SQLException> failures = new ArrayList<>();
    final List<ConnectionState> open = new ArrayList<>();

    @Override
    public void opened(ConnectionState connection) {
        open.add(connection);
    }

    @Override
    public void closed(ConnectionState connection) {
        if (!open.remove(connection)) {
            throw new AssertionError("closed twice");
        }
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {
        log.add("began");
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        log.add("answered " + (nowNanos - startedNanos));
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        log.add("error " + error.getSQLState());
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        log.add("failed " + thrown.getSQLState());
        failures.add(thrown);
    }
}

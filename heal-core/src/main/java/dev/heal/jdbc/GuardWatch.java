package dev.heal.jdbc;

import dev.heal.Guard;
import java.sql.SQLException;

/**
 * Lets statements outside of guarded calls count as evidence for the guard of their database. Inside of one the call itself
 * reports, and the guard leaves the statement out.
 */
final class GuardWatch implements StatementWatch {

    private final Guard guard;

    GuardWatch(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {}

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        guard.observe(null, nowNanos - startedNanos);
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        guard.observe(error, nowNanos - startedNanos);
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        guard.observe(thrown, nowNanos - startedNanos);
    }
}

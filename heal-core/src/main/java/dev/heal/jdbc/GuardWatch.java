package dev.heal.jdbc;

import dev.heal.failure.Failure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the outcomes of statements outside of guarded calls count as evidence for the guard of their database. */
final class GuardWatch implements StatementWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    private final Evidence evidence;

    GuardWatch(Evidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {}

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        observe(null, nowNanos - startedNanos);
    }

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        observe(error, nowNanos - startedNanos);
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        observe(thrown, nowNanos - startedNanos);
    }

    private void observe(@Nullable SQLException thrown, long elapsedNanos) {
        Failure failure = evidence.observe(thrown, elapsedNanos);
        if (failure != null && LOG.isDebugEnabled()) {
            LOG.debug("a statement failed: {} ({})", failure.kind(), failure.code());
        }
    }
}

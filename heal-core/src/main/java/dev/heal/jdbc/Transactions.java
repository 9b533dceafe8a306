package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import dev.heal.time.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs whole functions in transactions, again where nothing can have been left behind. */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    /** Conflicts are among callers and say nothing of the database, so they have a bound of their own. */
    private static final int MAX_RERUNS = 5;

    private static final long FIRST_CONFLICT_WAIT = TimeUnit.MILLISECONDS.toNanos(10);

    private final DataSource source;
    private final Guard guard;

    Transactions(DataSource source, Guard guard) {
        this.source = source;
        this.guard = guard;
    }

    <T extends @Nullable Object> T run(Effect effect, SqlWork<T> work) throws SQLException {
        // one deadline for all runs
        Duration timeout = guard.settings().deadline().jdbcStatement();
        Deadline deadline = timeout.isZero()
                ? Deadline.none()
                : Deadline.after(timeout, guard.runtime().ticker());
        Guard bounded = guard.within(deadline);
        for (int reruns = 0; ; reruns++) {
            Progress progress = new Progress();
            try {
                return guarded(bounded, effect, work, progress);
            } catch (SQLException | RuntimeException e) {
                if (!progress.conflict || reruns == MAX_RERUNS || !pause(reruns, deadline)) {
                    throw e;
                }
            }
        }
    }

    private <T extends @Nullable Object> T guarded(Guard bounded, Effect effect, SqlWork<T> work, Progress progress)
            throws SQLException {
        // before COMMIT a failed run is undone whatever it does; after it only a run that wrote nothing may be repeated
        Effect ofCommit = effect == Effect.READ ? Effect.READ : Effect.UNSAFE;
        return bounded.classifying(progress::classify).call(ofCommit, () -> once(work, progress));
    }

    private <T extends @Nullable Object> T once(SqlWork<T> work, Progress progress) throws SQLException {
        progress.commitSent = false;
        Connection connection = source.getConnection();
        boolean settled = true;
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            progress.commitSent = true;
            connection.commit();
            return result;
        } catch (Throwable thrown) {
            settled = rollBack(connection, thrown);
            throw thrown;
        } finally {
            giveBack(connection, settled);
        }
    }

    private static boolean rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    /** The outcome stands whatever happens here: a failure to give a connection back must not turn a commit into an error. */
    private static void giveBack(Connection connection, boolean settled) {
        try (connection) {
            if (settled) {
                // by JDBC's rules this commits a transaction that is still open
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debug("a connection could not be given back in order (SQLState {})", e.getSQLState());
        }
    }

    private boolean pause(int reruns, Deadline deadline) {
        long ceiling = FIRST_CONFLICT_WAIT << reruns;
        long wait = 1 + (long) (guard.runtime().random().nextDouble() * ceiling);
        if (wait >= deadline.remainingNanos()) {
            return false;
        }
        try {
            guard.runtime().ticker().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How far one run got, and how it ended. Confined to the thread that runs it. */
    private static final class Progress {
        private boolean commitSent;
        private boolean conflict;

        Failure classify(Throwable thrown) {
            Failure failure = JdbcFailures.STATEMENT.classify(thrown);
            conflict = JdbcFailures.isConflict(thrown);
            if (conflict) {
                // the loop around the guard runs it again: to the guard it does not pass, lest both repeat it
                return new Failure(Kind.PERMANENT, failure.phase(), failure.code());
            }
            if (commitSent || failure.kind() == Kind.TIME_OUT) {
                // what ran out of time would do so again, or was cancelled by the host: no second run where it writes
                return failure.at(Phase.MAYBE_APPLIED);
            }
            return failure.at(Phase.NOT_APPLIED);
        }
    }
}

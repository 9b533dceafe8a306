package dev.heal.jdbc;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.FailureClassifier;
import dev.heal.failure.Recovery;
import java.io.PrintWriter;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source around the host's own, usually a pool. Connections are acquired through the guard: refused at once while
 * the database is known to be away, tried again within the acquire deadline otherwise. {@link #read} and
 * {@link #inTransaction} put the statements under the guard as well and repeat them where that is safe.
 *
 * <p>What an exception means is read from its SQLState (PostgreSQL, MySQL, MariaDB and H2 are known), from the vendor code
 * where the state alone is too general, and from JDBC's exception classes where no state is known; causes and next
 * exceptions are looked into. Broken connections, overload, time-outs and read-only servers count against the database.
 * Locks, an exhausted pool, wrong statements and whatever the host's own code throws are not counted.
 * A refusal is the cause of an {@link SQLTransientConnectionException}, which has no stack trace either.
 *
 * <p>Around a HikariCP pool, found behind wrappers too, more can be done, and none of its settings is changed. The wait for
 * a connection ends at the deadline {@code jdbc-acquire} (default 3 s), or at the pool's own time-out if that is shorter.
 * While connects beside the pool show that the database is away, calls are refused at once. Calls are ended when for 5 s the
 * database has answered nothing at all, a new connect included, and one call alone when PostgreSQL shows its backend gone;
 * never for being slow. Connections to a server that has turned read-only are all thrown away. With any other data source
 * only Heal's own waits and tries are bounded; {@link #explain()} says which case it is.
 *
 * <p>The wrapped data source stays the host's, and this one need not be closed. Safe for use by
 * many threads if the wrapped one is.
 *
 * <p>Statements on a connection from {@link #getConnection()} count as evidence too. They are not repeated, with one
 * exception: {@code executeQuery} and {@code execute} on a connection that is in auto-commit and that the host has set to
 * read-only, while no result set is open, after a conflict, or on another connection of the pool if this one died before
 * anything else was done with it. A connection that died, or whose transaction or settings are unknown at close, is kept
 * from being handed out again. Only JDBC's own calls are seen: what SQL sets up in a session, such as {@code SET},
 * temporary tables and advisory locks, and what is done by way of {@code unwrap} stay between host and pool.
 */
public final class HealingDataSource implements DataSource {

    private final DataSource wrapped;
    private final PoolPilot pilot;
    private final PoolWatch watch;
    private final Guard acquire;
    private final Guard statement;
    private final ConnectionPorts ports;
    private final ReadRepeat repeat;
    private final Transactions transactions;

    /**
     * Wraps a data source.
     *
     * @param wrapped the host's data source or pool
     * @param guard the guard of this database
     */
    public HealingDataSource(DataSource wrapped, Guard guard) {
        this.wrapped = wrapped;
        PoolPilot found = PilotFinder.of(wrapped);
        this.pilot = found;
        this.acquire =
                guard.classifying(JdbcFailures.ACQUIRE).failuresOnly().within(GuardSettings.Deadlines::jdbcAcquire);
        this.statement = guard.classifying(JdbcFailures.STATEMENT).within(GuardSettings.Deadlines::jdbcStatement);
        this.repeat = new ReadRepeat(statement, this::pooled);
        this.transactions = new Transactions(this, statement);
        this.watch = new PoolWatch(statement, found);
        this.ports =
                new ConnectionPorts(guard.runtime().ticker(), new BothWatches(new GuardWatch(statement), watch), found);
        if (found.canEvictAll()) {
            // weakly: the guard may live longer than the host's pool
            WeakReference<PoolPilot> weak = new WeakReference<>(found);
            statement.heals(Recovery.Step.EVICT_ALL, "all pooled connections evicted", () -> {
                PoolPilot there = weak.get();
                if (there != null) {
                    there.evictAll();
                }
            });
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return ConnectionState.open(pooled(), ports, repeat);
        } catch (CallRefusedException refused) {
            throw new RefusedException(refused);
        }
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        try {
            Connection pooled = acquire.call(Effect.READ, () -> wrapped.getConnection(user, password));
            // not repeated on another connection: that would mean to keep the password
            return ConnectionState.open(pooled, ports, null);
        } catch (CallRefusedException refused) {
            throw new RefusedException(refused);
        }
    }

    private Connection pooled() throws SQLException {
        return acquire.call(Effect.READ, deadline -> watch.acquire(deadline));
    }

    /**
     * Runs a function that only reads on a connection of its own, which is returned afterwards. Repeated as a whole, on a
     * fresh connection, while its failures are of the passing kind, conflicts, locks and time-outs included. A statement
     * that the host cancels looks like one that ran out of time.
     *
     * @param work what to do; must not keep the connection
     * @param <T> type of the result
     * @return its result
     * @throws SQLException what the last try threw, or the refusal as an {@link SQLTransientConnectionException}
     */
    public <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException {
        try {
            return statement.call(Effect.READ, () -> {
                try (Connection connection = getConnection()) {
                    return work.on(connection);
                }
            });
        } catch (CallRefusedException refused) {
            throw new RefusedException(refused);
        }
    }

    /**
     * Runs a function in a transaction of its own: committed if it returns, rolled back if it throws. The whole function is
     * run again, at most five times, when the server rolled it back for the sake of another transaction (SQLStates 40001
     * and 40P01), and, as the guard's settings allow, when it failed in another way that may pass before COMMIT was sent,
     * such as a broken connection or a lock. A time-out, which the next run would meet again, and a COMMIT whose outcome is
     * unknown are repeated only for a transaction that just reads; else the failure reaches the caller. The
     * connection comes back with auto-commit on, except when its rollback failed: then the pool decides.
     *
     * @param effect {@link Effect#READ} for a transaction that writes nothing; any other for one that does
     * @param work what to do; must not commit, roll back or keep the connection
     * @param <T> type of the result
     * @return its result, after COMMIT
     * @throws SQLException what the last run threw, or the refusal as an {@link SQLTransientConnectionException}
     */
    public <T extends @Nullable Object> T inTransaction(Effect effect, SqlWork<T> work) throws SQLException {
        try {
            return transactions.run(effect, work);
        } catch (CallRefusedException refused) {
            throw new RefusedException(refused);
        }
    }

    /**
     * How failures of JDBC are read, for calls of the host's own: {@code guard.classifying(HealingDataSource.failures())}. A call
     * of effect {@link Effect#IDEMPOTENT} around {@link #inTransaction} repeats a COMMIT whose outcome is unknown too.
     *
     * @return a shared, stateless classifier of SQLStates, vendor codes and JDBC's exception classes
     */
    public static FailureClassifier failures() {
        return JdbcFailures.STATEMENT;
    }

    /**
     * What the guard of this database does, since when and why; and what is done around the wrapped pool, a sentence for
     * each part.
     *
     * @return text for a person
     */
    public String explain() {
        return statement.explain() + PoolExplanation.of(statement, pilot, watch);
    }

    PoolWatch watch() {
        return watch;
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
        return type.isInstance(this)
                ? type.cast(this)
                : type.isInstance(wrapped) ? type.cast(wrapped) : wrapped.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(wrapped) || wrapped.isWrapperFor(type);
    }

    /**
     * What is done on a connection.
     *
     * @param <T> type of the result
     */
    @FunctionalInterface
    public interface SqlWork<T extends @Nullable Object> {
        /**
         * Does it once.
         *
         * @param connection open, for the duration of this call only
         * @return the result
         * @throws SQLException if the database fails it
         */
        T on(Connection connection) throws SQLException;
    }
}

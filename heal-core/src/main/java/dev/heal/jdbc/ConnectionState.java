package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection while it is lent: what it is doing, and whether it may be used again. The generated delegates report here
 * what passes through them.
 *
 * <p>{@link #physical}, {@link #openedNanos}, {@link #isBusy}, {@link #busySinceNanos} and {@link #distrust} may be used by
 * any thread, everything else by the one that uses the connection. A call to the server costs a mark that is written and
 * taken off again, and two readings of the clock.
 */
final class ConnectionState {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    /** The mark of a connection that waits for nothing; a clock is not there for another 146 years. */
    private static final long IDLE = Long.MIN_VALUE;

    private final ConnectionPorts ports;
    private final @Nullable ReadRepeat repeat;
    private final WatchedConnection handle = new WatchedConnection(this);
    private final SessionState session = new SessionState();
    private final OpenResults results = new OpenResults(this);
    private final AtomicLong busySince = new AtomicLong(IDLE);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Connection physical;
    private volatile long openedNanos;
    private volatile boolean closed;
    // given back already, with nothing in its place
    private boolean lost;

    private ConnectionState(Connection physical, ConnectionPorts ports, @Nullable ReadRepeat repeat) {
        this.physical = physical;
        this.ports = ports;
        this.repeat = repeat;
        this.openedNanos = ports.ticker().nanos();
    }

    /** A connection that has just been got, as the host gets it. */
    static WatchedConnection open(Connection physical, ConnectionPorts ports, @Nullable ReadRepeat repeat) {
        ConnectionState state = new ConnectionState(physical, ports, repeat);
        ports.watch().opened(state);
        return state.handle;
    }

    /** The pool's connection. */
    Connection physical() {
        return physical;
    }

    /** When it was handed out, on the runtime's ticker. */
    long openedNanos() {
        return openedNanos;
    }

    /** Whether a call to the server is in progress. */
    boolean isBusy() {
        return busySince.getOpaque() != IDLE;
    }

    /** When the call in progress began, of several the first; meaningless unless {@link #isBusy}, so ask that afterwards. */
    long busySinceNanos() {
        return busySince.getOpaque();
    }

    /** Whether it was given back. */
    boolean isClosed() {
        return closing.get();
    }

    /** It must not be used by another borrower. */
    void distrust(String reason) {
        session.distrust(reason);
    }

    /** What the host holds. */
    WatchedConnection handle() {
        return handle;
    }

    OpenResults results() {
        return results;
    }

    SessionState session() {
        return session;
    }

    /** A call begins that may go to the server. */
    long begin() {
        long now = ports.ticker().nanos();
        // a second thread's call leaves the mark of the first alone, and takes off none but its own
        if (busySince.getPlain() == IDLE) {
            busySince.setOpaque(now);
        }
        ports.watch().began(this, now);
        return now;
    }

    /** A statement is about to be executed. */
    long execute() {
        session.executes();
        return begin();
    }

    /** The call returned, perhaps without having asked the server. */
    void ended(long started) {
        if (busySince.getPlain() == started) {
            busySince.setOpaque(IDLE);
        }
    }

    /** The call returned what the server said. */
    void answered(long started) {
        long now = ports.ticker().nanos();
        ended(started);
        ports.watch().answered(this, started, now);
    }

    /** A statement was executed. */
    void executed(long started, Statement statement) {
        answered(started);
        results.supersededBy(statement);
    }

    /** A transaction was ended. */
    void settled(long started) {
        answered(started);
        session.settled();
    }

    void autoCommit(long started, boolean on) {
        if (session.hasWorked() && on && Boolean.FALSE.equals(session.autoCommit())) {
            answered(started);
        } else {
            ended(started);
        }
        session.autoCommit(on);
    }

    boolean sawAutoCommit(boolean on) {
        if (session.autoCommit() == null) {
            session.autoCommit(on);
        }
        return on;
    }

    void readOnly(long started, boolean on) {
        ended(started);
        session.readOnly(on);
        if (on && repeat != null && session.autoCommit() == null) {
            // what follows may be repeated if it is in auto-commit, which hosts rarely say
            session.autoCommit(isAutoCommit());
        }
    }

    /** The host has set up the session in another way. */
    void set(long started) {
        ended(started);
        session.shares();
    }

    boolean valid(long started, boolean valid) {
        if (valid) {
            answered(started);
        } else {
            failed(started, new SQLNonTransientConnectionException("isValid returned false", "08006"));
        }
        return valid;
    }

    /** The call threw; unchecked exceptions say nothing of the server. */
    void failed(long started, Throwable thrown) {
        ended(started);
        if (thrown instanceof SQLException e) {
            report(started, e, JdbcFailures.STATEMENT.classify(e));
        } else if (thrown instanceof VirtualMachineError) {
            // the driver may have been stopped in the middle of a message
            session.distrust(thrown.getClass().getSimpleName());
        }
    }

    /** The end of a transaction failed. */
    void settlingFailed(long started, Throwable thrown) {
        session.settlingFailed();
        failed(started, thrown);
    }

    /** A whole transaction could not be rolled back. */
    void rollbackFailed(long started, Throwable thrown) {
        session.rollbackFailed();
        failed(started, thrown);
    }

    /** The setting up of the session failed, and perhaps the end of a transaction with it. */
    void settingFailed(long started, String what, Throwable thrown) {
        settlingFailed(started, thrown);
        session.settingFailed(what, JdbcFailures.STATEMENT.classify(thrown));
    }

    /** A call threw that rarely goes to the server. */
    void heard(SQLException thrown) {
        Failure failure = JdbcFailures.STATEMENT.classify(thrown);
        if (failure.kind().isEvidence()) {
            report(ports.ticker().nanos(), thrown, failure);
        }
    }

    private void report(long started, SQLException thrown, Failure failure) {
        boolean knownDead = session.reason() != null;
        if (closed) {
            // what was given back is refused by the pool or the driver, not by the server
            return;
        }
        session.failed(failure);
        long now = ports.ticker().nanos();
        if (!failure.kind().isEvidence()) {
            ports.watch().answered(this, started, now, thrown);
        } else if (failure.kind() == Kind.FAILOVER && session.isReadOnly()) {
            // it is the host that wants this session read-only
            ports.watch().answered(this, started, now);
        } else if (!knownDead) {
            ports.watch().failed(this, started, now, thrown);
        }
    }

    /** Whether statements that are made now may be repeated, so that it must be known how they were made. */
    boolean recordsReads() {
        return repeat != null && session.isReadOnly() && Boolean.TRUE.equals(session.autoCommit());
    }

    boolean mayRepeat(Throwable thrown, StatementRecipe<?> recipe) {
        return repeat != null && repeat.applies(this, recipe, thrown);
    }

    /** Tries a failed statement again; only after {@link #mayRepeat}. */
    <S extends Statement, R extends @Nullable Object> R repeat(
            long started,
            Throwable thrown,
            StatementRecipe<S> recipe,
            Consumer<S> target,
            StatementRecipe.Execution<S, R> execution)
            throws SQLException {
        if (repeat == null || !(thrown instanceof SQLException e)) {
            throw new IllegalStateException("repeated what may not be repeated", thrown);
        }
        return repeat.again(this, recipe, target, execution, new ReadRepeat.FirstTry(started, e));
    }

    /** Another connection in the place of this one, which is not used again. */
    Connection replace(ReadRepeat.Source source) throws SQLException {
        String reason = session.reason();
        if (!lost) {
            lost = true;
            discard(physical, reason == null ? "replaced" : reason);
            ports.watch().closed(this);
        }
        Connection fresh = source.get();
        physical = fresh;
        openedNanos = ports.ticker().nanos();
        lost = false;
        ports.watch().opened(this);
        fresh.setReadOnly(true);
        if (!fresh.getAutoCommit()) {
            fresh.setAutoCommit(true);
        }
        session.replaced();
        return fresh;
    }

    void abort(Executor executor) throws SQLException {
        session.distrust("abort was called");
        physical.abort(executor);
    }

    /** Gives the connection back, or sees to it that it is not used again. Does something once only. */
    void close() throws SQLException {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            if (session.reason() == null) {
                results.closeAll();
            }
            String reason = whyNotReusable();
            if (reason == null) {
                giveBack();
            } else if (!lost) {
                discard(physical, reason);
            }
        } finally {
            closed = true;
            if (!lost) {
                ports.watch().closed(this);
            }
        }
    }

    private @Nullable String whyNotReusable() {
        if (session.reason() == null && session.hasWorked() && !isAutoCommit()) {
            if (!session.hasRollbackFailed()) {
                rollBack();
            }
            if (session.hasRollbackFailed()) {
                session.distrust("a transaction is open and could not be rolled back");
            }
        }
        return session.reason();
    }

    private boolean isAutoCommit() {
        Boolean known = session.autoCommit();
        if (known != null) {
            return known;
        }
        try {
            return physical.getAutoCommit();
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private void rollBack() {
        long started = begin();
        try {
            physical.rollback();
            settled(started);
            LOG.debug("a transaction was left open at close and has been rolled back");
        } catch (SQLException | RuntimeException e) {
            rollbackFailed(started, e);
        }
    }

    /** Pools reset what the host has set up, for which they may have to ask the server. */
    private void giveBack() throws SQLException {
        long started = begin();
        try {
            physical.close();
            ended(started);
        } catch (Throwable thrown) {
            failed(started, thrown);
            throw thrown;
        }
    }

    private void discard(Connection pooled, String reason) {
        try {
            ports.evictor().evict(pooled, reason);
        } catch (RuntimeException e) {
            LOG.warn("a connection could not be evicted: {}", reason, e);
        }
        try {
            pooled.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug(
                    "a connection that is not used again could not be closed ({})",
                    e.getClass().getName());
        }
    }
}

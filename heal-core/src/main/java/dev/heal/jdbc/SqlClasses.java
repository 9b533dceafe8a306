package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC's exception classes mean where no state is known; the first row that matches is the answer. Pools, H2 and
 * MySQL's Connector/J use these classes, PostgreSQL's driver does not.
 */
final class SqlClasses {

    private record Row(Class<? extends SQLException> type, Kind kind, Phase phase) {}

    private static final List<Row> TABLE = List.of(
            new Row(SQLTimeoutException.class, Kind.TIME_OUT, Phase.MAYBE_APPLIED),
            new Row(SQLTransactionRollbackException.class, Kind.LOCK, Phase.NOT_APPLIED),
            new Row(SQLTransientConnectionException.class, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED),
            new Row(SQLTransientException.class, Kind.TRANSIENT, Phase.MAYBE_APPLIED),
            new Row(SQLRecoverableException.class, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED),
            new Row(SQLNonTransientException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED));

    private SqlClasses() {}

    /** What an exception's class says, or null if it is none of those that say something. */
    static @Nullable Failure of(SQLException e, boolean acquiring) {
        if (isOfPool(e, acquiring)) {
            return new Failure(Kind.EXHAUSTED, Phase.NOT_SENT, code(e));
        }
        for (Row row : TABLE) {
            if (row.type.isInstance(e)) {
                return new Failure(row.kind, row.phase, code(e));
            }
        }
        return null;
    }

    /**
     * A pool whose connections are all lent has nothing to report but that: no state and no cause. If the database were
     * away, the pool would hand on what its last try to connect met. A statement's time-out looks the same as some pools',
     * so the class of time-outs speaks of the pool only while a connection is being acquired.
     */
    private static boolean isOfPool(SQLException e, boolean acquiring) {
        return e.getSQLState() == null
                && e.getCause() == null
                && (e instanceof SQLTransientConnectionException || (acquiring && e instanceof SQLTimeoutException));
    }

    private static String code(SQLException e) {
        String state = e.getSQLState();
        return state == null ? e.getClass().getSimpleName() : state;
    }
}

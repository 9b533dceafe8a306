package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable out of JDBC means. SQLStates, which all drivers set, decide first ({@link SqlStates}): the nearest
 * exception of the chain whose state is known. Where none is, JDBC's exception classes decide ({@link SqlClasses}).
 * Everything else is the affair of the statement, or of the code around it, which may throw what it likes: permanent, and
 * no evidence.
 */
enum JdbcFailures implements FailureClassifier {
    /** While a connection is got: whatever fails, nothing of the caller's was sent. */
    ACQUIRE,
    /** While one is used. */
    STATEMENT;

    @Override
    public Failure classify(Throwable thrown) {
        List<SQLException> chain = SqlChain.of(thrown);
        Failure failure = byState(chain);
        if (failure == null) {
            failure = byClass(chain);
        }
        if (failure == null) {
            return new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, code(thrown));
        }
        return this == ACQUIRE ? failure.at(Phase.NOT_SENT) : failure;
    }

    /** Whether the server rolled a transaction back because of other callers: serialization failure or deadlock. */
    static boolean isConflict(Throwable thrown) {
        for (SQLException e : SqlChain.of(thrown)) {
            SqlStates.Row row = SqlStates.rowOf(e);
            if (row != null) {
                return "40001".equals(row.state()) || "40P01".equals(row.state());
            }
        }
        return false;
    }

    private static @Nullable Failure byState(List<SQLException> chain) {
        for (SQLException e : chain) {
            SqlStates.Row row = SqlStates.rowOf(e);
            if (row != null) {
                Failure failure = row.of(e);
                // one statement of a batch was not applied; those before it may have been
                return SqlChain.hasBatch(chain) && !row.rolledBack() ? failure.at(Phase.MAYBE_APPLIED) : failure;
            }
        }
        return null;
    }

    private @Nullable Failure byClass(List<SQLException> chain) {
        for (SQLException e : chain) {
            Failure failure = SqlClasses.of(e, this == ACQUIRE);
            if (failure != null) {
                return SqlChain.hasBatch(chain) ? failure.at(Phase.MAYBE_APPLIED) : failure;
            }
        }
        return null;
    }

    private static String code(Throwable thrown) {
        return thrown instanceof SQLException e && e.getSQLState() != null
                ? e.getSQLState()
                : thrown.getClass().getSimpleName();
    }
}

package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * SQLStates, which unlike exception classes all drivers set: 08 (connection exceptions), 57P (PostgreSQL is going down or
 * coming up) and 25006 (the server became read-only). Everything else is the affair of the statement, or of the code around it, which
 * may throw what it likes.
 */
enum JdbcFailures implements FailureClassifier {
    INSTANCE;

    private static final int DEPTH = 8;

    @Override
    public Failure classify(Throwable thrown) {
        Throwable seen = thrown;
        for (int depth = 0; seen != null && depth < DEPTH; depth++, seen = seen.getCause()) {
            if (seen instanceof SQLException e) {
                Failure failure = byState(e.getSQLState());
                if (failure != null) {
                    return failure;
                }
            }
        }
        return new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, code(thrown));
    }

    private static @Nullable Failure byState(@Nullable String state) {
        if (state == null) {
            return null;
        } else if (state.equals("08001") || state.equals("08004")) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, state);
        } else if (state.startsWith("08")) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, state);
        } else if (state.equals("57P03")) {
            return new Failure(Kind.TRANSIENT, Phase.NOT_SENT, state);
        } else if (state.startsWith("57P")) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, state);
        } else if (state.equals("25006")) {
            return new Failure(Kind.FAILOVER, Phase.NOT_APPLIED, state);
        }
        return null;
    }

    /** Whether the server rolled the whole transaction back because of other callers: serialization failure or deadlock. */
    static boolean isConflict(Throwable thrown) {
        return thrown instanceof SQLException e && ("40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState()));
    }

    private static String code(Throwable thrown) {
        return thrown instanceof SQLException e && e.getSQLState() != null
                ? e.getSQLState()
                : thrown.getClass().getSimpleName();
    }
}

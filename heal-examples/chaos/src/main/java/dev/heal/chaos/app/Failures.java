package dev.heal.chaos.app;

import dev.heal.CallRefusedException;
import dev.heal.chaos.app.CallLine.Outcome;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an exception says in one word. */
final class Failures {

    private Failures() {}

    /** A refusal, also one that is the cause of another exception, or a failure. */
    static Outcome outcome(Throwable thrown) {
        return refusal(thrown) == null ? Outcome.FAILED : Outcome.REFUSED;
    }

    static String word(Throwable thrown) {
        CallRefusedException refused = refusal(thrown);
        if (refused != null) {
            return refused.guard() + " " + refused.reason();
        }
        if (thrown instanceof StatusRuntimeException status) {
            return status.getStatus().getCode().name();
        }
        if (thrown instanceof SQLException sql && sql.getSQLState() != null) {
            return sql.getSQLState();
        }
        return thrown.getClass().getSimpleName();
    }

    private static @Nullable CallRefusedException refusal(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof CallRefusedException refused) {
                return refused;
            }
        }
        return null;
    }
}

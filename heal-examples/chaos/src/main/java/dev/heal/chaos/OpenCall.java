package dev.heal.chaos;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heal.CallRefusedException;
import dev.heal.chaos.Call.Kind;
import dev.heal.chaos.Call.Outcome;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call under way: tells the time spent with a connection in hand from the time spent without. Safe for use by two threads. */
final class OpenCall {

    private final Kind kind;
    private final Stopwatch watch;
    private final long begin;

    @GuardedBy("this")
    private long used;

    /** Since when it has had a connection, negative while it has none. */
    @GuardedBy("this")
    private long usedSince = -1;

    @GuardedBy("this")
    private int cut;

    OpenCall(Kind kind, Stopwatch watch) {
        this.kind = kind;
        this.watch = watch;
        this.begin = watch.now();
    }

    /** Does the work on a connection that was just got. */
    <T extends @Nullable Object> T use(Connection connection, SqlWork<T> work) throws SQLException {
        got();
        boolean done = false;
        try {
            T result = work.on(connection);
            done = true;
            return result;
        } finally {
            gave(done);
        }
    }

    Call ended(@Nullable Throwable thrown) {
        if (thrown == null) {
            return at(Outcome.DONE, null);
        }
        CallRefusedException refused = refusal(thrown);
        return refused == null
                ? at(Outcome.FAILED, code(thrown))
                : at(Outcome.REFUSED, refused.reason().name());
    }

    Call unanswered() {
        return at(Outcome.UNANSWERED, null);
    }

    private synchronized void got() {
        usedSince = watch.now();
    }

    private synchronized void gave(boolean done) {
        used += watch.now() - usedSince;
        usedSince = -1;
        cut += done ? 0 : 1;
    }

    private synchronized Call at(Outcome outcome, @Nullable String failure) {
        long end = watch.now();
        long inUse = used + (usedSince < 0 ? 0 : end - usedSince);
        return new Call(kind, begin, end, end - begin - inUse, cut, outcome, failure);
    }

    private static @Nullable CallRefusedException refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallRefusedException refused) {
                return refused;
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

package dev.heal.jdbc;

import dev.heal.CallRefusedException;
import java.sql.SQLTransientConnectionException;

/**
 * A refusal in JDBC's own words. As the refusal itself: no stack trace, and its text is put together when it is asked for,
 * since refusals are the hot path of an outage.
 */
final class RefusedException extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1L;
    private static final String STATE = "08001";

    private final CallRefusedException refused;

    RefusedException(CallRefusedException refused) {
        super(null, STATE, refused);
        this.refused = refused;
    }

    @Override
    public String getMessage() {
        return refused.reason() == CallRefusedException.Reason.DEADLINE
                ? refused.getMessage() + "; to wait longer: heal.guard." + refused.guard()
                        + ".deadline.jdbc-acquire or .jdbc-statement"
                : refused.getMessage();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it touches nothing
    public Throwable fillInStackTrace() {
        return this;
    }
}

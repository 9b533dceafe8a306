package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session while a connection is lent, read off the calls that pass: whether a transaction is open, and
 * whether the session may be used again at all. Only JDBC's own calls are seen; what statements change (SET, temporary
 * tables, advisory locks) is not.
 *
 * <p>Kept by the thread that uses the connection; only the reason to evict may come from any thread.
 */
final class SessionState {

    /** Standard: not while a transaction is active. Drivers check it before they send anything. */
    private static final String REFUSED_IN_TRANSACTION = "25001";

    private @Nullable Boolean autoCommit;
    private boolean readOnly;
    private boolean worked;
    private boolean rollbackFailed;
    private int statements;
    private int executions;
    private boolean shared;
    private volatile @Nullable String reason;

    /** A statement is made. */
    void makes() {
        statements++;
    }

    /** A statement is sent, in whatever transaction there is. */
    void executes() {
        worked = true;
        executions++;
    }

    /** COMMIT or ROLLBACK succeeded: nothing is open. */
    void settled() {
        worked = false;
        rollbackFailed = false;
    }

    void autoCommit(boolean on) {
        if (autoCommit == null || autoCommit != on) {
            // by JDBC's rules the change commits
            settled();
        }
        autoCommit = on;
    }

    void readOnly(boolean on) {
        readOnly = on;
    }

    /** The host holds something that belongs to this very connection, or has set it up in its own way. */
    void shares() {
        shared = true;
    }

    /** Any call failed. */
    void failed(Failure failure) {
        if (speaksAgainst(failure)) {
            distrust(failure.kind() + " (" + failure.code() + ")");
        }
    }

    /** COMMIT, ROLLBACK or the like failed: the transaction is as open as it can be. */
    void settlingFailed() {
        worked = true;
    }

    /** ROLLBACK failed: there is no use in another one. */
    void rollbackFailed() {
        settlingFailed();
        rollbackFailed = true;
    }

    /** A call that sets the session up failed. */
    void settingFailed(String what, Failure failure) {
        boolean refused = failure.kind() == Kind.PERMANENT && failure.phase() != Phase.MAYBE_APPLIED;
        if (!refused && !failure.code().equals(REFUSED_IN_TRANSACTION)) {
            distrust(what + " failed (" + failure.code() + ")");
        }
    }

    /** The session must not be used again. The first reason stands. */
    void distrust(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** Whether a failure means that this connection has no future; a read-only server is what a read-only host asked for. */
    boolean speaksAgainst(Failure failure) {
        return failure.kind() == Kind.CONNECTION_DEAD || (failure.kind() == Kind.FAILOVER && !readOnly);
    }

    /** Why it must not be used again, or null. */
    @Nullable
    String reason() {
        return reason;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether statements were sent since the last known end of a transaction. */
    boolean hasWorked() {
        return worked;
    }

    boolean hasRollbackFailed() {
        return rollbackFailed;
    }

    /** The auto-commit mode as the host set or asked for it, or null if it did neither. */
    @Nullable
    Boolean autoCommit() {
        return autoCommit;
    }

    /** Whether another session would do as well: this one got nothing but the statement in progress. */
    boolean isReplaceable() {
        return !shared && statements == 1 && executions <= 1;
    }

    /** Another session, which got the same two settings, has taken the place of this one. */
    void replaced() {
        worked = false;
        executions = 0;
        reason = null;
    }
}

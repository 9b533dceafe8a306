package dev.heal.jdbc;

import java.sql.Connection;

/**
 * What is known of one lent connection. The thread that uses the connection writes; any thread may read, and sees a call
 * that is in progress for longer than a moment as it is.
 */
final class ConnectionState {

    private final Connection physical;
    private final long openedNanos;
    private volatile long busySinceNanos;
    private volatile boolean busy;

    ConnectionState(Connection physical, long openedNanos) {
        this.physical = physical;
        this.openedNanos = openedNanos;
    }

    /** The connection as the pool lent it. */
    Connection physical() {
        return physical;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Whether a call is at the server. */
    boolean isBusy() {
        return busy;
    }

    /** When the call in progress began; means nothing while there is none. */
    long busySinceNanos() {
        return busySinceNanos;
    }

    void began(long nowNanos) {
        busySinceNanos = nowNanos;
        busy = true;
    }

    void ended() {
        busy = false;
    }
}

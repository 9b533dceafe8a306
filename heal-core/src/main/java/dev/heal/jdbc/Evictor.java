package dev.heal.jdbc;

import java.sql.Connection;

/** Sees to it that a pool does not hand a connection out again. */
@FunctionalInterface
interface Evictor {

    /**
     * Called once, on the thread that gives the connection back, just before the pool's connection is closed. Must neither
     * wait for the server nor throw.
     *
     * @param pooled the pool's connection
     * @param reason why it must go, without secrets
     */
    void evict(Connection pooled, String reason);
}

package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be done with the host's pool. Safe for use by many threads. */
interface PoolPilot extends Evictor {

    /** A connection; waits at most so long if {@link #boundsWaits()}, null for the pool's own time-out. */
    Connection acquire(@Nullable Duration wait) throws SQLException;

    /** A connection of the pool for a probe; waits at most so long. */
    Connection probe(Duration wait) throws SQLException;

    /** The driver's own connection underneath one that was lent, or that one if it cannot be reached. */
    Connection driver(Connection pooled);

    /** Whether {@link #acquire} obeys the wait it is given. */
    boolean boundsWaits();

    /** How long the pool lets callers wait by its own setting; null if that is not known. */
    @Nullable
    Duration ownTimeout();

    /** Whether {@link #connectAside()} can be used now. */
    boolean canConnectAside();

    /** A connection beside the pool; may block as long as the driver does. */
    Connection connectAside() throws SQLException;

    /** Whether {@link #evictAll()} does anything. */
    boolean canEvictAll();

    /** Throws every connection away, lent ones when they come back; does not block. */
    void evictAll();

    /** How full the pool is; all zero if that is not known. */
    Fill fill();

    /** Sets the maximum size. */
    void resize(int max);

    /** What this pool allows, and what it does not, in one sentence. */
    String explain();

    /**
     * How full the pool is.
     *
     * @param total open connections
     * @param active those that are lent
     * @param idle those that are not
     * @param waiting threads that wait for one
     * @param max the most that the pool opens
     */
    record Fill(int total, int active, int idle, int waiting, int max) {
        static final Fill UNKNOWN = new Fill(0, 0, 0, 0, 0);
    }
}

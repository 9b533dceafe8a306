package dev.heal.jdbc;

import java.sql.SQLException;

/**
 * What connections in use tell. Called on the thread that uses the connection, also by many threads at once; must neither
 * block nor throw.
 *
 * <p>A call that begins does not always end in a report: where a driver may have answered from its own memory (a statement
 * was prepared, a row was fetched), a success says nothing of the server and only the busy mark of the connection ends.
 * Nor is a failure told of a connection that is known to be dead, or was given back: the first one said it all.
 */
interface StatementWatch {

    /** A connection was handed out; the same one may be opened again after {@link #closed}, around another of the pool. */
    default void opened(ConnectionState connection) {}

    /** A connection was given back. */
    default void closed(ConnectionState connection) {}

    /** A call goes to the server. */
    void began(ConnectionState connection, long nowNanos);

    /** The server did what it was asked to. */
    void answered(ConnectionState connection, long startedNanos, long nowNanos);

    /** The server answered with an error that says nothing against its health; an answer like any other by default. */
    default void answered(ConnectionState connection, long startedNanos, long nowNanos, SQLException error) {
        answered(connection, startedNanos, nowNanos);
    }

    /** The call failed in a way that speaks against the connection or the server. */
    void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown);
}

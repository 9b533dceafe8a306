package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SQLStates mean, for PostgreSQL, MySQL, MariaDB and H2: the first row that matches is the answer. A row names a
 * whole state or the beginning of one (two characters are the standard's class).
 *
 * <p>How the vendor is told: each vendor numbers its codes as it likes, so a code means nothing by itself. A row asks for
 * one only together with the state under which its vendor reports it: MySQL's and MariaDB's 1040 under 08004, H2's 50200
 * under HYT00. PostgreSQL's driver always has the code 0, and states of its own say it all. H2 writes most of its codes as
 * the state too, and those rows need no code. Class names of drivers play no part, as drivers are wrapped and shaded.
 */
final class SqlStates {

    /** In a row: any vendor code. */
    private static final int ANY = 0;

    static final List<Row> TABLE = List.of(
            // 08: connections
            new Row("08001", ANY, Kind.CONNECTION_DEAD, Phase.NOT_SENT, "cannot connect"),
            new Row("08003", ANY, Kind.CONNECTION_DEAD, Phase.NOT_SENT, "connection was closed before"),
            new Row("08004", 1040, Kind.OVERLOAD, Phase.NOT_SENT, "MySQL: too many connections"),
            new Row("08004", ANY, Kind.PERMANENT, Phase.NOT_SENT, "connection rejected: PostgreSQL misses a password"),
            new Row("08", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "connection broke"),
            new Row("90067", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "H2: connection broke"),
            new Row("90098", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "H2: database was closed"),
            new Row("90121", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "H2: database is shutting down"),
            // the server comes, goes, or ends sessions
            new Row("57P03", ANY, Kind.TRANSIENT, Phase.NOT_SENT, "PostgreSQL is starting or stopping"),
            new Row("57P", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "PostgreSQL ended the session"),
            new Row("25P03", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "PostgreSQL: idle in transaction"),
            new Row("58", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "PostgreSQL: system error"),
            new Row("F0", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "PostgreSQL: configuration file error"),
            new Row("99", ANY, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "PostgreSQL's driver: unexpected error"),
            // no answer in time: cancelled by the server, or by the host
            new Row("57014", ANY, Kind.TIME_OUT, Phase.NOT_APPLIED, "statement time-out or cancelled; H2 too"),
            new Row("25P04", ANY, Kind.TIME_OUT, Phase.MAYBE_APPLIED, "PostgreSQL: transaction time-out"),
            new Row("HY000", 3024, Kind.TIME_OUT, Phase.NOT_APPLIED, "MySQL: statement time-out"),
            new Row("70100", 1927, Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "MariaDB: session was killed"),
            new Row("70100", ANY, Kind.TIME_OUT, Phase.NOT_APPLIED, "MySQL 1317, MariaDB 1969: interrupted"),
            // others hold what the statement wants
            new Row("40001", 1205, Kind.LOCK, Phase.NOT_APPLIED, "MySQL: lock time-out, as Connector/J reports it"),
            new Row("40001", ANY, Kind.LOCK, Phase.NOT_APPLIED, "serialization failure; MySQL 1213, H2: deadlock"),
            new Row("40P01", ANY, Kind.LOCK, Phase.NOT_APPLIED, "PostgreSQL: deadlock"),
            new Row("55P03", ANY, Kind.LOCK, Phase.NOT_APPLIED, "PostgreSQL: lock time-out"),
            new Row("HY000", 1205, Kind.LOCK, Phase.NOT_APPLIED, "MySQL: lock time-out"),
            new Row("HYT00", 50200, Kind.LOCK, Phase.NOT_APPLIED, "H2: lock time-out"),
            // the wrong server to write to; in MySQL a transaction that the host made read-only has its own code
            new Row("HY000", 1290, Kind.FAILOVER, Phase.NOT_APPLIED, "MySQL: server is read-only"),
            new Row("HY000", 1836, Kind.FAILOVER, Phase.NOT_APPLIED, "MySQL: server is in read-only mode"),
            new Row("25006", 1792, Kind.PERMANENT, Phase.NOT_APPLIED, "MySQL: transaction is read-only"),
            new Row("25006", ANY, Kind.FAILOVER, Phase.NOT_APPLIED, "PostgreSQL: read-only"),
            // too much to do
            new Row("53300", ANY, Kind.OVERLOAD, Phase.NOT_SENT, "PostgreSQL: too many connections"),
            new Row("53", ANY, Kind.OVERLOAD, Phase.NOT_APPLIED, "PostgreSQL: disk, memory or a limit is at its end"),
            new Row("42000", 1203, Kind.OVERLOAD, Phase.NOT_SENT, "MySQL: too many connections of this user"),
            // the call itself is wrong
            new Row("0A", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "not supported"),
            new Row("22", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "data"),
            new Row("23", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "constraint"),
            new Row("25P02", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "PostgreSQL: transaction has failed before"),
            new Row("28", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "authorization"),
            new Row("42", ANY, Kind.PERMANENT, Phase.NOT_APPLIED, "syntax or access"),
            new Row("XX", ANY, Kind.PERMANENT, Phase.MAYBE_APPLIED, "PostgreSQL: internal error"));

    private SqlStates() {}

    /** The row for an exception's own state and code, or null if there is none; its causes are not looked at. */
    static @Nullable Row rowOf(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return null;
        }
        for (Row row : TABLE) {
            if (state.startsWith(row.state) && (row.code == ANY || row.code == e.getErrorCode())) {
                return row;
            }
        }
        return null;
    }

    /**
     * One meaning.
     *
     * @param state an SQLState, or how it begins
     * @param code the vendor code that is needed too, or 0
     * @param kind what is wrong
     * @param phase how far the statement got
     * @param meaning for the reader of the table
     */
    record Row(String state, int code, Kind kind, Phase phase, String meaning) {

        /** What it says of an exception that it matches; where the code was needed, the code is told too. */
        Failure of(SQLException e) {
            return new Failure(kind, phase, code == ANY ? e.getSQLState() : e.getSQLState() + "/" + code);
        }

        /** Whether the server has rolled back the whole transaction, what its earlier statements did included. */
        boolean rolledBack() {
            return state.startsWith("40") && code == ANY;
        }
    }
}

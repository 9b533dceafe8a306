package dev.heal.jdbc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which of PostgreSQL's backends are there, by {@code pg_stat_activity}. The driver is asked for a connection's process id
 * by a method handle, found once: nothing here needs the driver to compile. Behind a pooler the driver's process id is not
 * the server's, and with several hosts in the URL one connection shows one server only; in both cases nothing is known.
 */
final class PostgresBackends {

    private static final int NET_MILLIS = 2_000;
    private static final long SLACK = TimeUnit.SECONDS.toNanos(2);
    private static final String PG_CONNECTION = "org.postgresql.PGConnection";
    private static final String WHERE = "select pg_backend_pid(), coalesce(host(inet_server_addr()), '') || ':'"
            + " || coalesce(inet_server_port(), 0) || ' since ' || pg_postmaster_start_time()";
    private static final String WHO =
            "select pid, extract(epoch from clock_timestamp() - backend_start) from pg_stat_activity";

    private volatile @Nullable Driver driver;

    /**
     * What one look shows.
     *
     * @param server which server it was
     * @param ageNanos process ids, and how old each backend is; negative if that is not told
     */
    record Census(String server, Map<Integer, Long> ageNanos) {}

    private record Driver(Class<?> type, MethodHandle pid) {}

    /** All backends of the server, or null if nothing can be learned there. */
    @Nullable
    Census census(Connection side) throws SQLException {
        int own = pid(side);
        if (own == 0 || namesSeveralHosts(side)) {
            return null;
        }
        side.setNetworkTimeout(Runnable::run, NET_MILLIS);
        try (Statement statement = side.createStatement()) {
            String server;
            try (ResultSet row = statement.executeQuery(WHERE)) {
                if (!row.next() || row.getInt(1) != own) {
                    return null;
                }
                server = row.getString(2);
            }
            Map<Integer, Long> ages = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(WHO)) {
                while (rows.next()) {
                    double seconds = rows.getDouble(2);
                    ages.put(rows.getInt(1), rows.wasNull() ? -1 : (long) (seconds * 1e9));
                }
            }
            return new Census(server, ages);
        }
    }

    /** Whether a connection's backend is among them; true if that cannot be told. */
    boolean isThere(Census census, Connection connection, long ageNanos) {
        int pid = pid(connection);
        if (pid == 0) {
            return true;
        }
        Long age = census.ageNanos.get(pid);
        // process ids are used again: a backend that is younger than the connection is another one's
        return age != null && (age < 0 || age + SLACK >= ageNanos);
    }

    private static boolean namesSeveralHosts(Connection side) throws SQLException {
        String url = side.getMetaData().getURL();
        int options = url == null ? -1 : url.indexOf('?');
        return url == null || (options < 0 ? url : url.substring(0, options)).contains(",");
    }

    /** The process id that the driver knows, or 0. */
    private int pid(Connection connection) {
        try {
            Driver known = driver;
            if (known == null) {
                known = find(connection);
                driver = known;
            }
            return (int) known.pid.invoke(connection.unwrap(known.type));
        } catch (Throwable e) {
            // another database's driver, or one that is wrapped beyond recognition
            return 0;
        }
    }

    private static Driver find(Connection connection) throws ReflectiveOperationException {
        Class<?> type =
                Class.forName(PG_CONNECTION, false, connection.getClass().getClassLoader());
        return new Driver(
                type,
                MethodHandles.publicLookup().findVirtual(type, "getBackendPID", MethodType.methodType(int.class)));
    }
}

package dev.heal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL. Clients use the database {@code heal} as the user {@code heal}, who owns it and needs no password.
 *
 * <p>Nothing that was committed is lost when the server is killed: it writes its log to the system before it answers,
 * and only leaves out waiting for the disk (fsync is off), which matters when the machine dies and not before.
 *
 * <p>It also runs under a root user, see {@code docs/testbed.md}. Thread-safety and errors as in {@link ServerProcess}.
 */
public final class PostgresServer extends ServerProcess {
    /** For clients. */
    private static final int MAX_CONNECTIONS = 100;

    /** Slots on top of those, so that the testbed gets in when clients hold all of theirs. */
    private static final int RESERVED = 10;

    private static final String CLIENTS =
            " from pg_stat_activity where backend_type = 'client backend'" + " and application_name <> 'heal-testbed'";

    private final PostgresBinaries binaries;
    private final Path data;

    private PostgresServer(ServerOptions options, PostgresBinaries binaries) {
        super("postgres", options);
        this.binaries = binaries;
        this.data = home().resolve("data");
    }

    /** Starts a server on a free port with temporary data. */
    public static PostgresServer launch() {
        return launch(ServerOptions.defaults());
    }

    /** Starts a server; further arguments are those of {@code postgres}, as {@code "-c", "name=value"}. */
    public static PostgresServer launch(ServerOptions options) {
        try {
            return launch(options, PostgresBinaries.find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresServer launch(ServerOptions options, PostgresBinaries binaries) {
        return started(new PostgresServer(options, binaries));
    }

    /** The URL for clients, user included. */
    public String jdbcUrl() {
        return jdbcUrl(port());
    }

    /** The URL for clients that come through another port, for instance that of a {@link FaultProxy}. */
    public String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/heal?user=heal";
    }

    /** Ends all clients' sessions; each client sees SQLSTATE 57P01 or 08006 at its next use. Returns how many. */
    public int terminateBackends() {
        return (int) admin("select count(pg_terminate_backend(pid))" + CLIENTS);
    }

    /** Number of clients' sessions at the moment. One that was closed a moment ago may still count. */
    public int backends() {
        return (int) admin("select count(*)" + CLIENTS);
    }

    /**
     * Sets how many sessions the user {@code heal} may have (default 100), at once and over restarts. One more is refused
     * with SQLSTATE 53300; open ones stay, {@link #restart()} ends them.
     *
     * @param limit in [1, 100]
     */
    public void maxConnections(int limit) {
        if (limit < 1 || limit > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("postgres 'maxConnections': must be in [1, " + MAX_CONNECTIONS
                    + "], was " + limit + "; use " + MAX_CONNECTIONS + " for the default");
        }
        // A limit of the user's and not of the server's: sessions of the testbed itself never take a client's place.
        admin("alter role heal connection limit " + limit);
    }

    /**
     * Makes the server refuse writes with SQLSTATE 25006, as a primary does that became a standby, or lets them in
     * again. Holds for open sessions from their next transaction on, for new ones at once, and over restarts. A
     * session which itself asked for {@code read write} is not bound by it.
     */
    public void readOnly(boolean on) {
        admin("alter system set default_transaction_read_only = " + (on ? "on" : "off"));
        admin("select pg_reload_conf()::int");
        awaitReadOnly(on);
    }

    @Override
    List<String> command() throws IOException {
        if (!Files.exists(data)) {
            binaries.copyTemplate(data);
        }
        binaries.user().own(home());
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port())));
        for (String setting : settings()) {
            arguments.add("-c");
            arguments.add(setting);
        }
        arguments.addAll(arguments());
        return binaries.server(arguments);
    }

    @Override
    boolean answers() throws SQLException {
        return admin0("select 1") == 1;
    }

    /** "Fast" shutdown: sessions are ended; on TERM the server would wait for its clients to leave. */
    @Override
    Leash.Signal stopSignal() {
        return Leash.Signal.INT;
    }

    private List<String> settings() {
        return List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + (MAX_CONNECTIONS + RESERVED),
                "superuser_reserved_connections=" + RESERVED,
                "fsync=off",
                "shared_buffers=16MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                // In the data directory, which is deleted, where the system's shared memory would stay after a kill.
                "dynamic_shared_memory_type=mmap",
                "log_line_prefix=%m [%p] ",
                "lc_messages=C");
    }

    /** A new session sees the new value only after all older ones were told of it. */
    private void awaitReadOnly(boolean on) {
        long begin = System.nanoTime();
        while (admin("select current_setting('default_transaction_read_only')::bool::int") != (on ? 1 : 0)) {
            if (System.nanoTime() - begin > 30_000_000_000L) {
                throw new IllegalStateException(this + ": must take a new setting within 30 s, did not");
            }
        }
    }

    private long admin(String sql) {
        try {
            return admin0(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(this + ": must be up to run '" + sql + "'", e);
        }
    }

    /** Runs a statement as superuser and returns the first number it gives, 0 for none. */
    private long admin0(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port()
                + "/heal?user=postgres&ApplicationName=heal-testbed&connectTimeout=5&socketTimeout=30";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}

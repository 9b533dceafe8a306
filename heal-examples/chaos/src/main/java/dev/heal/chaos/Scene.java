package dev.heal.chaos;

import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One contender with its own database, and what a fault may reach. Confined to one thread, except where said. */
final class Scene implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<PostgresServer> servers = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Callers alongside;
    private final Stopwatch watch;
    private @Nullable FaultProxy proxy;
    private @Nullable Access access;

    private Scene(Stopwatch watch) {
        this.watch = watch;
        this.alongside = new Callers(watch);
    }

    /** Starts everything, or closes what was started and throws. */
    static Scene open(DatabaseFault.Stage stage, Contender contender, Stopwatch watch) throws SQLException {
        Scene scene = new Scene(watch);
        try {
            scene.build(stage, contender);
            return scene;
        } catch (SQLException | RuntimeException e) {
            scene.close();
            throw e;
        }
    }

    private void build(DatabaseFault.Stage stage, Contender contender) throws SQLException {
        addServer();
        int port = server().port();
        if (stage.spare()) {
            addServer();
            FaultProxy front = FaultProxy.launch("127.0.0.1", port);
            opened.push(front);
            proxy = front;
            port = front.port();
        }
        Access made = contender.open(server().jdbcUrl(port), stage.poolSize());
        opened.push(made);
        opened.push(alongside::interrupt);
        access = made;
    }

    private void addServer() throws SQLException {
        PostgresServer server = PostgresServer.launch();
        opened.push(server);
        servers.add(server);
        Tables.create(server);
    }

    Access access() {
        return Objects.requireNonNull(access, "the scene was not built");
    }

    Ledger ledger() {
        return ledger;
    }

    Stopwatch watch() {
        return watch;
    }

    /** The server that the contender began with. */
    PostgresServer server() {
        return servers.get(0);
    }

    /** The server that is to take over, with the same tables. */
    PostgresServer spare() {
        return servers.get(1);
    }

    /** In front of both servers. */
    FaultProxy proxy() {
        return Objects.requireNonNull(proxy, "the stage has no spare server");
    }

    /** Starts callers of the contender's that are told from the traffic. */
    void alongside(int callers, Caller.Script script) {
        for (int i = 0; i < callers; i++) {
            alongside.start("alongside", access(), script);
        }
    }

    /** Waits until those callers have ended by themselves, at most that long. */
    void awaitAlongside(Duration limit) throws InterruptedException {
        alongside.await(limit);
    }

    void stopAlongside() {
        alongside.stop();
    }

    List<Call> callsAlongside() throws InterruptedException {
        return alongside.finish();
    }

    Ledger.Balance balance() throws SQLException {
        return ledger.balance(servers.stream().map(PostgresServer::jdbcUrl).toList());
    }

    /** Closes everything in the reverse order, whatever fails. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("scene: must close what it opened", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

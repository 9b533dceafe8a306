package dev.heal.chaos;

import dev.heal.chaos.Network.Way;
import dev.heal.chaos.app.Application;
import dev.heal.chaos.app.Wiring;
import dev.heal.testbed.JavaServer;
import dev.heal.testbed.PostgresServer;
import dev.heal.testbed.QdrantServer;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.ServerOptions;
import dev.heal.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One application with its own servers, each a process of its own, and what a fault may reach. Confined to one thread. */
final class AppScene implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Testbed servers;
    private final List<PostgresServer> databases = new ArrayList<>();
    private final Network network;
    private final JavaServer application;

    private AppScene(AppFault.Paths paths, Wiring contender, Workload workload) throws IOException {
        try {
            servers = opened(Testbed.launch(qdrant(paths)));
            databases.add(servers.postgres());
            Site site = opened(Site.open(workload.seed()));
            network = opened(Network.of(servers, site, paths == AppFault.Paths.PROXIED));
            application = opened(JavaServer.launch(
                    "application",
                    Application.class.getName(),
                    ServerOptions.defaults()
                            .withArguments(arguments(contender, workload).toArray(String[]::new))));
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    /** Starts everything and returns when there is traffic, or closes what was started and throws. */
    static AppScene open(AppFault.Paths paths, Wiring contender, Workload workload) throws IOException {
        return new AppScene(paths, contender, workload);
    }

    PostgresServer postgres() {
        return servers.postgres();
    }

    RedisServer redis() {
        return servers.redis();
    }

    QdrantServer qdrant() {
        return servers.qdrant();
    }

    JavaServer application() {
        return application;
    }

    /** The ways from the application to its servers. */
    Network network() {
        return network;
    }

    /** A further database, which is asked too for what was written. */
    PostgresServer addDatabase() {
        PostgresServer database = opened(PostgresServer.launch());
        databases.add(database);
        return database;
    }

    /** The first one, and those that were added. */
    List<PostgresServer> databases() {
        return List.copyOf(databases);
    }

    /** Ends the application in good order. */
    void finish() {
        application.stop();
    }

    /** Lines that the application wrote into its working directory; none if there is no such file. */
    List<String> lines(String file) throws IOException {
        Path path = application.log().resolveSibling(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** Closes everything, the last first, whatever fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("scene: everything must close", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private <C extends AutoCloseable> C opened(C resource) {
        open.push(resource);
        return resource;
    }

    private static ServerOptions qdrant(AppFault.Paths paths) {
        ServerOptions plain = ServerOptions.defaults();
        return paths == AppFault.Paths.AGING ? plain.withArguments("--max-connection-age", "2s") : plain;
    }

    private List<String> arguments(Wiring contender, Workload workload) {
        List<String> words = new ArrayList<>(List.of(
                "--contender", contender.toString(),
                "--jdbc-url", servers.postgres().jdbcUrl(network.port(Way.POSTGRES)),
                "--redis-uri", servers.redis().uri(network.port(Way.REDIS)),
                "--qdrant-port", Integer.toString(network.port(Way.VECTORS)),
                "--site", "http://" + HOST + ":" + network.port(Way.SITE) + "/",
                "--seed", Long.toString(workload.seed()),
                "--searches", Integer.toString(workload.searches()),
                "--pages", Integer.toString(workload.pages())));
        workload.settings().forEach(setting -> words.addAll(List.of("--set", setting)));
        return words;
    }
}

package dev.heal.chaos;

import dev.heal.chaos.app.Application;
import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.Wiring;
import dev.heal.testbed.JavaServer;
import dev.heal.testbed.PostgresServer;
import dev.heal.testbed.QdrantServer;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.ServerOptions;
import dev.heal.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** One application with its own servers, each a process of its own, and what a fault may reach. Confined to one thread. */
final class AppScene implements AutoCloseable {

    private final Testbed servers;
    private final JavaServer application;

    private AppScene(Testbed servers, JavaServer application) {
        this.servers = servers;
        this.application = application;
    }

    /** Starts everything and returns when there is traffic, or closes what was started and throws. */
    static AppScene open(Wiring contender, Workload workload) {
        Testbed servers = Testbed.launch();
        try {
            JavaServer application = JavaServer.launch(
                    "application",
                    Application.class.getName(),
                    ServerOptions.defaults().withArguments(arguments(contender, workload, servers)));
            return new AppScene(servers, application);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
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

    /** Ends the application in good order, and reads what it wrote into its working directory. */
    List<String> finish() throws IOException {
        application.stop();
        return Files.readAllLines(application.log().resolveSibling(CallLine.FILE));
    }

    /** Closes everything, whatever fails. */
    @Override
    public void close() {
        try {
            application.close();
        } finally {
            servers.close();
        }
    }

    private static String[] arguments(Wiring contender, Workload workload, Testbed servers) {
        List<String> words = new ArrayList<>(List.of(
                "--contender", contender.toString(),
                "--jdbc-url", servers.postgres().jdbcUrl(),
                "--redis-uri", servers.redis().uri(),
                "--qdrant-port", Integer.toString(servers.qdrant().port()),
                "--seed", Long.toString(workload.seed()),
                "--searches", Integer.toString(workload.searches()),
                "--writes", Integer.toString(workload.writes())));
        workload.settings().forEach(setting -> words.addAll(List.of("--set", setting)));
        return words.toArray(String[]::new);
    }
}

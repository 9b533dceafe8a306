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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One application with its own servers, each a process of its own, and what a fault may reach. Confined to one thread. */
final class AppScene implements AutoCloseable {

    private final Path directory;
    private final Testbed servers;
    private final JavaServer application;

    private AppScene(Path directory, Testbed servers, JavaServer application) {
        this.directory = directory;
        this.servers = servers;
        this.application = application;
    }

    /** Starts everything and returns when there is traffic, or closes what was started and throws. */
    static AppScene open(Wiring contender, Workload workload) throws IOException {
        Path directory = Files.createTempDirectory("heal-chaos-");
        Testbed servers = null;
        try {
            servers = Testbed.launch();
            JavaServer application = JavaServer.launch(
                    "application",
                    Application.class.getName(),
                    ServerOptions.defaults()
                            .withData(directory)
                            .withArguments(arguments(contender, workload, servers, directory)));
            return new AppScene(directory, servers, application);
        } catch (RuntimeException e) {
            if (servers != null) {
                servers.close();
            }
            delete(directory);
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

    /** Ends the application in good order, and reads what it wrote. */
    List<String> finish() throws IOException {
        application.stop();
        return Files.readAllLines(directory.resolve(CallLine.FILE));
    }

    /** Closes everything, whatever fails. */
    @Override
    public void close() {
        try {
            application.close();
        } finally {
            try {
                servers.close();
            } finally {
                delete(directory);
            }
        }
    }

    private static String[] arguments(Wiring contender, Workload workload, Testbed servers, Path directory) {
        List<String> words = new ArrayList<>(List.of(
                "--contender", contender.toString(),
                "--jdbc-url", servers.postgres().jdbcUrl(),
                "--redis-uri", servers.redis().uri(),
                "--qdrant-port", Integer.toString(servers.qdrant().port()),
                "--directory", directory.toString(),
                "--seed", Long.toString(workload.seed()),
                "--searches", Integer.toString(workload.searches()),
                "--writes", Integer.toString(workload.writes())));
        workload.settings().forEach(setting -> words.addAll(List.of("--set", setting)));
        return words.toArray(String[]::new);
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

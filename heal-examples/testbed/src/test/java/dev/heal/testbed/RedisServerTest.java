package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisServerTest {
    private static final RedisServer SERVER = RedisServer.launch();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void keepsNothingOverRestartsByDefault() {
        SERVER.command("SET", "a", "1");
        assertThat(SERVER.command("GET", "a")).isEqualTo("1");
        SERVER.restart();
        assertThat(SERVER.command("GET", "a")).isNull();
    }

    @Test
    void withAppendOnlyKeepsAcknowledgedWritesWhenKilled() {
        try (RedisServer server = RedisServer.launch(ServerOptions.defaults().withArguments("--appendonly", "yes"))) {
            for (int i = 0; i < 100; i++) {
                server.command("SET", "k" + i, "v");
            }
            server.kill();
            server.start();
            assertThat(server.command("DBSIZE")).isEqualTo("100");
        }
    }

    @Test
    void frozenServerMakesLettuceTimeOutAndThawedItAnswers() {
        try (RedisClient client = RedisClient.create(SERVER.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.setTimeout(Duration.ofMillis(300));
            SERVER.freeze();
            assertThatThrownBy(() -> connection.sync().ping()).isInstanceOf(RedisCommandTimeoutException.class);
            SERVER.thaw();
            connection.setTimeout(Duration.ofSeconds(60));
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void lettuceReconnectsToTheSamePortAfterAKill() throws Exception {
        try (RedisClient client = RedisClient.create(SERVER.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            SERVER.kill();
            Await.until("the end is noticed", () -> !connection.isOpen());
            assertThatThrownBy(() -> SERVER.command("PING")).isInstanceOf(UncheckedIOException.class);
            SERVER.start();
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void fullMemoryAnswersOom() {
        try (RedisServer server =
                        RedisServer.launch(ServerOptions.defaults().withArguments("--maxmemory-policy", "noeviction"));
                RedisClient client = RedisClient.create(server.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            server.command("CONFIG", "SET", "maxmemory", "1");
            assertThatThrownBy(() -> connection.sync().set("a", "1"))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageStartingWith("OOM");
        }
    }

    @Test
    void oneClientTooManyIsRefused() {
        try (RedisServer server = RedisServer.launch();
                RedisClient client = RedisClient.create(server.uri())) {
            server.command("CONFIG", "SET", "maxclients", "1");
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                assertThatThrownBy(() -> server.command("PING")).hasMessageContaining("max number of clients reached");
                assertThat(connection.sync().ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void replicaRefusesWrites() {
        try (RedisServer replica = RedisServer.launch(ServerOptions.defaults()
                        .withArguments("--replicaof", "127.0.0.1", Integer.toString(SERVER.port())));
                RedisClient client = RedisClient.create(replica.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThatThrownBy(() -> connection.sync().set("a", "1")).isInstanceOf(RedisReadOnlyException.class);
        }
    }

    @Test
    void answersLoadingWhileItLoads() throws Exception {
        try (RedisServer server = RedisServer.launch()) {
            server.command("SET", "a", "1");
            server.restartLoading(Duration.ofSeconds(2));
            assertThatThrownBy(() -> server.command("GET", "a")).hasMessageStartingWith("LOADING");
            Await.until("it is loaded", () -> answers(server));
            assertThat(server.command("GET", "a")).isEqualTo("1");
            server.restart();
            assertThat(server.command("DBSIZE")).isEqualTo("0");
        }
    }

    private static boolean answers(RedisServer server) {
        try {
            return "PONG".equals(server.command("PING"));
        } catch (IllegalStateException loading) {
            return false;
        }
    }

    @Test
    void commandThrowsWhatRedisAnswers() {
        SERVER.command("SET", "text", "x");
        assertThatThrownBy(() -> SERVER.command("LPUSH", "text", "y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("WRONGTYPE");
        assertThat(SERVER.command("CONFIG", "GET", "appendonly")).isEqualTo("appendonly\nno");
    }
}

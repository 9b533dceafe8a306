package dev.heal.vector;

import static dev.heal.failure.Failure.Kind.CONNECTION_DEAD;
import static dev.heal.failure.Failure.Kind.FAILOVER;
import static dev.heal.failure.Failure.Kind.OVERLOAD;
import static dev.heal.failure.Failure.Kind.PERMANENT;
import static dev.heal.failure.Failure.Kind.TIME_OUT;
import static dev.heal.failure.Failure.Kind.TRANSIENT;
import static dev.heal.failure.Failure.Phase.MAYBE_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.failure.Failure;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.ServerOptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real Redis and the real Lettuce say when something is wrong, and how that is read. */
final class RedisErrorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ENDLESS = "while true do end";

    private RedisServer redis;
    private FaultProxy proxy;
    private RedisClient client;

    @BeforeEach
    void start() {
        redis = RedisServer.launch();
        connectTo(redis);
    }

    @AfterEach
    void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        proxy.close();
        redis.close();
    }

    private void connectTo(RedisServer server) {
        proxy = FaultProxy.launch("127.0.0.1", server.port());
        client = RedisClient.create(server.uri(proxy.port()));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
    }

    private void startWith(String... arguments) {
        stop();
        redis = RedisServer.launch(ServerOptions.defaults().withArguments(arguments));
        connectTo(redis);
    }

    @Test
    void loading() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.restartLoading(Duration.ofSeconds(3));

        Await.until("the client is back", () -> !said(() -> connected.get("k")).equals(disconnected()));
        assertThat(said(() -> connected.get("k"))).isEqualTo(passing("LOADING"));
        // it lets clients in all the same
        assertThat(said(() -> client.connect().sync().get("k"))).isEqualTo(passing("LOADING"));
    }

    @Test
    void readOnly() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.command("REPLICAOF", "127.0.0.1", "1");

        assertThat(said(() -> connected.set("k", "v"))).isEqualTo(new Failure(FAILOVER, NOT_APPLIED, "READONLY"));
        redis.command("CONFIG", "SET", "replica-serve-stale-data", "no");
        assertThat(said(() -> connected.get("k"))).isEqualTo(passing("MASTERDOWN"));
    }

    @Test
    void outOfMemory() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.command("CONFIG", "SET", "maxmemory", "1");

        assertThat(said(() -> connected.set("k", "v"))).isEqualTo(new Failure(OVERLOAD, NOT_APPLIED, "OOM"));
        assertThat(connected.get("k")).isNull();
    }

    @Test
    void aDiskThatCannotBeWritten() {
        RedisCommands<String, String> connected = client.connect().sync();
        // writes are stopped only where somebody wants the data saved
        redis.command("CONFIG", "SET", "save", "3600 1000000");
        // nothing can be saved below a directory that is a device
        redis.command("CONFIG", "SET", "dir", "/proc");
        redis.command("BGSAVE");

        Await.until(
                "the save has failed",
                () -> String.valueOf(redis.command("INFO", "persistence")).contains("rdb_last_bgsave_status:err"));
        assertThat(said(() -> connected.set("k", "v"))).isEqualTo(new Failure(OVERLOAD, NOT_APPLIED, "MISCONF"));
        assertThat(connected.get("k")).isNull();
        // else it would not stop before it could save
        redis.command("CONFIG", "SET", "save", "");
    }

    @Test
    void tooFewReplicas() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.command("CONFIG", "SET", "min-replicas-to-write", "1");

        assertThat(said(() -> connected.set("k", "v"))).isEqualTo(new Failure(OVERLOAD, NOT_APPLIED, "NOREPLICAS"));
    }

    @Test
    void tooManyClients() {
        StatefulRedisConnection<String, String> first = client.connect();
        redis.command("CONFIG", "SET", "maxclients", "1");

        assertThat(said(client::connect)).isEqualTo(new Failure(OVERLOAD, NOT_SENT, "ERR"));
        assertThat(first.sync().get("k")).isNull();
    }

    @Test
    void busyWithAScript() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.command("CONFIG", "SET", "lua-time-limit", "1");
        RedisFuture<Object> script = client.connect().async().eval(ENDLESS, ScriptOutputType.STATUS);

        Await.until("Redis is busy", () -> said(() -> connected.get("k")).equals(passing("BUSY")));
        assertThat(connected.scriptKill()).isEqualTo("OK");
        assertThat(catchThrowable(script::get)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aClusterThatServesNothing() {
        startWith("--cluster-enabled", "yes");
        RedisCommands<String, String> connected = client.connect().sync();

        assertThat(said(() -> connected.get("k"))).isEqualTo(passing("CLUSTERDOWN"));
    }

    @Test
    void whatIsWrongWithTheCallItself() {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.command("LPUSH", "list", "a");

        assertThat(said(() -> connected.get("list"))).isEqualTo(permanent("WRONGTYPE"));
        assertThat(said(() -> connected.evalsha("0".repeat(40), ScriptOutputType.STATUS)))
                .isEqualTo(permanent("NOSCRIPT"));
        assertThat(said(() -> connected.setbit("k", -1, 1))).isEqualTo(permanent("ERR"));
        redis.command("ACL", "SETUSER", "reader", "on", "nopass", "~*", "+@read", "+@connection");
        connected.auth("reader", "any");
        assertThat(said(() -> connected.set("k", "v"))).isEqualTo(permanent("NOPERM"));
    }

    @Test
    void whoIsNotLetIn() {
        RedisCommands<String, String> connected = client.connect().sync();
        assertThat(said(() -> connected.auth("default", "wrong")).kind()).isIn(PERMANENT);
        redis.command("CONFIG", "SET", "requirepass", "secret");

        assertThat(said(client::connect)).isEqualTo(permanent("NOAUTH").at(NOT_SENT));
        assertThat(said(() -> connected.auth("default", "wrong"))).isEqualTo(permanent("WRONGPASS"));
    }

    @Test
    void aStalledConnectionTimesOutWhileItIsOpen() {
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(50)))
                .build());
        StatefulRedisConnection<String, String> connected = client.connect();
        proxy.apply(Fault.stall());

        assertThat(said(() -> connected.sync().get("k"))).isEqualTo(new Failure(TIME_OUT, MAYBE_APPLIED, "TIMEOUT"));
        assertThat(connected.isOpen()).isTrue();
    }

    @Test
    void aConnectionThatIsResetOrClosedWithACallInFlight() {
        for (Fault end : new Fault[] {Fault.reset(), Fault.close()}) {
            StatefulRedisConnection<String, String> connected = client.connect();
            proxy.apply(Fault.stall(Fault.Direction.DOWN));
            long before = proxy.forwarded(Fault.Direction.UP);
            RedisFuture<String> inFlight = connected.async().get("k");
            Await.until("the call is on its way", () -> proxy.forwarded(Fault.Direction.UP) > before);
            proxy.apply(end);
            proxy.clear();

            Failure failure = said(() -> get(inFlight));
            assertThat(failure.kind()).as("%s: %s", end, failure).isEqualTo(CONNECTION_DEAD);
            assertThat(failure.phase()).isEqualTo(MAYBE_APPLIED);
            connected.close();
        }
    }

    @Test
    void aServerThatIsGone() throws IOException {
        RedisCommands<String, String> connected = client.connect().sync();
        redis.kill();

        Await.until("the end was noticed", () -> said(() -> connected.get("k")).equals(disconnected()));
        proxy.apply(Fault.refuse());
        assertThat(said(client::connect)).isEqualTo(new Failure(CONNECTION_DEAD, NOT_SENT, "CONNECT"));
    }

    @Test
    void aQueueThatIsFull() {
        client.setOptions(ClientOptions.builder().requestQueueSize(1).build());
        StatefulRedisConnection<String, String> connected = client.connect();
        proxy.apply(Fault.stall());
        RedisFuture<String> first = connected.async().get("k");

        assertThat(said(() -> get(connected.async().get("k"))))
                .isEqualTo(new Failure(OVERLOAD, NOT_SENT, "QUEUE_FULL"));
        assertThat(first.isDone()).isFalse();
    }

    private static Failure said(Supplier<?> call) {
        Throwable thrown = catchThrowable(call::get);
        return thrown == null ? permanent("nothing") : RedisFailures.INSTANCE.classify(thrown);
    }

    private static String get(RedisFuture<String> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new CompletionException(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Failure disconnected() {
        return new Failure(CONNECTION_DEAD, NOT_SENT, "NOT_CONNECTED");
    }

    private static Failure passing(String word) {
        return new Failure(TRANSIENT, NOT_APPLIED, Duration.ofMillis(100), word);
    }

    private static Failure permanent(String word) {
        return new Failure(PERMANENT, NOT_APPLIED, word);
    }
}

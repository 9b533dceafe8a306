package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.RedisServer;
import dev.heal.time.HealRuntime;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a command is carried out when connections break with commands in flight, as the server itself tells it. */
final class RedisOnceTest {

    private static final Pattern WRITE = Pattern.compile("\"SET\" \"(n:[0-9]+)\"");

    @Test
    void ofOneThousandCommandsUnderResetsNoneIsCarriedOutTwice() throws IOException {
        assertOnce(1_000);
    }

    @Test
    @Tag("deep")
    void ofTenThousandCommandsUnderResetsNoneIsCarriedOutTwice() throws IOException {
        assertOnce(10_000);
    }

    private static void assertOnce(int wanted) throws IOException {
        try (RedisServer redis = RedisServer.launch();
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", redis.port());
                RedisClient client = RedisClient.create(redis.uri(proxy.port()));
                Monitor seen = new Monitor(redis);
                HealRuntime runtime = HealRuntime.system();
                RedisCache cache = new RedisCache(
                        () -> client.connect(ByteArrayCodec.INSTANCE),
                        new Guard("cache", Live.of(new GuardSettings()), runtime))) {
            int cut = 0;
            for (int number = 0; seen.times().size() < wanted; number++) {
                cache.put(("n:" + number).getBytes(StandardCharsets.UTF_8), new byte[] {1}, Duration.ofHours(1));
                if (number % 200 == 199) {
                    long most = number - 20L;
                    Await.until("the queue is short", () -> {
                        RedisCache.Counts counts = cache.counts();
                        return counts.written() + counts.dropped() >= most;
                    });
                    cut += cut(cache, proxy, end(number));
                }
            }

            List<Integer> twice =
                    seen.times().values().stream().filter(times -> times > 1).toList();
            System.out.println("redis: " + seen.times().size() + " writes carried out under " + cut + " cuts, "
                    + twice.size() + " of them twice; " + cache.counts());
            assertThat(cut).isGreaterThanOrEqualTo(wanted / 400);
            assertThat(twice).isEmpty();
        }
    }

    private static Fault end(int number) {
        return number % 400 == 199 ? Fault.reset() : Fault.close();
    }

    /** Lets answers come no more, so that what is in flight is carried out and not answered, and cuts the connection. */
    private static int cut(RedisCache cache, FaultProxy proxy, Fault end) {
        RedisCache.Counts before = cache.counts();
        proxy.apply(Fault.stall(Fault.Direction.DOWN));
        long sent = proxy.forwarded(Fault.Direction.UP);
        cache.remove("none".getBytes(StandardCharsets.UTF_8));
        Await.until(
                "a command is in flight",
                () -> proxy.forwarded(Fault.Direction.UP) > sent
                        || cache.counts().dropped() > before.dropped());
        proxy.apply(end);
        proxy.clear();
        Await.until("another connection", () -> cache.counts().connections() > before.connections());
        return 1;
    }

    /** What this test would see if commands were sent again: Lettuce's own defaults do it. */
    @Test
    void aPlainClientCarriesThemOutTwiceInTheSameWay() throws IOException {
        try (RedisServer redis = RedisServer.launch();
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", redis.port());
                RedisClient client = RedisClient.create(redis.uri(proxy.port()));
                Monitor seen = new Monitor(redis);
                StatefulRedisConnection<byte[], byte[]> plain = client.connect(ByteArrayCodec.INSTANCE)) {
            proxy.apply(Fault.stall(Fault.Direction.DOWN));
            for (int number = 0; number < 5; number++) {
                var unused = plain.async().set(("n:" + number).getBytes(StandardCharsets.UTF_8), new byte[] {1});
            }
            Await.until("they are carried out", () -> seen.times().size() == 5);
            proxy.apply(Fault.close());
            proxy.clear();

            Await.until("they are carried out again", () -> seen.times().containsValue(2));
        }
    }

    /** Redis' own record of what it carries out. */
    private static final class Monitor implements AutoCloseable {
        private final Socket socket;
        private final Map<String, Integer> times = new ConcurrentHashMap<>();

        Monitor(RedisServer redis) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).isEqualTo("+OK");
            Thread reader = new Thread(() -> read(in));
            reader.setDaemon(true);
            reader.start();
        }

        Map<String, Integer> times() {
            return times;
        }

        private void read(BufferedReader in) {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    Matcher write = WRITE.matcher(line);
                    if (write.find()) {
                        times.merge(write.group(1), 1, Integer::sum);
                    }
                }
            } catch (IOException closed) {
                // the end of the test
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

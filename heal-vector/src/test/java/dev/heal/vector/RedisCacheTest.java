package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Guard;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.vector.SearchResult.Source;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisCacheTest {

    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofHours(1);

    private final Bench bench = new Bench();
    private final AtomicInteger connects = new AtomicInteger();
    private RedisServer redis;
    private RedisClient client;
    private Guard guard;
    private RedisCache cache;

    @BeforeEach
    void start() {
        redis = RedisServer.launch();
        client = RedisClient.create(redis.uri());
        guard = bench.guard("cache", Bench.PATIENT);
        cache = new RedisCache(this::connect, guard);
    }

    @AfterEach
    void stop() {
        bench.close();
        cache.close();
        client.close();
        redis.close();
    }

    @Test
    void connectsOnceFromItsConstructionOn() {
        awaitConnection();
        assertThat(connects).hasValue(1);
        assertThat(cache.get(KEY)).isEmpty();
        store();
        assertThat(cache.get(KEY)).contains(VALUE);

        assertThat(connects).hasValue(1);
        assertThat(cache.explain()).startsWith("cache is CLOSED");
    }

    @Test
    void removesWhatItIsTold() {
        store();

        cache.remove(KEY);

        Await.until("the value is gone", () -> cache.get(KEY).isEmpty());
    }

    @Test
    void aTimeToLiveBelowOneMillisecondIsOne() {
        cache.put(KEY, VALUE, Duration.ZERO);

        Await.until("the write has ended", () -> guard.counts().succeeded() == 1);
        Await.until("the value has expired", () -> "0".equals(redis.command("DBSIZE")));
    }

    @Test
    void aConnectThatFailsIsAMissAndShutsTheGuardUntilOneSucceeds() {
        AtomicBoolean down = new AtomicBoolean(true);
        redis.command("SET", "key", "value");
        try (RedisCache late = new RedisCache(
                () -> {
                    if (down.get()) {
                        throw new RedisConnectionException("refused");
                    }
                    return connect();
                },
                guard)) {
            Await.until("the first connect has failed", () -> guard.breaker().getState() == State.OPEN);
            assertThat(late.get(KEY)).isEmpty();
            assertThat(late.explain()).contains("connection-dead", "no connection answers", "1 skipped");

            down.set(false);

            Await.until("it has connected anew", () -> late.get(KEY).isPresent());
            assertThat(guard.breaker().getState()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void readsAreMissesWithoutAWaitOrACountWhileTheFirstConnectionIsBeingMadeAndWritesAreKept() {
        CountDownLatch slow = new CountDownLatch(1);
        try (RedisCache late = new RedisCache(
                () -> {
                    awaitUninterruptibly(slow);
                    return connect();
                },
                guard)) {
            assertThat(late.get(KEY)).isEmpty();
            late.put(KEY, VALUE, LONG);
            assertThat(guard.counts().calls()).isZero();

            slow.countDown();

            Await.until("the kept write is there", () -> late.get(KEY).isPresent());
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitConnection() {
        Await.until("the cache is connected", () -> !cache.isConnecting());
    }

    @Test
    void aKeyThatHoldsSomethingElseIsAMissAfterOneTryAndRemoved() {
        redis.command("LPUSH", "key", "a");
        awaitConnection();

        assertThat(cache.get(KEY)).isEmpty();

        Await.until("it is gone", () -> "0".equals(redis.command("DBSIZE")));

        assertThat(guard.counts().failed()).isEqualTo(1);
        assertThat(guard.counts().retries()).isZero();
    }

    @Test
    void closingClosesItsOwnConnectionAndNothingOfTheHosts() {
        StatefulRedisConnection<byte[], byte[]> own = connect();
        RedisCache other = new RedisCache(() -> own, guard);
        assertThat(other.get(KEY)).isEmpty();

        other.close();
        other.close();

        Await.until("the connection is closed", () -> !own.isOpen());
        try (StatefulRedisConnection<byte[], byte[]> next = connect()) {
            assertThat(next.sync().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void closedItAnswersMissesWithoutCountingThem() {
        store();
        Guard.Counts before = guard.counts();
        cache.close();

        assertThat(cache.get(KEY)).isEmpty();
        cache.put(KEY, VALUE, LONG);
        cache.remove(KEY);

        assertThat(guard.counts()).isEqualTo(before);
        assertThat(redis.command("GET", "key")).isEqualTo("value");
    }

    @Test
    void writesAreDroppedWhenTheExecutorTakesNoMore() {
        bench.runtime().io().shutdown();

        cache.put(KEY, VALUE, LONG);
        cache.remove(KEY);

        assertThat(guard.counts().calls()).isZero();
    }

    @Test
    void anInterruptedReadIsAMissAndTheThreadStaysInterrupted() {
        store();
        // an answer that is there already would be taken all the same
        redis.freeze();

        Thread.currentThread().interrupt();
        assertThat(cache.get(KEY)).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        redis.thaw();
        assertThat(guard.counts().failed()).isZero();
    }

    @Test
    void searchesAreAnsweredWhileRedisIsKilledAndItIsNotAsked() throws IOException {
        whileRedisIsAway(redis::kill, redis::start);
    }

    @Test
    void searchesAreAnsweredWhileRedisIsFrozenAndItIsNotAsked() throws IOException {
        whileRedisIsAway(redis::freeze, redis::thaw);
    }

    private void whileRedisIsAway(Runnable goAway, Runnable comeBack) throws IOException {
        cache.close();
        Guard impatient = bench.guard("impatient", Bench.cacheWithin(Duration.ofMillis(200)));
        cache = new RedisCache(this::connect, impatient);
        Await.until("the cache answers", () -> {
            cache.get(KEY);
            return impatient.counts().succeeded() > 0;
        });
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(QdrantOptions.inMemory());
                QdrantClient qdrantClient = Docs.connect(qdrant.port())) {
            Docs.create(qdrantClient, "docs");
            QdrantSearch docs = new QdrantSearch(qdrantClient, "docs", bench.guard("vectors", Bench.PATIENT));
            docs.upsert(List.of(Docs.point(1, "apple", 1f, 0f)));
            VectorSearch search = new VectorSearch(docs, cache, new TestEmbedder());

            goAway.run();
            Await.until("the guard of the cache is shut", () -> {
                assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
                return impatient.breaker().getState() == State.OPEN;
            });
            RedisCache.Counts shut = cache.counts();
            for (int i = 0; i < 20; i++) {
                assertThat(search.search("apple", 1).hits()).hasSize(1);
            }
            assertThat(cache.counts().asked()).isEqualTo(shut.asked());
            assertThat(cache.counts().skipped()).isEqualTo(shut.skipped() + 20);
            assertThat(cache.counts().dropped()).isEqualTo(shut.dropped() + 20);

            comeBack.run();
            Await.until(
                    "answers come from the cache again",
                    () -> search.search("apple", 1).source() == Source.CACHE);
            assertThat(impatient.breaker().getState()).isEqualTo(State.CLOSED);
        }
    }

    private static long ended(Guard guard) {
        Guard.Counts counts = guard.counts();
        return counts.succeeded() + counts.failed() + counts.abandoned();
    }

    private StatefulRedisConnection<byte[], byte[]> connect() {
        connects.incrementAndGet();
        return client.connect(ByteArrayCodec.INSTANCE);
    }

    private void store() {
        cache.put(KEY, VALUE, LONG);
        Await.until("the value is stored", () -> "value".equals(redis.command("GET", "key")));
        Await.until("the write has ended", () -> ended(guard) == guard.counts().calls());
    }
}

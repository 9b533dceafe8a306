package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.vector.SearchResult.Source;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Filter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call for all, early renewal, invalidation, tenants, foreign entries and the near cache, on real servers. */
final class CachedSearchTest {

    private static EmbeddedQdrant qdrant;
    private static QdrantClient client;
    private static RedisServer redis;
    private static RedisClient redisClient;

    private final Bench bench = new Bench();
    private final Guard vectors = bench.guard("vectors", Bench.PATIENT);
    private final List<RedisCache> caches = new ArrayList<>();
    private QdrantSearch docs;
    private RedisCache cache;
    private VectorSearch search;

    @BeforeAll
    static void start() throws IOException {
        qdrant = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = Docs.connect(qdrant.port());
        redis = RedisServer.launch();
        redisClient = RedisClient.create(redis.uri());
    }

    @AfterAll
    static void stop() throws IOException {
        redisClient.close();
        redis.close();
        client.close();
        qdrant.close();
    }

    @BeforeEach
    void fill() {
        redis.command("FLUSHALL");
        String collection = "c-" + UUID.randomUUID();
        Docs.create(client, collection);
        docs = new QdrantSearch(client, collection, vectors);
        docs.upsert(List.of(Docs.point(1, "apple", 1f, 0f), Docs.point(2, "zucchini", 0f, 1f)));
        cache = cache();
        search = new VectorSearch(docs, cache, new TestEmbedder());
    }

    @AfterEach
    void clear() {
        qdrant.faults().clear();
        bench.close();
        caches.forEach(RedisCache::close);
    }

    @Test
    void aThousandEqualSearchesAtATimeMakeOneCall() throws Exception {
        long before = vectors.counts().calls();
        qdrant.faults().delay(Duration.ofSeconds(2));
        ExecutorService callers = Executors.newFixedThreadPool(1_000);
        CountDownLatch ready = new CountDownLatch(1_000);
        List<Future<SearchResult>> results = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                results.add(callers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return search.search("apple", 1);
                }));
            }
            for (Future<SearchResult> result : results) {
                assertThat(Docs.get(result).source()).isEqualTo(Source.LIVE);
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(vectors.counts().calls() - before).isEqualTo(1);
        assertThat(vectors.counts().retries()).isZero();
    }

    @Test
    void anAnswerThatIsDueIsRenewedInTheBackground() {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofMillis(299_999));
        long before = vectors.counts().calls();

        assertThat(search.search("apple", 1).source()).isEqualTo(Source.CACHE);

        Await.until("it is renewed", () -> vectors.counts().calls() == before + 1);
        Await.until(
                "the new one is there", () -> search.search("apple", 1).age().isZero());
        assertThat(search.search("apple", 1).source()).isEqualTo(Source.CACHE);
    }

    @Test
    void aWriteThroughTheLibraryMakesAnswersOutdatedForAllWhoShareTheRedis() {
        VectorSearch elsewhere =
                new VectorSearch(new QdrantSearch(client, docs.collection(), vectors), cache(), new TestEmbedder());
        search.search("apple", 1);
        awaitEntries(1);
        assertThat(elsewhere.search("apple", 1).source()).isEqualTo(Source.CACHE);

        docs.upsert(List.of(Docs.point(3, "apple pie", 1f, 0f)));

        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
        awaitEntries(2);
        SearchResult first = elsewhere.search("apple", 5);
        assertThat(first.source()).isEqualTo(Source.LIVE);
        assertThat(first.hits()).hasSize(3);
        docs.using("", "")
                .delete(Filter.newBuilder()
                        .addMust(ConditionFactory.hasId(io.qdrant.client.PointIdFactory.id(3)))
                        .build());
        assertThat(search.search("apple", 5).hits()).hasSize(2);
        Await.until(
                "the others see it too",
                () -> elsewhere.search("apple", 5).hits().size() == 2);
    }

    @Test
    void whatIsOutdatedMayStillStandIn() {
        search.search("apple", 1);
        awaitEntries(1);
        cache.invalidate(docs.collection());
        fail(Code.UNAVAILABLE);

        SearchResult result = search.search("apple", 1);

        assertThat(result.source()).isEqualTo(Source.STALE);
        assertThat(result.reason()).isEqualTo("failed: UNAVAILABLE");
    }

    @Test
    void invalidationHoldsWithRedisAwayAndIsToldAfterwards() {
        search.search("apple", 1);
        awaitEntries(1);
        redis.freeze();
        try {
            cache.invalidate(docs.collection());
            assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
        } finally {
            redis.thaw();
        }

        Await.until("Redis was told", () -> {
            search.search("apple", 1);
            return cache.epoch(docs.collection()).told();
        });
        assertThat(redis.command("EXISTS", "hv:2:{" + docs.collection() + "}:epoch"))
                .isEqualTo("1");
    }

    @Test
    void anEntryOfAnotherQuestionUnderThisKeyIsAMissAndRemoved() {
        search.search("apple", 1);
        awaitEntries(1);
        String apple = redis.command("KEYS", "*");
        search.search("zucchini", 1);
        awaitEntries(2);
        redis.command("RENAME", apple, "moved");
        String zucchini = redis.command("KEYS", "hv:*");
        redis.command("RENAME", "moved", zucchini);
        fail(Code.UNAVAILABLE);

        assertThatThrownBy(() -> search.search("zucchini", 1)).isInstanceOf(StatusRuntimeException.class);

        awaitEntries(0);
    }

    @Test
    void aTextAskedBeforeIsNotEmbeddedForACachedAnswer() {
        AtomicInteger embedded = new AtomicInteger();
        Embedder counting = new Embedder() {
            @Override
            public String modelId() {
                return "counting";
            }

            @Override
            public int dimensions() {
                return 2;
            }

            @Override
            public float[] embed(String text) {
                embedded.incrementAndGet();
                return new TestEmbedder().embed(text);
            }
        };
        VectorSearch counted = new VectorSearch(docs, cache, counting);
        counted.search("apple", 1);
        awaitEntries(1);

        assertThat(counted.search("apple", 1).source()).isEqualTo(Source.CACHE);
        assertThat(embedded).hasValue(1);
        bench.advance(Duration.ofSeconds(400));
        assertThat(counted.search("apple", 1).source()).isEqualTo(Source.LIVE);
        assertThat(embedded).hasValue(2);
    }

    @Test
    void tenantsDoNotShareAnswers() {
        search.search("apple", 1);
        awaitEntries(1);

        assertThat(search.forTenant("a").search("apple", 1).source()).isEqualTo(Source.LIVE);
        awaitEntries(2);
        assertThat(search.forTenant("b").search("apple", 1).source()).isEqualTo(Source.LIVE);
        awaitEntries(3);
        assertThat(search.forTenant("a").search("apple", 1).source()).isEqualTo(Source.CACHE);
        assertThat(search.forTenant("").search("apple", 1).source()).isEqualTo(Source.CACHE);
    }

    @Test
    void aQueryOfVectorsIsCachedLikeItsText() {
        search.search("apple", 1);
        awaitEntries(1);

        assertThat(search.search(VectorQuery.of(new TestEmbedder().embed("apple"), SparseVector.EMPTY, 1))
                        .source())
                .isEqualTo(Source.CACHE);
    }

    @Test
    void theNearCacheAnswersWithoutRedisAndKnowsOfWritesHere() {
        VectorSearch near = search.near(1 << 20);
        near.search("apple", 1);
        awaitEntries(1);
        long asked = cache.counts().asked();

        assertThat(near.search("apple", 1).source()).isEqualTo(Source.CACHE);
        assertThat(cache.counts().asked()).isEqualTo(asked);
        bench.skip(Duration.ofSeconds(6));
        assertThat(near.search("apple", 1).source()).isEqualTo(Source.CACHE);
        assertThat(cache.counts().asked()).as("asked again after 5 s").isEqualTo(asked + 1);

        docs.upsert(List.of(Docs.point(3, "apple pie", 1f, 0f)));
        assertThat(near.search("apple", 1).source()).isEqualTo(Source.LIVE);
    }

    @Test
    void theNearCacheStandsInWhereRedisLostItsData() {
        VectorSearch near = search.near(1 << 20);
        near.search("apple", 1);
        awaitEntries(1);
        redis.command("FLUSHALL");
        bench.skip(Duration.ofSeconds(6));
        bench.advance(Duration.ofSeconds(400));
        fail(Code.UNAVAILABLE);

        assertThat(near.search("apple", 1).source()).isEqualTo(Source.STALE);
    }

    @Test
    void aNearCacheNeedsRoomAndARedis() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.near(0))
                .withMessage("collection '" + docs.collection()
                        + "': a near cache must hold at least 1 byte, was 0; use 16 MiB to begin with");
        assertThatThrownBy(() -> new VectorSearch(docs, new TestEmbedder()).near(1))
                .isInstanceOf(IllegalStateException.class);
    }

    private RedisCache cache() {
        RedisCache made = new RedisCache(
                () -> redisClient.connect(ByteArrayCodec.INSTANCE),
                bench.guard("cache", Bench.cacheWithin(Duration.ofSeconds(1))));
        caches.add(made);
        Await.until("the cache is connected", () -> !made.isConnecting());
        return made;
    }

    private static void fail(Code code) {
        qdrant.faults().fail(new QdrantFaults.Failure(1, code, 1, Map.of()));
    }

    private static void awaitEntries(int count) {
        Await.until(
                count + " entries in the cache", () -> Integer.toString(count).equals(redis.command("DBSIZE")));
    }
}

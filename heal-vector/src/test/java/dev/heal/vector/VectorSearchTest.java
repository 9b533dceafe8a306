package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantFaults;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.vector.SearchResult.Source;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorSearchTest {

    private static EmbeddedQdrant qdrant;
    private static QdrantClient client;
    private static RedisServer redis;
    private static RedisClient redisClient;

    private final Bench bench = new Bench();
    private final Guard vectors = bench.guard("vectors", Bench.PATIENT);
    private Guard cacheGuard;
    private RedisCache cache;
    private QdrantSearch docs;
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
        use(Bench.PATIENT);
    }

    @AfterEach
    void clear() {
        qdrant.faults().clear();
        bench.close();
        cache.close();
    }

    @Test
    void theFirstAnswerIsLiveTheNextOnesCachedAndThenLiveAgain() {
        SearchResult first = search.search("apple", 1);
        awaitEntries(1);
        // later it might be renewed early
        bench.advance(Duration.ofSeconds(200));
        SearchResult second = search.search("apple", 1);
        bench.advance(Duration.ofSeconds(100));
        SearchResult third = search.search("apple", 1);

        assertThat(first.source()).isEqualTo(Source.LIVE);
        assertThat(first.age()).isZero();
        assertThat(first.reason()).isEmpty();
        assertThat(second).isEqualTo(new SearchResult(first.hits(), Source.CACHE, Duration.ofSeconds(200), ""));
        assertThat(third).isEqualTo(first);
        assertThat(first.hits()).extracting(VectorHit::id).containsExactly("1");
    }

    @Test
    void anEntryFromAClockThatIsSlightlyAheadCountsAsMadeJustNow() {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(-5));

        SearchResult result = search.search("apple", 1);

        assertThat(result.source()).isEqualTo(Source.CACHE);
        assertThat(result.age()).isZero();
    }

    @Test
    void anEntryWhoseAgeNobodyKnowsIsNotUsed() {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(-6));

        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
    }

    @Test
    void withoutACacheEveryAnswerIsLive() {
        VectorSearch uncached = new VectorSearch(docs, new TestEmbedder());

        assertThat(uncached.search("apple", 1).source()).isEqualTo(Source.LIVE);
        assertThat(uncached.search("apple", 1).source()).isEqualTo(Source.LIVE);
        assertThat(redis.command("DBSIZE")).isEqualTo("0");
    }

    @Test
    void anOlderAnswerStandsInWithItsAgeAndTheReasonWhenTheDatabaseFails() {
        List<VectorHit> hits = search.search("apple", 1).hits();
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(400));
        fail(Code.UNAVAILABLE);

        assertThat(search.search("apple", 1))
                .isEqualTo(new SearchResult(hits, Source.STALE, Duration.ofSeconds(400), "failed: UNAVAILABLE"));
        vectors.breaker().transitionToOpenState();
        assertThat(search.search("apple", 1).reason()).isEqualTo("refused: OPEN");
    }

    @Test
    void anOlderAnswerStandsInBeforeTheDeadlineOfASlowDatabase() {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(400));
        use(Bench.PATIENT, Bench.searchWithin(Duration.ofMillis(600)));
        qdrant.faults().delay(Duration.ofSeconds(50));

        assertThat(search.search("apple", 1).reason()).isEqualTo("failed: DEADLINE_EXCEEDED");
    }

    @Test
    void withoutADeadlineAnOlderAnswerStandsInAllTheSame() {
        use(Bench.PATIENT, Bench.searchWithin(Duration.ZERO));
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(400));
        fail(Code.INTERNAL);

        assertThat(search.search("apple", 1).reason()).isEqualTo("failed: INTERNAL");
    }

    @Test
    void anAnswerThatIsTooOldDoesNotStandIn() {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofMinutes(65));
        fail(Code.UNAVAILABLE);

        assertThatThrownBy(() -> search.search("apple", 1)).isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void withNothingCachedTheClientsOwnExceptionReachesTheCaller() {
        fail(Code.UNAVAILABLE);

        StatusRuntimeException thrown =
                catchThrowableOfType(StatusRuntimeException.class, () -> search.search("apple", 1));

        assertThat(thrown.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
        vectors.breaker().transitionToOpenState();
        assertThatThrownBy(() -> search.search("apple", 1)).isInstanceOf(CallRefusedException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ARGUMENT", "NOT_FOUND", "UNAUTHENTICATED", "PERMISSION_DENIED"})
    void aRequestThatIsWrongIsNeverAnsweredFromAnOlderAnswer(Code code) {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(400));
        fail(code);

        StatusRuntimeException thrown =
                catchThrowableOfType(StatusRuntimeException.class, () -> search.search("apple", 1));

        assertThat(thrown.getStatus().getCode()).isEqualTo(code);
    }

    @Test
    void anAnswerWithoutHitsIsKeptForAShorterTime() {
        emptyCollection();
        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(20));
        SearchResult cached = search.search("apple", 1);
        bench.advance(Duration.ofSeconds(10));

        assertThat(cached.source()).isEqualTo(Source.CACHE);
        assertThat(cached.hits()).isEmpty();
        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
        long keptMillis = Long.parseLong(redis.command("PTTL", redis.command("KEYS", "*")));
        assertThat(keptMillis).isLessThanOrEqualTo(30_000);
    }

    @Test
    void anAnswerWithoutHitsIsNotKeptAtAllIfTheSettingsSaySo() {
        use(Bench.with(
                Bench.PATIENT,
                new GuardSettings.Cache(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ZERO, 262_144)));
        emptyCollection();

        search.search("apple", 1);

        assertThat(cacheGuard.counts().calls()).as("calls: one read, no write").isEqualTo(1);
    }

    @Test
    void anEntryAboveTheLargestSizeIsNotStored() {
        docs.upsert(List.of(Docs.point(1, "apple".repeat(100), 1f, 0f)));
        use(Bench.with(
                Bench.PATIENT,
                new GuardSettings.Cache(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30), 256)));

        assertThat(search.search("apple", 1).hits()).hasSize(1);

        assertThat(cacheGuard.counts().calls()).as("calls: one read, no write").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\2", "{\"hits\":[]}", "\2\0\0\0\0\0\0\0\0"})
    void anEntryThatSomebodyElseWroteIsAMissAndRemoved(String foreign) {
        search.search("apple", 1);
        awaitEntries(1);
        String key = redis.command("KEYS", "*");
        redis.command("SET", key, foreign);
        fail(Code.UNAVAILABLE);

        assertThatThrownBy(() -> search.search("apple", 1)).isInstanceOf(StatusRuntimeException.class);

        awaitEntries(0);
        qdrant.faults().clear();
        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
    }

    @Test
    void entriesOfAnotherModelTextLimitOrCollectionAreNotFound() {
        search.search("apple", 1);
        awaitEntries(1);

        assertThat(search.search("pear", 1).source()).isEqualTo(Source.LIVE);
        assertThat(search.search("apple", 2).source()).isEqualTo(Source.LIVE);
        assertThat(new VectorSearch(docs, cache, new TestEmbedder("test-2", 2))
                        .search("apple", 1)
                        .source())
                .isEqualTo(Source.LIVE);
        awaitEntries(4);
        emptyCollection();
        assertThat(search.search("apple", 1).source()).isEqualTo(Source.LIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(text, 1))
                .withMessage("collection '" + docs.collection()
                        + "': the text to search for must not be blank; nothing would be like it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_001})
    void refusesALimitOutOfRange(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search("apple", limit))
                .withMessage("search: limit must be in [1, 10000], was " + limit + "; use 10 for a page of results");
    }

    @Test
    void refusesAVectorOfAnotherLengthThanTheEmbedderSays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VectorSearch(docs, cache, new TestEmbedder("m", 3)).search("apple", 1))
                .withMessage("embedder 'm': a vector must have 3 dimensions, had 2");
    }

    @Test
    void anInterruptedCallerGetsNoOlderAnswer() throws InterruptedException {
        search.search("apple", 1);
        awaitEntries(1);
        bench.advance(Duration.ofSeconds(400));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                search.search("apple", 1);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        caller.start();
        caller.join(Duration.ofSeconds(60).toMillis());

        assertThat(thrown.get())
                .isInstanceOf(StatusRuntimeException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(vectors.counts().failed() + cacheGuard.counts().failed()).isZero();
    }

    private void use(GuardSettings ofCache) {
        if (cache != null) {
            cache.close();
        }
        cacheGuard = bench.guard("cache", ofCache);
        cache = new RedisCache(() -> redisClient.connect(ByteArrayCodec.INSTANCE), cacheGuard);
        Await.until("the cache is connected", () -> !cache.isConnecting());
        search = new VectorSearch(docs, cache, new TestEmbedder());
    }

    private void use(GuardSettings ofCache, GuardSettings ofVectors) {
        docs = new QdrantSearch(client, docs.collection(), bench.guard("hurried", ofVectors));
        use(ofCache);
    }

    private void emptyCollection() {
        String name = "c-" + UUID.randomUUID();
        Docs.create(client, name);
        docs = new QdrantSearch(client, name, vectors);
        search = new VectorSearch(docs, cache, new TestEmbedder());
    }

    private static void fail(Code code) {
        qdrant.faults().fail(new QdrantFaults.Failure(1, code, 1, Map.of()));
    }

    private static void awaitEntries(int count) {
        Await.until(
                count + " entries in the cache", () -> Integer.toString(count).equals(redis.command("DBSIZE")));
    }
}

package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.QdrantServer;
import dev.heal.testbed.RedisServer;
import dev.heal.time.HealRuntime;
import dev.heal.vector.SearchResult.Source;
import io.grpc.StatusRuntimeException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An outage of the vector database, in real time and with the default settings of the guard. */
final class RecoveryTest {

    private static final Duration OUTAGE = Duration.ofSeconds(3);
    private static final Duration GOAL = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    @Test
    void searchIsLiveAgainWithinASecondOfTheReturnOfAKilledServer() {
        try (QdrantServer server = QdrantServer.launch();
                QdrantClient client = Docs.connect(server.port());
                HealRuntime runtime = HealRuntime.system()) {
            VectorSearch search = new VectorSearch(filled(client, runtime, new GuardSettings()), new TestEmbedder());
            Await.until("the first answer", () -> isLive(search));

            // the machine may be busy at the very moment of the return: another outage is fair, an unhealed one is not
            Duration shortest = GOAL.plusSeconds(1);
            for (int round = 1; round <= ROUNDS && shortest.compareTo(GOAL) > 0; round++) {
                Duration took = recovery(server, search);
                System.out.println("recovery: first live answer " + took.toMillis() + " ms after the return");
                shortest = took.compareTo(shortest) < 0 ? took : shortest;
            }
            assertThat(shortest).isLessThanOrEqualTo(GOAL);
        }
    }

    @Test
    void aKilledServerIsAnsweredForByOlderAnswersOnly() {
        GuardSettings settings = Bench.with(
                Bench.cacheWithin(Duration.ofSeconds(10)),
                new GuardSettings.Cache(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(1), 262_144));
        try (QdrantServer server = QdrantServer.launch();
                QdrantClient client = Docs.connect(server.port());
                RedisServer redis = RedisServer.launch();
                RedisClient redisClient = RedisClient.create(redis.uri());
                HealRuntime runtime = HealRuntime.system();
                RedisCache cache = new RedisCache(
                        () -> redisClient.connect(ByteArrayCodec.INSTANCE),
                        new Guard("cache", Live.of(settings), runtime))) {
            VectorSearch search = new VectorSearch(filled(client, runtime, Bench.PATIENT), cache, new TestEmbedder());
            List<VectorHit> hits = search.search("apple", 1).hits();
            Await.until("the answer is cached", () -> "1".equals(redis.command("DBSIZE")));

            server.kill();
            Await.until(
                    "the answer is no longer fresh",
                    () -> search.search("apple", 1).source() != Source.CACHE);
            SearchResult stale = search.search("apple", 1);

            assertThat(stale.source()).isEqualTo(Source.STALE);
            assertThat(stale.hits()).isEqualTo(hits);
            assertThat(stale.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(stale.reason()).isIn("failed: UNAVAILABLE", "failed: DEADLINE_EXCEEDED", "refused: OPEN");
            // nothing is cached for this one: an empty list would stand for what could not be asked
            assertThatThrownBy(() -> search.search("zucchini", 1))
                    .isInstanceOfAny(StatusRuntimeException.class, CallRefusedException.class);
        }
    }

    private static QdrantSearch filled(QdrantClient client, HealRuntime runtime, GuardSettings settings) {
        Docs.create(client, "docs");
        Guard vectors = new Guard("vectors", Live.of(settings), runtime);
        // the first calls of a fresh JVM are slow: fill with the patience of a test, search with what was asked for
        new QdrantSearch(client, "docs", new Guard("filling", Live.of(Bench.PATIENT), runtime))
                .upsert(List.of(Docs.point(1, "apple", 1f, 0f)));
        return new QdrantSearch(client, "docs", vectors);
    }

    private static Duration recovery(QdrantServer server, VectorSearch search) {
        server.kill();
        long down = System.nanoTime();
        Await.until("the outage has lasted", () -> {
            assertThat(isLive(search)).isFalse();
            return System.nanoTime() - down > OUTAGE.toNanos();
        });
        server.start();
        long back = System.nanoTime();
        Await.until("a live answer", () -> isLive(search));
        return Duration.ofNanos(System.nanoTime() - back);
    }

    private static boolean isLive(VectorSearch search) {
        try {
            return search.search("apple", 1).source() == Source.LIVE;
        } catch (StatusRuntimeException | CallRefusedException away) {
            return false;
        }
    }
}

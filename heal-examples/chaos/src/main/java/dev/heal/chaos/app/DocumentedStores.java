package dev.heal.chaos.app;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * resilience4j around clients that are set up by their own documentation: a breaker for each server, retries for what may be
 * repeated, time-outs everywhere, and a cache whose failures count as misses.
 */
final class DocumentedStores implements Stores {

    private final EpochClock clock = new EpochClock();
    private final Duration siteTimeout;
    private final Pages site;
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final Vectors vectors;
    private final RedisClient redis;
    private final StatefulRedisConnection<byte[], byte[]> cache;
    private final CircuitBreakerRegistry breakers;
    private final RetryRegistry retries;

    DocumentedStores(Servers servers, Writer states) throws IOException {
        DocumentedSettings settings = new DocumentedSettings();
        siteTimeout = settings.duration("site.timeout");
        site = new Pages(servers.site());
        pool = DocumentedClients.pool(servers.jdbcUrl(), settings);
        qdrant = DocumentedClients.qdrant(servers.qdrantPort(), settings);
        vectors = new Vectors(qdrant);
        redis = DocumentedClients.redis(servers.redisUri(), settings);
        cache = DocumentedClients.connect(redis);
        breakers = CircuitBreakerRegistry.of(settings.breaker());
        breakers.getEventPublisher()
                .onEntryAdded(added -> added.getAddedEntry()
                        .getEventPublisher()
                        .onStateTransition(event -> BreakerLines.write(states, event)));
        retries = RetryRegistry.of(settings.retry());
    }

    @Override
    public Answer search(String text) throws Exception {
        byte[] key = CachedAnswer.key(text);
        byte[] cached = orMiss(() -> cache.sync().get(key));
        if (cached != null) {
            return CachedAnswer.decode(cached, clock.millis());
        }
        long asked = clock.millis();
        List<Long> hits = repeated("vectors", () -> vectors.search(text));
        byte[] value = CachedAnswer.encode(asked, hits);
        String unused = orMiss(() -> cache.sync().set(key, value, SetArgs.Builder.ex(CachedAnswer.FRESH.toSeconds())));
        return Answer.live(hits);
    }

    @Override
    public void crawl(long page) throws Exception {
        Document document = repeated("site", () -> site.fetch(page, siteTimeout));
        once("pages-db", () -> {
            try (Connection connection = pool.getConnection()) {
                document.insert(connection);
            }
            return document;
        });
        repeated("vectors", () -> {
            vectors.upsert(document);
            return document;
        });
    }

    @Override
    public void close() {
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        Object unused = redis.getResources().shutdown(0, 2, TimeUnit.SECONDS);
        qdrant.close();
        pool.close();
    }

    private <T> T once(String name, Callable<T> call) throws Exception {
        return breakers.circuitBreaker(name).executeCallable(call);
    }

    private <T> T repeated(String name, Callable<T> call) throws Exception {
        CircuitBreaker breaker = breakers.circuitBreaker(name);
        Retry retry = retries.retry(name);
        return retry.executeCallable(() -> breaker.executeCallable(call));
    }

    private <T> @Nullable T orMiss(Callable<@Nullable T> call) {
        try {
            return breakers.circuitBreaker("cache").executeCallable(call);
        } catch (Exception e) {
            return null;
        }
    }
}

package dev.heal.chaos.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/**
 * The clients with their defaults: the cache asked first and filled after a miss, and whatever fails fails the call, the cache
 * too, as it does where caching is declared by an annotation.
 */
final class PlainStores implements Stores {

    private final EpochClock clock = new EpochClock();
    private final Pages site;
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final Vectors vectors;
    private final RedisClient redis;
    private final StatefulRedisConnection<byte[], byte[]> cache;

    PlainStores(Servers servers) {
        site = new Pages(servers.site());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(servers.jdbcUrl());
        pool = new HikariDataSource(config);
        qdrant = new QdrantClient(QdrantGrpcClient.newBuilder(Servers.QDRANT_HOST, servers.qdrantPort(), false, false)
                .build());
        vectors = new Vectors(qdrant);
        redis = RedisClient.create(servers.redisUri());
        cache = redis.connect(ByteArrayCodec.INSTANCE);
    }

    @Override
    public Answer search(String text) throws Exception {
        byte[] key = CachedAnswer.key(text);
        byte[] cached = cache.sync().get(key);
        if (cached != null) {
            return CachedAnswer.decode(cached, clock.millis());
        }
        long asked = clock.millis();
        List<Long> hits = vectors.search(text);
        String unused = cache.sync()
                .set(key, CachedAnswer.encode(asked, hits), SetArgs.Builder.ex(CachedAnswer.FRESH.toSeconds()));
        return Answer.live(hits);
    }

    @Override
    public void crawl(long page) throws Exception {
        Document document = site.fetch(page);
        try (Connection connection = pool.getConnection()) {
            document.insert(connection);
        }
        vectors.upsert(document);
    }

    @Override
    public void close() {
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        qdrant.close();
        pool.close();
    }
}

package dev.heal.chaos.app;

import com.google.common.util.concurrent.ListenableFuture;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.vector.Embedder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The clients with their defaults: the cache asked first and filled after a miss, and whatever fails fails the call, the cache
 * too, as it does where caching is declared by an annotation.
 */
final class PlainStores implements Stores {

    /** How long an answer counts as fresh, for every contender. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private final Embedder embedder = new HashingEmbedder();
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final RedisClient redis;
    private final StatefulRedisConnection<byte[], byte[]> cache;

    PlainStores(Servers servers) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(servers.jdbcUrl());
        pool = new HikariDataSource(config);
        qdrant = new QdrantClient(QdrantGrpcClient.newBuilder(Servers.QDRANT_HOST, servers.qdrantPort(), false, false)
                .build());
        redis = RedisClient.create(servers.redisUri());
        cache = redis.connect(ByteArrayCodec.INSTANCE);
    }

    @Override
    public CallLine.Outcome search(String text) throws Exception {
        byte[] key = ("search:" + text).getBytes(StandardCharsets.UTF_8);
        byte[] cached = cache.sync().get(key);
        if (cached != null) {
            checked(QueryResponse.parseFrom(cached).getResultList());
            return CallLine.Outcome.CACHE;
        }
        List<ScoredPoint> found = checked(answer(qdrant.queryAsync(QueryPoints.newBuilder()
                .setCollectionName(Schema.COLLECTION)
                .setQuery(QueryFactory.nearest(embedder.embed(text)))
                .setLimit(LIMIT)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .build())));
        byte[] value = QueryResponse.newBuilder().addAllResult(found).build().toByteArray();
        String unused = cache.sync().set(key, value, SetArgs.Builder.ex(FRESH.toSeconds()));
        return CallLine.Outcome.LIVE;
    }

    @Override
    public void write(Document document) throws Exception {
        try (Connection connection = pool.getConnection()) {
            document.insert(connection);
        }
        answer(qdrant.upsertAsync(Schema.COLLECTION, List.of(document.point(embedder))));
    }

    @Override
    public void close() {
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        qdrant.close();
        pool.close();
    }

    private static List<ScoredPoint> checked(List<ScoredPoint> found) {
        if (found.isEmpty()) {
            throw new EmptyAnswerException();
        }
        return found;
    }

    private static <T> T answer(ListenableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception own ? own : e;
        }
    }
}

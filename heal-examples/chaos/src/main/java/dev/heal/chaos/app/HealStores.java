package dev.heal.chaos.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.config.HealConfig;
import dev.heal.failure.Effect;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.vector.Embedder;
import dev.heal.vector.QdrantSearch;
import dev.heal.vector.RedisCache;
import dev.heal.vector.SearchResult;
import dev.heal.vector.VectorSearch;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Heal around the clients, wired as in the scraper, for a caller who waits: without the patience of a crawl. */
final class HealStores implements Stores {

    private final Embedder embedder = new HashingEmbedder();
    private final HealConfig config;
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final RedisClient redis;
    private final Heal heal;
    private final RedisCache cache;
    private final HealingDataSource db;
    private final QdrantSearch docs;
    private final VectorSearch search;

    HealStores(Servers servers, Path directory, List<String> settings) throws IOException {
        config = HealConfig.load(file(directory, settings));
        pool = pool(servers.jdbcUrl());
        qdrant = new QdrantClient(QdrantGrpcClient.newBuilder(Servers.QDRANT_HOST, servers.qdrantPort(), false, false)
                .build());
        redis = RedisClient.create(RedisURI.create(servers.redisUri()));
        redis.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        heal = new Heal(config);
        Guard pages = heal.guard("pages-db");
        db = new HealingDataSource(pool, pages);
        docs = new QdrantSearch(qdrant, Schema.COLLECTION, heal.guard("vectors"));
        cache = new RedisCache(() -> redis.connect(ByteArrayCodec.INSTANCE), heal.guard("cache"));
        search = new VectorSearch(docs, cache, embedder);
    }

    @Override
    public CallLine.Outcome search(String text) {
        SearchResult result = search.search(text, LIMIT);
        if (result.hits().isEmpty()) {
            throw new EmptyAnswerException();
        }
        return switch (result.source()) {
            case LIVE -> CallLine.Outcome.LIVE;
            case CACHE -> CallLine.Outcome.CACHE;
            case STALE -> CallLine.Outcome.STALE;
        };
    }

    @Override
    public void write(Document document) throws Exception {
        boolean unused = db.inTransaction(Effect.UNSAFE, connection -> {
            document.insert(connection);
            return true;
        });
        docs.upsert(List.of(document.point(embedder)));
    }

    @Override
    public void close() {
        heal.close();
        cache.close();
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        qdrant.close();
        pool.close();
        config.close();
    }

    private static Path file(Path directory, List<String> settings) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("heal.cache.ttl=" + PlainStores.FRESH.toSeconds() + "s");
        lines.addAll(settings);
        return Files.write(directory.resolve("heal.properties"), lines);
    }

    private static HikariDataSource pool(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(3_000);
        config.setPoolName("pages-db");
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("connectTimeout", "2");
        return new HikariDataSource(config);
    }
}

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

/** Heal around the clients, wired as in the scraper: searches that do not wait, and a crawl with patience. */
final class HealStores implements Stores {

    /** A page would rather be late than missing, and is of use for five seconds: a little is left for the other steps. */
    private static final Duration PATIENCE = Duration.ofMillis(4_950);

    private final Embedder embedder = new HashingEmbedder();
    private final Pages pages;
    private final HealConfig config;
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final RedisClient redis;
    private final Heal heal;
    private final Guard site;
    private final RedisCache cache;
    private final HealingDataSource db;
    private final QdrantSearch points;
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
        site = heal.guard("site").patient(PATIENCE);
        pages = new Pages(servers.site());
        db = new HealingDataSource(pool, heal.guard("pages-db").patient(PATIENCE));
        Guard vectors = heal.guard("vectors");
        points = new QdrantSearch(qdrant, Schema.COLLECTION, vectors.patient(PATIENCE));
        cache = new RedisCache(() -> redis.connect(ByteArrayCodec.INSTANCE), heal.guard("cache"));
        search = new VectorSearch(new QdrantSearch(qdrant, Schema.COLLECTION, vectors), cache, embedder);
    }

    @Override
    public Answer search(String text) {
        SearchResult result = search.search(text, LIMIT);
        return new Answer(
                switch (result.source()) {
                    case LIVE -> CallLine.Outcome.LIVE;
                    case CACHE -> CallLine.Outcome.CACHE;
                    case STALE -> CallLine.Outcome.STALE;
                },
                result.age(),
                result.hits().stream().map(hit -> Long.valueOf(hit.id())).toList());
    }

    @Override
    public void crawl(long page) throws Exception {
        Document document = site.call(Effect.READ, deadline -> pages.fetch(page, deadline.remaining()));
        boolean unused = db.inTransaction(Effect.UNSAFE, connection -> {
            document.insert(connection);
            return true;
        });
        points.upsert(List.of(document.point(embedder)));
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
        lines.add("heal.state-dir=" + directory.toAbsolutePath().resolve("state"));
        lines.add("heal.cache.ttl=" + CachedAnswer.FRESH.toSeconds() + "s");
        // whoever searches waits for two seconds: some of them are for what comes after
        lines.add("heal.deadline.search=1800ms");
        // a page that waits for an answer longer than it is of use is a page that hangs
        lines.add("heal.deadline.call=" + PATIENCE.toMillis() + "ms");
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

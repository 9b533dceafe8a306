package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Heal;
import dev.heal.config.HealConfig;
import dev.heal.failure.Effect;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.monitor.HealMetrics;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.testbed.Testbed;
import dev.heal.vector.Embedder;
import dev.heal.vector.QdrantSearch;
import dev.heal.vector.RedisCache;
import dev.heal.vector.SearchResult;
import dev.heal.vector.VectorSearch;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The lines of the README's first screen, on real servers. The README is checked against them. */
class FrontDoorTest {

    @Test
    void theLinesOfTheReadmeWork() throws Exception {
        try (Testbed servers = Testbed.launch();
                HikariDataSource hikari = new HikariDataSource();
                QdrantClient qdrantClient = new QdrantClient(QdrantGrpcClient.newBuilder(
                                "127.0.0.1", servers.qdrant().port(), false, false)
                        .build())) {
            hikari.setJdbcUrl(servers.postgres().jdbcUrl());
            qdrantClient
                    .createCollectionAsync(
                            "docs",
                            VectorParams.newBuilder()
                                    .setSize(384)
                                    .setDistance(Distance.Cosine)
                                    .build())
                    .get();
            RedisClient redis = RedisClient.create(servers.redis().uri());
            try {
                String explained =
                        frontDoor(hikari, qdrantClient, redis, new HashingEmbedder(), new SimpleMeterRegistry());

                assertThat(explained).startsWith("vectors is CLOSED since ").contains("1 calls, 0 failed");
            } finally {
                redis.shutdown();
            }
        }
    }

    private static String frontDoor(
            HikariDataSource hikari,
            QdrantClient qdrantClient,
            RedisClient redis,
            Embedder embedder,
            MeterRegistry meterRegistry)
            throws SQLException {
        URI uri = URI.create("http://localhost/");
        // spotless:off
        // README begin
        try (HealConfig config = HealConfig.load(Path.of("heal.properties")); Heal heal = new Heal(config)) {
            var db     = new HealingDataSource(hikari, heal.guard("pages-db"));          // your pool stays yours
            var docs   = new QdrantSearch(qdrantClient, "docs", heal.guard("vectors"));  // your client stays yours
            var cache  = new RedisCache(() -> redis.connect(ByteArrayCodec.INSTANCE), heal.guard("cache"));
            var search = new VectorSearch(docs, cache, embedder);
            new HealMetrics(heal).bindTo(meterRegistry);

            SearchResult r = search.search("retry with jitter", 10);                     // hits, source, age, reason
            int pages = db.read(connection -> countPages(connection));                   // repeated if that is safe
            String page = heal.guard("site").call(Effect.READ, () -> fetch(uri));        // any other call
            System.out.println(heal.explain("vectors"));
            // README end
            // spotless:on
            assertThat(r.hits()).isEmpty();
            assertThat(r.source()).isEqualTo(SearchResult.Source.LIVE);
            assertThat(pages).isPositive();
            assertThat(page).isEqualTo("page of http://localhost/");
            return heal.explain("vectors");
        }
    }

    private static int countPages(java.sql.Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_class")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String fetch(URI uri) {
        return "page of " + uri;
    }
}

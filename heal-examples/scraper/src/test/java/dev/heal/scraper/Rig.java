package dev.heal.scraper;

import dev.heal.config.HealConfig;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.embed.HybridEmbedder;
import dev.heal.testbed.Testbed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The three real servers, and scrapers on them as a user would start them: from one properties file. */
final class Rig implements AutoCloseable {

    static final String COLLECTION = "docs";

    final Testbed servers = Testbed.launch();
    final Path directory;
    private final String model;

    Rig(Path directory) {
        this(directory, "hashing");
    }

    Rig(Path directory, String model) {
        this.directory = directory;
        this.model = model;
    }

    /** Writes the file for a crawl from there. */
    Path configuration(URI start, int maxPages, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "scraper.jdbc-url=" + servers.postgres().jdbcUrl(),
                "scraper.redis-uri=" + servers.redis().uri(),
                "scraper.qdrant-host=127.0.0.1",
                "scraper.qdrant-port=" + servers.qdrant().port(),
                "scraper.collection=" + COLLECTION,
                "scraper.start=" + start,
                "scraper.max-pages=" + maxPages,
                "scraper.embedder=" + model));
        lines.addAll(List.of(more));
        return Files.write(directory.resolve("heal.properties"), lines);
    }

    /** One run of the application from its start to its end. */
    CrawlSummary crawl(URI start, int maxPages, CrawlListener listener) throws Exception {
        try (HealConfig config = HealConfig.load(configuration(start, maxPages));
                HybridEmbedder embedder = HybridEmbedder.hashing();
                Scraper scraper = new Scraper(config, embedder, new SimpleMeterRegistry())) {
            return scraper.crawl(Duration.ofMinutes(5), listener);
        }
    }

    CrawlSummary crawl(URI start) throws Exception {
        return crawl(start, 1_000, new CrawlListener() {});
    }

    /** Empties all three stores. */
    void reset() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(servers.postgres().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists pages");
        }
        servers.redis().command("FLUSHALL");
        try (Stores stores = new Stores(this)) {
            stores.dropCollection();
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}

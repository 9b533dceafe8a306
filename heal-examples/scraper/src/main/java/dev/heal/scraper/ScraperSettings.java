package dev.heal.scraper;

import dev.heal.settings.Setting;
import dev.heal.settings.Setting.Correction;
import dev.heal.settings.Setting.Form;
import dev.heal.settings.Settings;

/**
 * The scraper's own settings, {@code scraper.*}, in the same file as Heal's.
 *
 * @param jdbcUrl the PostgreSQL database, with user and password in the URL
 * @param redisUri the Redis server
 * @param qdrantHost the Qdrant server's host
 * @param qdrantPort its gRPC port
 * @param collection the collection that chunks are kept in
 * @param start where the crawl starts; everything below it is crawled
 * @param maxPages the most pages of one crawl
 * @param workers how many pages are worked on at a time
 * @param embedder what turns text into vectors
 */
public record ScraperSettings(
        @Setting(
                value = "PostgreSQL database to keep page state in.",
                form = Form.JDBC_URL,
                correction = Correction.NEVER)
        String jdbcUrl,

        @Setting(value = "Redis server to cache searches in.", form = Form.URL, correction = Correction.NEVER)
        String redisUri,

        @Setting(value = "Host of the Qdrant server.", form = Form.HOST, correction = Correction.NEVER)
        String qdrantHost,

        @Setting(
                value = "gRPC port of the Qdrant server.",
                min = "1",
                max = "65535",
                form = Form.PORT,
                correction = Correction.NEVER)
        int qdrantPort,

        @Setting(value = "Qdrant collection to keep chunks in.", correction = Correction.NEVER)
        String collection,

        @Setting(
                value = "URL where the crawl starts; everything below it is crawled.",
                form = Form.URL,
                correction = Correction.NEVER)
        String start,

        @Setting(value = "The most pages of one crawl.", min = "1", max = "1000000")
        int maxPages,

        @Setting(value = "Pages worked on at a time.", min = "1", max = "64")
        int workers,

        @Setting("What turns text into vectors.") Model embedder) {

    /** Checks every range. */
    public ScraperSettings {
        Settings.check(
                ScraperSettings.class,
                jdbcUrl,
                redisUri,
                qdrantHost,
                qdrantPort,
                collection,
                start,
                maxPages,
                workers,
                embedder);
    }

    /** The defaults: servers on this machine at their usual ports, 1,000 pages, 2 workers, the real model. */
    public ScraperSettings() {
        this(
                "jdbc:postgresql://localhost:5432/postgres",
                "redis://localhost:6379",
                "localhost",
                6334,
                "docs",
                "http://localhost:8080/",
                1_000,
                2,
                Model.MINILM);
    }

    /** What turns text into vectors. */
    public enum Model {
        /** A sentence model, run in this process. */
        MINILM,
        /** Hashed words: no meaning, but quick. */
        HASHING
    }
}

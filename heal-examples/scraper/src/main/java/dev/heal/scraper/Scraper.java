package dev.heal.scraper;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.config.HealConfig;
import dev.heal.failure.Failure;
import dev.heal.failure.Recovery;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.journal.Journal;
import dev.heal.monitor.HealMetrics;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.crawl.CrawlTools;
import dev.heal.scraper.crawl.Crawler;
import dev.heal.scraper.crawl.SerialListener;
import dev.heal.scraper.crawl.StoreWatch;
import dev.heal.scraper.store.DocsCollection;
import dev.heal.scraper.store.PageStore;
import dev.heal.scraper.web.Links;
import dev.heal.time.Deadline;
import dev.heal.vector.Embedder;
import dev.heal.vector.QdrantSearch;
import dev.heal.vector.RedisCache;
import dev.heal.vector.SearchResult;
import dev.heal.vector.VectorHit;
import dev.heal.vector.VectorSearch;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The application: its clients, Heal around them, and what is done with both. Everything is wired here, by constructors.
 * Safe for use by many threads.
 */
public final class Scraper implements AutoCloseable {

    /** Several chunks of one page may answer a question; whoever asks wants several pages. */
    private static final int CHUNKS_PER_PAGE = 4;

    private static final int POOL_SIZE = 8;
    private static final long POOL_WAIT_MILLIS = 3_000;

    /** A crawl would rather wait for a store than lose a page; whoever searches would rather know. */
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(2);

    /** A pool that has met nothing but a database that hangs has nothing to lend and cannot say why. */
    private static final Recovery POOL_FILLS_AGAIN =
            Recovery.standard().with(Failure.Kind.EXHAUSTED, Recovery.Step.RETRY);

    /** Long enough for a breaker that has opened because of bad pages to let the good ones through again. */
    private static final Duration SITE_PATIENCE = Duration.ofSeconds(2);

    private final ScraperSettings settings;
    private final Embedder embedder;
    private final HikariDataSource pool;
    private final QdrantClient qdrant;
    private final RedisClient redis;
    private final Heal heal;
    private final RedisCache cache;
    private final DocsCollection collection;
    private final PageStore store;
    private final StoreWatch watch;
    private final VectorSearch search;

    /**
     * Connects to nothing yet: the servers may be down.
     *
     * @param config the one file, with keys {@code scraper.*} and {@code heal.*}; stays the caller's
     * @param embedder turns text into vectors; stays the caller's
     * @param meters where Heal's meters go
     */
    public Scraper(HealConfig config, Embedder embedder, MeterRegistry meters) {
        this.settings = config.live("scraper", new ScraperSettings()).get();
        this.embedder = embedder;
        this.pool = pool(settings);
        this.qdrant =
                new QdrantClient(QdrantGrpcClient.newBuilder(settings.qdrantHost(), settings.qdrantPort(), false, false)
                        .build());
        this.redis = RedisClient.create(RedisURI.create(settings.redisUri()));
        redis.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());

        this.heal = new Heal(config);
        config.recordIn(heal.journal());
        Guard vectors = heal.guard("vectors");
        QdrantSearch docs = new QdrantSearch(qdrant, settings.collection(), vectors)
                .using(DocsCollection.DENSE, DocsCollection.SPARSE);
        this.cache = new RedisCache(() -> redis.connect(ByteArrayCodec.INSTANCE), heal.guard("cache"));
        this.search = new VectorSearch(docs, cache, embedder);
        new HealMetrics(heal).bindTo(meters);

        // what the crawl goes through: the same guards, and more patience
        Guard pages = heal.guard("pages-db").recovering(POOL_FILLS_AGAIN).patient(STORE_PATIENCE);
        HealingDataSource db = new HealingDataSource(pool, pages);
        Guard writes = vectors.patient(STORE_PATIENCE);
        this.collection = new DocsCollection(qdrant, settings.collection(), writes);
        this.store = new PageStore(db, pages, new QdrantSearch(qdrant, settings.collection(), writes), embedder);
        this.watch = new StoreWatch(heal.journal(), List.of(pages, vectors));
    }

    /**
     * Crawls the site of the settings. Waits for PostgreSQL and Qdrant, up to two minutes a call, while they are away.
     *
     * @param limit how long to go on beginning pages
     * @param listener hears of the progress
     * @return what was done
     * @throws SQLException if the database could not be prepared
     * @throws RuntimeException if the vector database could not be prepared, as its client's exception, or a refusal
     * @throws InterruptedException if the calling thread was interrupted
     */
    public CrawlSummary crawl(Duration limit, CrawlListener listener) throws SQLException, InterruptedException {
        CrawlListener one = new SerialListener(listener);
        Journal.Subscription waits = watch.tell(one);
        try {
            store.prepare();
            collection.prepare(embedder.dimensions());
            return visitAll(limit, one);
        } finally {
            waits.close();
        }
    }

    private CrawlSummary visitAll(Duration limit, CrawlListener listener) throws InterruptedException {
        Guard site = heal.guard("site").patient(SITE_PATIENCE);
        Links links = new Links(URI.create(settings.start()), Links.JAVADOC_NOISE);
        CrawlTools tools = CrawlTools.of(links, site.runtime().clock());
        Deadline deadline = Deadline.after(limit, site.runtime().ticker());
        return new Crawler(site, tools, store, watch, listener)
                .crawl(settings.maxPages(), settings.workers(), deadline);
    }

    /**
     * Searches what was crawled.
     *
     * @param text what for
     * @param limit how many pages at the most
     * @return the answer, with the best chunk of each page, which says where it came from
     */
    public SearchResult search(String text, int limit) {
        SearchResult chunks = search.search(text, limit * CHUNKS_PER_PAGE);
        Set<String> pages = new HashSet<>();
        List<VectorHit> best = chunks.hits().stream()
                .filter(hit -> pages.add(hit.text("url")))
                .limit(limit)
                .toList();
        return new SearchResult(best, chunks.source(), chunks.age(), chunks.reason());
    }

    /**
     * Heal, for its journal and explanations.
     *
     * @return the instance that guards this application
     */
    public Heal heal() {
        return heal;
    }

    /** Ends Heal first, so that nothing is begun on clients that are closing, and then the clients. */
    @Override
    public void close() {
        heal.close();
        cache.close();
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        qdrant.close();
        pool.close();
    }

    private static HikariDataSource pool(ScraperSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.jdbcUrl());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(POOL_WAIT_MILLIS);
        config.setPoolName("pages-db");
        // start although the database is down: connecting is the guard's part
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("connectTimeout", "2");
        return new HikariDataSource(config);
    }
}

package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.journal.Journal;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.crawl.CrawlTools;
import dev.heal.scraper.crawl.Crawler;
import dev.heal.scraper.crawl.StoreWatch;
import dev.heal.scraper.embed.HashingEmbedder;
import dev.heal.scraper.site.DocumentationSite;
import dev.heal.scraper.store.DocsCollection;
import dev.heal.scraper.store.PageStore;
import dev.heal.scraper.web.Links;
import dev.heal.settings.SettingsSource;
import dev.heal.time.Deadline;
import dev.heal.time.VirtualTime;
import dev.heal.vector.QdrantSearch;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that does not come back: the crawl waits for it once, in virtual time, and not once for each page. */
class LostStoreTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VirtualTime time = new VirtualTime();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aStoreThatStaysAwayIsWaitedForOnce(@TempDir Path work) throws Exception {
        Pages pages = new Pages(Files.createDirectory(work.resolve("site")), 5, 3);
        pages.write(
                "index.html", "Start", "<p>It leads to all five.</p>", Pages.link(0) + pages.links(0) + pages.links(1));
        try (Rig rig = new Rig(work);
                DocumentationSite site = DocumentationSite.ofDirectory(pages.root, 0);
                HikariDataSource pool = new HikariDataSource();
                QdrantClient qdrant = new QdrantClient(QdrantGrpcClient.newBuilder(
                                "127.0.0.1", rig.servers.qdrant().port(), false, false)
                        .build());
                Heal real = new Heal();
                Heal virtual = new Heal(SettingsSource.defaults(), time.runtime(5))) {
            pool.setJdbcUrl(rig.servers.postgres().jdbcUrl());
            // only what stays dead is met in virtual time, which does not wait for a server that is quick
            Guard db = real.guard("pages-db");
            Crawler crawler = crawler(virtual, db, pool, qdrant, site);
            CrawlSummary start = crawler.crawl(1, 1, Deadline.none());
            assertThat(start.pages()).isEqualTo(1);
            rig.servers.qdrant().kill();
            long before = time.nanos();

            CrawlSummary summary = crawler.crawl(100, 1, Deadline.none());

            assertThat(summary.unchanged()).as("the start page").isEqualTo(1);
            assertThat(summary.errors()).as("the five behind it").isEqualTo(5);
            assertThat(notes).filteredOn(note -> note.contains(": given up: ")).hasSize(5);
            assertThat(notes)
                    .filteredOn(note -> note.startsWith("a store is away, its pages wait: vectors, "))
                    .hasSize(1);
            assertThat(Duration.ofNanos(time.nanos() - before))
                    .as("virtual time of the crawl")
                    .isBetween(PATIENCE.minusSeconds(1), PATIENCE.plusSeconds(30));
        }
    }

    private Crawler crawler(Heal heal, Guard db, HikariDataSource pool, QdrantClient qdrant, DocumentationSite site)
            throws Exception {
        HashingEmbedder embedder = new HashingEmbedder();
        Guard vectors = heal.guard("vectors").patient(PATIENCE);
        new DocsCollection(qdrant, Rig.COLLECTION, vectors).prepare(embedder.dimensions());
        PageStore store = new PageStore(
                new HealingDataSource(pool, db), db, new QdrantSearch(qdrant, Rig.COLLECTION, vectors), embedder);
        store.prepare();
        CrawlListener listener = new CrawlListener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        StoreWatch watch = new StoreWatch(heal.journal(), List.of(db, vectors));
        Journal.Subscription unused = watch.tell(listener);
        CrawlTools tools = CrawlTools.of(new Links(site.start(), Links.JAVADOC_NOISE), time);
        return new Crawler(heal.guard("site"), tools, store, watch, listener);
    }
}

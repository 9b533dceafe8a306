package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.config.HealConfig;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.embed.HybridEmbedder;
import dev.heal.scraper.site.DocumentationSite;
import dev.heal.testbed.ServerProcess;
import dev.heal.vector.SearchResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application on real servers: what it stores, what a second crawl touches, and what faults do to it. */
class ScraperTest {

    @TempDir
    static Path work;

    private static Rig rig;
    private static int sites;

    private Pages pages;

    @BeforeAll
    static void startServers() {
        rig = new Rig(work);
    }

    @AfterAll
    static void stopServers() {
        rig.close();
    }

    @BeforeEach
    void emptyStores() throws Exception {
        rig.reset();
        pages = new Pages(Files.createDirectory(work.resolve("site" + sites++)), 60, 42);
    }

    @Test
    void storesEveryPageOnceInAllStores() throws Exception {
        try (DocumentationSite site = site()) {
            CrawlSummary summary = rig.crawl(site.start());

            assertThat(summary.added()).isEqualTo(61);
            assertThat(summary.errors()).isZero();
            SortedMap<String, String> contents = verified();
            assertThat(contents).hasSize(61);
            assertThat(summary.chunks()).isGreaterThan(60);
        }
    }

    @Test
    void aSecondCrawlTouchesNothingWhenNothingHasChanged() throws Exception {
        try (DocumentationSite site = site()) {
            rig.crawl(site.start());
            SortedMap<String, String> before = verified();

            CrawlSummary second = rig.crawl(site.start());

            assertThat(second.unchanged()).isEqualTo(61);
            assertThat(second.added() + second.changed() + second.removed()).isZero();
            assertThat(verified()).isEqualTo(before);
        }
    }

    @Test
    void aSecondCrawlTouchesOnlyWhatHasChanged() throws Exception {
        try (DocumentationSite site = site()) {
            rig.crawl(site.start());
            pages.edit(7, "The seventh page speaks of something else now, and of less than before.");
            pages.delete(59);
            pages.write("new.html", "New", "<p>A page that was not there before.</p>", "");
            pages.write(Pages.name(58), "Page 58", "<p>It leads to the new page.</p>", "<a href=\"new.html\">new</a>");

            CrawlSummary second = rig.crawl(site.start());

            assertThat(second.changed()).isEqualTo(2);
            assertThat(second.added()).isEqualTo(1);
            assertThat(second.removed()).isEqualTo(1);
            assertThat(second.unchanged()).isEqualTo(58);
            SortedMap<String, String> contents = verified();
            assertThat(contents).doesNotContainKey("/" + Pages.name(59)).containsKey("/new.html");
            assertThat(contents.get("/" + Pages.name(7))).contains("something else");
        }
    }

    @Test
    void pagesWithTheSameTextAreHeldOnceByTheSmallestUrlWhateverTheOrder() throws Exception {
        String body = "<p>Exactly the same words on several pages of this site.</p>";
        pages.write("zz.html", "Same", body, more("aa.html"));
        pages.write("aa.html", "Same", body, more("mm.html"));
        pages.write("mm.html", "Same", body, more(Pages.name(1)));
        pages.write(Pages.name(59), "Page 59", "<p>It leads to the last of them.</p>", "<a href=\"zz.html\">last</a>");
        try (DocumentationSite site = site()) {
            CrawlSummary summary = rig.crawl(site.start());

            SortedMap<String, String> contents = verified();
            assertThat(contents.get("/aa.html")).contains("Exactly the same words");
            assertThat(contents.get("/mm.html")).endsWith("|/aa.html");
            assertThat(contents.get("/zz.html")).endsWith("|/aa.html");
            assertThat(summary.pages()).isEqualTo(64);
        }
    }

    @Test
    void whenThePageThatHoldsATextChangesAnotherOneTakesItOver() throws Exception {
        String body = "<p>Exactly the same words on two pages of this site.</p>";
        pages.write("aa.html", "Same", body, more("bb.html"));
        pages.write("bb.html", "Same", body, more("aa.html"));
        pages.write(
                Pages.name(59),
                "Page 59",
                "<p>It leads to one.</p>",
                "<a href=\"aa.html\">a</a> <a href=\"bb.html\">b</a>");
        try (DocumentationSite site = site()) {
            rig.crawl(site.start());
            pages.write(
                    "aa.html", "Other", "<p>These words are no longer the same.</p>", "<a href=\"bb.html\">other</a>");

            rig.crawl(site.start());

            SortedMap<String, String> contents = verified();
            assertThat(contents.get("/aa.html")).contains("no longer the same");
            assertThat(contents.get("/bb.html")).contains("Exactly the same words");
        }
    }

    @Test
    void searchesAreAnsweredLiveAndThenFromTheCache() throws Exception {
        try (DocumentationSite site = site();
                HealConfig config = HealConfig.load(rig.configuration(site.start(), 1_000));
                HybridEmbedder embedder = HybridEmbedder.hashing();
                Scraper scraper = new Scraper(config, embedder, new SimpleMeterRegistry())) {
            scraper.crawl(Duration.ofMinutes(2), new CrawlListener() {});

            SearchResult first = scraper.search("retry budget with backoff", 5);
            SearchResult later = first;
            for (int i = 0; i < 200 && later.source() != SearchResult.Source.CACHE; i++) {
                later = scraper.search("retry budget with backoff", 5);
            }

            assertThat(first.hits()).hasSize(5);
            assertThat(later.source()).isEqualTo(SearchResult.Source.CACHE);
            assertThat(later.hits()).isEqualTo(first.hits());
            assertThat(config.report().problems()).isEmpty();
        }
        verified();
    }

    @Test
    void aCrawlThatLosesPostgresOnTheWayEndsAsAQuietOne() throws Exception {
        assertEqualToQuietRun(rig.servers.postgres()::kill, rig.servers.postgres()::start);
    }

    @Test
    void aCrawlThatLosesQdrantOnTheWayEndsAsAQuietOne() throws Exception {
        assertEqualToQuietRun(rig.servers.qdrant()::kill, rig.servers.qdrant()::start);
    }

    @Test
    void aCrawlThatLosesRedisOnTheWayEndsAsAQuietOne() throws Exception {
        assertEqualToQuietRun(rig.servers.redis()::kill, rig.servers.redis()::start);
    }

    @Test
    void aCrawlWhosePostgresHangsForAWhileEndsAsAQuietOne() throws Exception {
        assertOutlivesAHang(20, rig.servers.postgres(), "pages-db");
    }

    @Test
    void aCrawlThatBeginsWhilePostgresHangsWaitsForIt() throws Exception {
        assertOutlivesAHang(0, rig.servers.postgres(), "pages-db");
    }

    @Test
    void aCrawlWhoseQdrantHangsForAWhileEndsAsAQuietOne() throws Exception {
        assertOutlivesAHang(20, rig.servers.qdrant(), "vectors");
    }

    @Test
    void whoeverSearchesDoesNotWaitForAStoreAsACrawlDoes() throws Exception {
        try (DocumentationSite site = site();
                HealConfig config = HealConfig.load(rig.configuration(site.start(), 1_000));
                HybridEmbedder embedder = HybridEmbedder.hashing();
                Scraper scraper = new Scraper(config, embedder, new SimpleMeterRegistry())) {
            scraper.crawl(Duration.ofMinutes(2), new CrawlListener() {});
            rig.servers.qdrant().kill();
            try {
                long start = System.nanoTime();

                assertThatThrownBy(() -> scraper.search("what was never searched for", 5))
                        .isInstanceOf(RuntimeException.class);

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            } finally {
                rig.servers.qdrant().start();
            }
        }
    }

    /** The server hangs from some page on, or from before the start, until its guard has felt it. */
    private void assertOutlivesAHang(int page, ServerProcess server, String guard) throws Exception {
        try (DocumentationSite site = site()) {
            rig.crawl(site.start());
            SortedMap<String, String> quiet = verified();
            rig.reset();
            if (page == 0) {
                server.freeze();
            }
            try (HealConfig config = HealConfig.load(rig.configuration(site.start(), 1_000));
                    HybridEmbedder embedder = HybridEmbedder.hashing();
                    Scraper scraper = new Scraper(config, embedder, new SimpleMeterRegistry())) {
                Guard met = scraper.heal().guard(guard);
                Thread thaw = new Thread(() -> thawOnce(server, () -> isFelt(met.counts())), "thaw");
                if (page == 0) {
                    thaw.start();
                }

                CrawlSummary summary = scraper.crawl(Duration.ofMinutes(5), new CrawlListener() {
                    @Override
                    public void progress(int done, int known) {
                        if (done == page) {
                            server.freeze();
                            thaw.start();
                        }
                    }
                });
                thaw.join();

                assertThat(isFelt(met.counts())).as(met.explain()).isTrue();
                assertThat(summary.errors()).isZero();
                assertThat(verified()).isEqualTo(quiet);
            }
        }
    }

    private static boolean isFelt(Guard.Counts counts) {
        return counts.failed() + counts.refused() + counts.retries() > 0;
    }

    private static void thawOnce(ServerProcess server, BooleanSupplier isTime) {
        try {
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 6_000 && !isTime.getAsBoolean(); i++) {
                boolean unused = never.await(10, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.thaw();
        }
    }

    private void assertEqualToQuietRun(Runnable kill, Runnable start) throws Exception {
        try (DocumentationSite site = site()) {
            rig.crawl(site.start());
            SortedMap<String, String> quiet = verified();
            rig.reset();
            AtomicBoolean killed = new AtomicBoolean();
            List<Thread> starter = new ArrayList<>();

            CrawlSummary summary = rig.crawl(site.start(), 1_000, new CrawlListener() {
                @Override
                public void progress(int done, int known) {
                    if (done == 20 && killed.compareAndSet(false, true)) {
                        kill.run();
                        // brought back from another thread, while the crawl meets the dead server
                        Thread thread = new Thread(start, "bring-back");
                        starter.add(thread);
                        thread.start();
                    }
                }
            });
            starter.get(0).join();

            assertThat(killed).isTrue();
            assertThat(summary.errors()).isZero();
            assertThat(verified()).isEqualTo(quiet);
        }
    }

    /** The text of a link is text of the page: pages that are to be the same need the same. */
    private static String more(String to) {
        return "<a href=\"" + to + "\">more</a>";
    }

    private DocumentationSite site() throws Exception {
        return DocumentationSite.ofDirectory(pages.root, 0);
    }

    private static SortedMap<String, String> verified() throws Exception {
        try (Stores stores = new Stores(rig)) {
            return stores.verified();
        }
    }
}

package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.web.ScriptedServer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site with everything that is wrong with sites: one clear line each, a count in the summary, and the crawl goes on. */
class BadSiteTest {

    @TempDir
    static Path work;

    private static Rig rig;

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
    }

    @Test
    void eachBadPageCostsALineAndACountAndTheCrawlGoesOn() throws Exception {
        try (ScriptedServer site = new ScriptedServer()) {
            site.page(
                    "/robots.txt",
                    "Content-Type: text/plain\r\n",
                    "User-agent: *\nDisallow: /secret/\n".getBytes(StandardCharsets.UTF_8));
            site.page("/", """
                    <title>Start</title><h1>Start</h1><p>The page that leads to all the others.</p>
                    <a href="good.html">good</a> <a href="GOOD2.html#part">again</a> <a href="./good.html?">same</a>
                    <a href="good.html#other">same</a> <a href="picture.png">picture</a> <a href="broken.html">broken</a>
                    <a href="large.html">large</a> <a href="loop1.html">loop</a> <a href="latin.html">latin</a>
                    <a href="secret/page.html">secret</a> <a href="gone.html">gone</a> <a href="failing.html">failing</a>
                    <a href="http://192.0.2.1/elsewhere.html">elsewhere</a> <a href="mailto:nobody@example.org">mail</a>""");
            site.page("/good.html", "<title>Good</title><p>A page like any other, with a sentence of text.</p>");
            site.page("/GOOD2.html", "<title>Good too</title><p>Another page like any other, with other text.</p>");
            site.page("/picture.png", "Content-Type: image/png\r\n", new byte[] {1, 2, 3});
            site.page(
                    "/broken.html",
                    "<html><title>Broken<p>never closed <b>and <i>crossed</b></i> <table><td>cell <div");
            site.page("/large.html", "Content-Type: text/html\r\n", new byte[10 * 1024 * 1024]);
            site.status("/loop1.html", "302 Found\r\nLocation: /loop2.html");
            site.status("/loop2.html", "302 Found\r\nLocation: /loop1.html");
            site.page(
                    "/latin.html",
                    "Content-Type: text/html; charset=utf-8\r\n",
                    "<title>Latin</title><p>caf\u00e9 und \u00dcbung, a page in another charset than it says.</p>"
                            .getBytes(StandardCharsets.ISO_8859_1));
            site.status("/gone.html", "404 Not Found");
            site.status("/failing.html", "500 Internal Server Error");
            List<String> notes = Collections.synchronizedList(new ArrayList<>());

            CrawlSummary summary = rig.crawl(site.url("/"), 100, notes(notes));

            assertThat(summary.pages())
                    .as("start, good, GOOD2, broken, latin: %s", notes)
                    .isEqualTo(5);
            assertThat(summary.skipped())
                    .containsEntry("not-html", 1)
                    .containsEntry("too-large", 1)
                    .containsEntry("redirect-loop", 1)
                    .containsEntry("robots-forbid", 1)
                    .containsEntry("not-found", 1);
            assertThat(summary.errors()).as("the page that always fails").isEqualTo(1);
            for (String page : List.of(
                    "picture.png",
                    "large.html",
                    "loop1.html",
                    "latin.html",
                    "secret/page.html",
                    "gone.html",
                    "failing.html")) {
                assertThat(notes)
                        .as("lines about %s", page)
                        .filteredOn(line -> line.contains(page))
                        .hasSize(1);
            }
            assertThat(notes).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
            assertThat(site.asked("/good.html")).isEqualTo(1);
            try (Stores stores = new Stores(rig)) {
                assertThat(stores.verified()).hasSize(5);
            }
        }
    }

    @Test
    void anUnreachableSiteEndsTheCrawlWithOneLineAndOneError() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        List<String> notes = Collections.synchronizedList(new ArrayList<>());

        CrawlSummary summary = rig.crawl(URI.create("http://127.0.0.1:" + port + "/"), 100, notes(notes));

        assertThat(summary.pages()).isZero();
        assertThat(summary.errors()).isEqualTo(1);
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0)).contains("127.0.0.1:" + port);
    }

    private static CrawlListener notes(List<String> into) {
        return new CrawlListener() {
            @Override
            public void note(String line) {
                into.add(line);
            }
        };
    }
}

package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RobotsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private ScriptedServer server;
    private Robots robots;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        robots = new Robots(new Http(FetchSettings.defaults()), now::get);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theGroupOfOurNameWinsOverTheGroupForAll() throws Exception {
        file("User-agent: *\nDisallow: /\n\nUser-agent: heal-scraper\nDisallow: /private/\nCrawl-delay: 2\n");

        assertThat(robots.allows(server.url("/docs/a.html"))).isTrue();
        assertThat(robots.allows(server.url("/private/a.html"))).isFalse();
        assertThat(robots.crawlDelay(server.url("/"))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aMissingFileAllowsEverything() throws Exception {
        assertThat(robots.allows(server.url("/a.html"))).isTrue();
        assertThat(robots.crawlDelay(server.url("/a.html"))).isZero();
    }

    @Test
    void aServerErrorForbidsEverythingForAMinute() throws Exception {
        server.status("/robots.txt", "503 Busy");

        assertThat(robots.allows(server.url("/a.html"))).isFalse();
        assertThat(robots.refusal(server.url("/a.html"), server.url("/a.html")))
                .extracting(FetchResult.Skipped::reason)
                .isEqualTo(SkipReason.ROBOTS_UNAVAILABLE);
        file("");
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(robots.allows(server.url("/a.html"))).isFalse();
        now.set(Instant.EPOCH.plusSeconds(60));
        assertThat(robots.allows(server.url("/a.html"))).isTrue();
    }

    @Test
    void theFileIsAskedForOnceAnHour() throws Exception {
        file("");
        for (int i = 0; i < 10; i++) {
            robots.allows(server.url("/" + i));
        }
        assertThat(server.asked("/robots.txt")).isEqualTo(1);

        now.set(Instant.EPOCH.plusSeconds(3600));
        robots.allows(server.url("/"));
        assertThat(server.asked("/robots.txt")).isEqualTo(2);
    }

    @Test
    void aRedirectedFileCountsAndACircleOfRedirectsIsAMissingFile() throws Exception {
        server.status("/robots.txt", "301 Moved\r\nLocation: /robots/all.txt");
        page("/robots/all.txt", "User-agent: *\nDisallow: /a");
        assertThat(robots.allows(server.url("/a"))).isFalse();

        now.set(Instant.EPOCH.plusSeconds(7200));
        server.status("/robots.txt", "301 Moved\r\nLocation: /robots.txt");
        assertThat(robots.allows(server.url("/a"))).isTrue();
    }

    @Test
    void noAnswerIsThrownAndNotKept() throws Exception {
        server.on("/robots.txt", "");
        assertThatThrownBy(() -> robots.allows(server.url("/a"))).isInstanceOf(IOException.class);

        file("User-agent: *\nDisallow: /b");
        assertThat(robots.allows(server.url("/a"))).isTrue();
    }

    @Test
    void onlyTheBeginningOfAHugeFileIsRead() throws Exception {
        file("User-agent: *\nDisallow: /a\n" + "# filler\n".repeat(100_000));

        assertThat(robots.allows(server.url("/a"))).isFalse();
        assertThat(robots.allows(server.url("/b"))).isTrue();
    }

    private void file(String text) {
        page("/robots.txt", text);
    }

    private void page(String path, String text) {
        server.page(path, "Content-Type: text/plain\r\n", text.getBytes(StandardCharsets.UTF_8));
    }
}

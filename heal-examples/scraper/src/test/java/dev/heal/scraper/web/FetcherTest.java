package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherTest {
    private static final String HTML = "Content-Type: text/html\r\n";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aPageComesWithItsTextAndValidators() throws Exception {
        server.page(
                "/a.html", HTML + "ETag: \"v1\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n", utf8("<p>hi"));

        WebPage page = fetched("/a.html#part");

        assertThat(page.url()).isEqualTo(server.url("/a.html"));
        assertThat(page.html()).isEqualTo("<p>hi");
        assertThat(page.warnings()).isEmpty();
        assertThat(page.validators()).isEqualTo(new Validators("\"v1\"", "Thu, 01 Jan 2026 00:00:00 GMT"));
    }

    @Test
    void aKnownPageIsAskedForWithItsValidatorsAndAnsweredNotModified() throws Exception {
        server.status("/a.html", "304 Not Modified");

        FetchResult result =
                fetcher(FetchSettings.defaults()).fetch(server.url("/a.html"), new Validators("\"v1\"", "then"));

        assertThat(result).isEqualTo(new FetchResult.NotModified(server.url("/a.html")));
        assertThat(server.requests.get(1).headers())
                .containsEntry("if-none-match", "\"v1\"")
                .containsEntry("if-modified-since", "then");
    }

    @Test
    void notModifiedWithoutAConditionIsNoPage() throws Exception {
        server.status("/a.html", "304 Not Modified");

        assertSkipped("/a.html", SkipReason.UNEXPECTED_STATUS, "status must be 200, was 304");
    }

    @Test
    void compressionIsNotAskedForAndACompressedBodyIsSkipped() throws Exception {
        server.page("/a.html", HTML + "Content-Encoding: gzip\r\n", new byte[] {31, -117, 8});

        assertSkipped("/a.html", SkipReason.ENCODED, "was gzip");
        assertThat(server.requests.get(1).headers()).containsEntry("accept-encoding", "identity");
    }

    @Test
    void whatIsNotHtmlIsSkipped() throws Exception {
        server.page("/a.zip", "Content-Type: application/zip\r\n", utf8("PK"));
        server.page("/a", "", utf8("<p>"));

        assertSkipped("/a.zip", SkipReason.NOT_HTML, "was application/zip");
        assertSkipped("/a", SkipReason.NOT_HTML, "was not given");
    }

    @Test
    void statusesWithoutAPageAreSkipped() throws Exception {
        server.status("/gone", "410 Gone").status("/secret", "403 Forbidden").status("/odd", "418 I'm a teapot");

        assertSkipped("/missing", SkipReason.NOT_FOUND, "was 404");
        assertSkipped("/gone", SkipReason.NOT_FOUND, "was 410");
        assertSkipped("/secret", SkipReason.NO_ACCESS, "was 403");
        assertSkipped("/odd", SkipReason.UNEXPECTED_STATUS, "was 418");
    }

    @Test
    void aBodyDeclaredTooLargeIsRefusedBeforeItIsRead() throws Exception {
        server.on("/big.html", (request, out) -> {
            out.write(utf8("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 10485760\r\n\r\n"));
            server.hang(); // not one byte of the body is needed for the answer
        });

        assertSkipped("/big.html", SkipReason.TOO_LARGE, "must be at most 5242880 bytes, was 10485760 bytes");
    }

    @Test
    void anEndlessBodyIsLetGoOfAtTheLimit() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        server.on("/endless.html", (request, out) -> {
            out.write(utf8("HTTP/1.1 200 OK\r\n" + HTML + "Connection: close\r\n\r\n"));
            untilHungUp(hungUp, Duration.ZERO, out, block);
        });

        assertSkipped("/endless.html", SkipReason.TOO_LARGE, "was more");
        assertThat(hungUp.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLimitItselfIsAllowedAndOneByteMoreIsNot() throws Exception {
        FetchSettings small = new FetchSettings("heal-scraper/0.1", LONG, LONG, 1000, 5);
        server.page("/fits.html", "x".repeat(1000)).page("/over.html", "x".repeat(1001));

        assertThat(fetcher(small).fetch(server.url("/fits.html"), Validators.NONE))
                .isInstanceOf(FetchResult.Fetched.class);
        assertThat(fetcher(small).fetch(server.url("/over.html"), Validators.NONE))
                .isInstanceOfSatisfying(
                        FetchResult.Skipped.class, s -> assertThat(s.reason()).isEqualTo(SkipReason.TOO_LARGE));
    }

    @Test
    void redirectsAreFollowedToTheLastPage() throws Exception {
        server.status("/a", "301 Moved\r\nLocation: b")
                .status("/b", "307 Temporary\r\nLocation: " + server.url("/dir/c.html"))
                .page("/dir/c.html", "<p>there");

        assertThat(fetched("/a").url()).isEqualTo(server.url("/dir/c.html"));
    }

    @Test
    void aRedirectLoopIsSkipped() throws Exception {
        server.status("/a", "302 Found\r\nLocation: /b").status("/b", "302 Found\r\nLocation: /a");

        assertSkipped("/a", SkipReason.REDIRECT_LOOP, "must not redirect in a circle");
    }

    @Test
    void moreThanFiveRedirectsAreSkipped() throws Exception {
        for (int i = 0; i < 7; i++) {
            server.status("/" + i, "302 Found\r\nLocation: /" + (i + 1));
        }
        server.page("/7", "<p>far");

        assertSkipped("/1", SkipReason.TOO_MANY_REDIRECTS, "must be reached within 5 redirects");
        assertThat(fetched("/2").html()).isEqualTo("<p>far");
    }

    @Test
    void aRedirectToNowhereIsSkipped() throws Exception {
        server.status("/none", "302 Found").status("/mail", "302 Found\r\nLocation: mailto:a@b.c");

        assertSkipped("/none", SkipReason.BAD_REDIRECT, "was ''");
        assertSkipped("/mail", SkipReason.BAD_REDIRECT, "was 'mailto:a@b.c'");
    }

    @Test
    void scopeAndRobotsHoldForEachHop() throws Exception {
        server.on("/robots.txt", robots("User-agent: *\nDisallow: /private/"))
                .status("/out", "302 Found\r\nLocation: http://127.0.0.1:1/")
                .status("/in", "302 Found\r\nLocation: /private/x.html")
                .status("/use", "302 Found\r\nLocation: /class-use/x.html")
                .page("/private/x.html", "<p>secret");

        assertSkipped("/out", SkipReason.OUT_OF_SCOPE, "redirect to http://127.0.0.1:1/ must be below");
        assertSkipped("/use", SkipReason.OUT_OF_SCOPE, "must not match the exclude pattern /class-use/");
        assertSkipped("/in", SkipReason.ROBOTS_FORBID, "robots.txt must allow it to 'heal-scraper'");
        assertSkipped("/private/x.html", SkipReason.ROBOTS_FORBID, "robots.txt must allow it");
        assertThat(server.asked("/private/x.html")).isZero();
    }

    @Test
    void whatIsNoHttpUrlIsSkipped() throws Exception {
        for (String url : List.of("ftp://127.0.0.1/a", "mailto:a@b.c", "http:///a", "/a")) {
            assertThat(fetcher(FetchSettings.defaults()).fetch(URI.create(url), Validators.NONE))
                    .isInstanceOfSatisfying(
                            FetchResult.Skipped.class,
                            skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.NOT_HTTP));
        }
    }

    @Test
    void serverErrorsAndOverloadAreThrownWithTheWaitAskedFor() throws Exception {
        server.status("/500", "500 Oops")
                .status("/seconds", "429 Too Many\r\nRetry-After: 7")
                .status("/date", "503 Busy\r\nRetry-After: Thu, 01 Jan 2026 00:02:00 GMT")
                .status("/odd", "429 Too Many\r\nRetry-After: soon")
                .status("/past", "503 Busy\r\nRetry-After: Thu, 01 Jan 2015 00:00:00 GMT")
                .status("/far", "503 Busy\r\nRetry-After: 9223372036854775807");

        assertThrown("/500", 500, null);
        assertThrown("/seconds", 429, Duration.ofSeconds(7));
        assertThrown("/date", 503, Duration.ofMinutes(2));
        assertThrown("/odd", 429, null);
        assertThrown("/past", 503, Duration.ZERO);
        assertThrown("/far", 503, Duration.ofDays(1));
        assertThat(server.asked("/500")).isEqualTo(1); // nothing here tries again
    }

    @Test
    void anUnreachableSiteIsThrownWithItsUrl() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port + "/a.html");
        Fetcher fetcher = fetcher(FetchSettings.defaults(), url);

        assertThatThrownBy(() -> fetcher.fetch(url, Validators.NONE))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("no connection to the host");
    }

    @Test
    void aHostThatDoesNotExistIsThrownAsIoException() {
        URI url = URI.create("http://no-such-host.invalid/");

        assertThatThrownBy(() -> fetcher(FetchSettings.defaults(), url).fetch(url, Validators.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aHeadThatDoesNotComeTimesOut() {
        server.on("/slow.html", (request, out) -> server.hang());

        assertTimesOut("/slow.html");
    }

    @Test
    void aBodyThatStopsTimesOut() {
        server.on("/slow.html", (request, out) -> {
            out.write(utf8("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 100\r\n\r\n<p>"));
            out.flush();
            server.hang();
        });

        assertTimesOut("/slow.html");
    }

    @Test
    void aBodyThatDripsTimesOutAndItsConnectionIsLetGoOf() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        server.on("/drip.html", (request, out) -> {
            out.write(utf8("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 999\r\n\r\n"));
            untilHungUp(hungUp, Duration.ofMillis(20), out, new byte[] {'x'});
        });

        assertTimesOut("/drip.html");
        assertThat(hungUp.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedCallerLetsGoOfTheConnectionAtOnce() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        server.on("/slow.html", (request, out) -> {
            out.write(utf8("HTTP/1.1 200 OK\r\nX-Endless: "));
            started.countDown();
            untilHungUp(hungUp, Duration.ofMillis(20), out, new byte[] {'x'});
        });
        Fetcher patient = fetcher(new FetchSettings("heal-scraper/0.1", LONG, Duration.ofDays(1), 1000, 5));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                patient.fetch(server.url("/slow.html"), Validators.NONE);
            } catch (IOException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(hungUp.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTruncatedBodyIsThrown() {
        server.on("/cut.html", "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 100\r\n\r\n<p>only this");

        assertThatThrownBy(() -> fetched("/cut.html"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/cut.html: answer broke off or made no sense");
    }

    @Test
    void anAnswerThatIsNotHttpIsThrown() {
        server.on("/odd.html", "220 mail.example ESMTP\r\n\r\n");

        assertThatThrownBy(() -> fetched("/odd.html"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/odd.html");
    }

    @Test
    void aWrongCharsetIsReplacedAndReported() throws Exception {
        byte[] latin1 = "<p>caf\u00e9 cr\u00e8me".getBytes(StandardCharsets.ISO_8859_1);
        server.page("/lies.html", "Content-Type: text/html; charset=utf-8\r\n", latin1);
        server.page("/nonsense.html", "Content-Type: text/html; charset=klingon\r\n", latin1);

        assertThat(fetched("/lies.html").html()).isEqualTo("<p>caf\uFFFD cr\uFFFDme");
        assertThat(fetched("/lies.html").warnings()).singleElement().asString().contains("2 places");
        assertThat(fetched("/nonsense.html").html()).isEqualTo("<p>caf\u00e9 cr\u00e8me");
        assertThat(fetched("/nonsense.html").warnings()).first().asString().contains("names 'klingon'");
    }

    private void untilHungUp(CountDownLatch hungUp, Duration pause, OutputStream out, byte[] block) {
        try {
            while (!server.isClosedWithin(pause)) {
                out.write(block);
            }
        } catch (IOException e) {
            hungUp.countDown();
        }
    }

    private void assertTimesOut(String path) {
        Duration briefly = Duration.ofMillis(500);
        server.on("/robots.txt", robots(""));
        FetchSettings settings = new FetchSettings("heal-scraper/0.1", briefly, briefly, 1000, 5);
        Http patient = new Http(new FetchSettings("heal-scraper/0.1", LONG, LONG, 1000, 5));
        Links links = new Links(server.url("/"), Links.JAVADOC_NOISE);
        Fetcher fetcher = new Fetcher(new Http(settings), new Robots(patient, CLOCK), links, CLOCK);

        assertThatThrownBy(() -> fetcher.fetch(server.url(path), Validators.NONE))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessageContaining(path);
    }

    private void assertThrown(String path, int status, Duration wait) {
        assertThatThrownBy(() -> fetched(path)).isInstanceOfSatisfying(HttpStatusException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.retryAfter().orElse(null)).isEqualTo(wait);
            assertThat(e).hasMessageContaining(path).hasMessageContaining("was " + status);
        });
    }

    private void assertSkipped(String path, SkipReason reason, String part) throws Exception {
        URI url = server.url(path);
        FetchResult result = fetcher(FetchSettings.defaults()).fetch(url, Validators.NONE);
        assertThat(result).isInstanceOfSatisfying(FetchResult.Skipped.class, skipped -> {
            assertThat(skipped.reason()).isEqualTo(reason);
            assertThat(skipped.requested()).isEqualTo(url);
            assertThat(skipped.line()).startsWith("page http://").contains(part).doesNotContain("\n");
        });
    }

    private WebPage fetched(String path) throws Exception {
        FetchResult result = fetcher(FetchSettings.defaults()).fetch(server.url(path), Validators.NONE);
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return ((FetchResult.Fetched) result).page();
    }

    private Fetcher fetcher(FetchSettings settings) {
        return fetcher(settings, server.url("/"));
    }

    private static Fetcher fetcher(FetchSettings settings, URI start) {
        return new Fetcher(settings, new Links(start.resolve("/"), List.of(Pattern.compile("/class-use/"))), CLOCK);
    }

    private static byte[] robots(String text) {
        return utf8("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                + text.length() + "\r\n\r\n" + text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

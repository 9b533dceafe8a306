package dev.heal.scraper.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationSiteTest {
    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private DocumentationSite site;

    @BeforeEach
    void start() throws IOException {
        Path pages = Files.createDirectories(dir.resolve("pages/more"));
        Files.writeString(dir.resolve("secret.html"), "secret");
        Files.writeString(dir.resolve("pages/a & b.html"), "<p>a");
        Files.writeString(dir.resolve("pages/style.css"), "p {}");
        Files.writeString(dir.resolve("pages/empty.html"), "");
        Files.writeString(pages.resolve("index.html"), "<p>more");
        Files.createSymbolicLink(dir.resolve("pages/link.html"), dir.resolve("secret.html"));
        Files.createSymbolicLink(dir.resolve("pages/up"), dir);
        site = DocumentationSite.ofDirectory(dir.resolve("pages"), 0);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    @Test
    void aDirectoryWithoutAnIndexIsListed() throws Exception {
        HttpResponse<String> root = get("");

        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(root.body())
                .contains("<a href=\"./a%20&amp;%20b.html\">a &amp; b.html</a>")
                .contains("<a href=\"./more/index.html\">more</a>")
                .doesNotContain("style.css");
        assertThat(get("more/").body()).isEqualTo("<p>more");
        assertThat(get("a%20&%20b.html").body()).isEqualTo("<p>a");
    }

    @Test
    void filesHaveTheirContentTypeAndMissingOnesAre404() throws Exception {
        assertThat(get("style.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(get("more/index.html").headers().firstValue("Content-Type")).contains("text/html");
        assertThat(get("empty.html").statusCode()).isEqualTo(200);
        assertThat(get("empty.html").body()).isEmpty();
        assertThat(get("none.html").statusCode()).isEqualTo(404);
        assertThat(get("more").statusCode()).isEqualTo(404);
    }

    @Test
    void robotsAreWelcomeUnlessTheDirectorySaysOtherwise() throws Exception {
        assertThat(get("robots.txt").body()).isEqualTo("User-agent: *\nAllow: /\n");

        Files.writeString(dir.resolve("pages/robots.txt"), "User-agent: *\nDisallow: /");
        assertThat(get("robots.txt").body()).endsWith("Disallow: /");
    }

    @Test
    void anUnchangedPageIsAnswered304ByTagAndByDate() throws Exception {
        HttpResponse<String> first = get("more/index.html");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String date = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(date).endsWith(" GMT");
        assertThat(get("more/index.html", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("more/index.html", "If-None-Match", "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(get("more/index.html", "If-Modified-Since", date).statusCode())
                .isEqualTo(304);
        assertThat(get("more/index.html", "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(get("more/index.html", "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
        Files.writeString(dir.resolve("pages/more/index.html"), "<p>even more");
        assertThat(get("more/index.html", "If-None-Match", tag).body()).isEqualTo("<p>even more");
    }

    @Test
    void onlyGetAndHeadAreServed() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(site.start().resolve("more/"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpRequest post = HttpRequest.newBuilder(site.start())
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();

        HttpResponse<String> headAnswer = client.send(head, BodyHandlers.ofString());
        assertThat(headAnswer.headers().firstValue("Content-Length")).contains("7");
        assertThat(headAnswer.body()).isEmpty();
        HttpResponse<String> postAnswer = client.send(post, BodyHandlers.ofString());
        assertThat(postAnswer.statusCode()).isEqualTo(405);
        assertThat(postAnswer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.html",
                "/%2e%2e/secret.html",
                "/..%2fsecret.html",
                "/more/../../secret.html",
                "/more/..%5c..%5csecret.html",
                "//secret.html",
                "/.%2e/secret.html",
                "/link.html",
                "/up/secret.html",
                "/up/",
                "/%00",
                "/more/./../../secret.html"
            })
    void nothingOutsideOfTheRootIsServed(String target) throws Exception {
        // by hand: a client would tidy the path first
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), site.start().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("\r\n\r\nsecret");
        }
    }

    @Test
    void javadocJarsAreMountedByArtifactAndLinkedFromTheRoot() throws Exception {
        try (DocumentationSite javadoc =
                DocumentationSite.ofJavadocJars(getClass().getClassLoader(), 0)) {
            URI start = javadoc.start();
            assertThat(javadoc.mounts()).contains("HikariCP", "micrometer-core");
            assertThat(get(start).body()).contains("<a href=\"./HikariCP/index.html\">HikariCP</a>");
            HttpResponse<String> page = get(start.resolve("/HikariCP/com/zaxxer/hikari/HikariConfig.html"));
            assertThat(page.body()).contains("HikariConfig");
            assertThat(get(start.resolve("/HikariCP/com/zaxxer")).statusCode()).isEqualTo(404);
            assertThat(get(start.resolve("/HikariCP/")).statusCode()).isEqualTo(200);
            assertThat(get(start.resolve("/other/index.html")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatCannotBeServedIsRefusedWithTheRule() throws Exception {
        assertThatThrownBy(() -> DocumentationSite.ofDirectory(dir, 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("documentation site: port must be in [0, 65535], was 70000; use 0 for a free port");
        assertThatThrownBy(() -> DocumentationSite.ofDirectory(dir.resolve("none"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pages must be a directory");
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> DocumentationSite.ofJavadocJars(empty, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("must hold at least one javadoc jar");
        }
        int taken = site.start().getPort();
        assertThatThrownBy(() -> DocumentationSite.ofDirectory(dir, taken)).isInstanceOf(IOException.class);
    }

    @Test
    void aSiteThatWasForgottenDoesNotKeepTheJvmAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().matches("HTTP-Dispatcher|documentation-site-.*"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void mountsAreNamedWithoutVersion() {
        assertThat(Stream.of("lettuce-core-7.7.0.RELEASE-javadoc.jar", "a-1.jar", "a.jar", "log4j-2-api-javadoc.jar")
                        .map(name -> JavadocJars.mountName(Path.of("x", name))))
                .containsExactly("lettuce-core", "a", "a", "log4j");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(site.start().resolve(path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI url) throws Exception {
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}

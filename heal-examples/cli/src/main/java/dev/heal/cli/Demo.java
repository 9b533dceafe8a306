package dev.heal.cli;

import dev.heal.config.HealConfig;
import dev.heal.scraper.Scraper;
import dev.heal.scraper.ScraperSettings;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.embed.HybridEmbedder;
import dev.heal.scraper.site.DocumentationSite;
import dev.heal.testbed.Testbed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Servers, site and application of one demo, started together and closed in the reverse order. */
final class Demo implements AutoCloseable {

    private final long startNanos = System.nanoTime();
    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final Terminal terminal;
    private @Nullable Scraper scraper;

    record Options(int port, @Nullable Path pages, @Nullable URI url, ScraperSettings.Model embedder, int maxPages) {}

    private Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Starts everything, or closes what was started and throws. */
    static Demo start(Options options, Terminal terminal) throws Exception {
        Demo demo = new Demo(terminal);
        try {
            demo.open(options);
            return demo;
        } catch (Exception e) {
            demo.close();
            throw e;
        }
    }

    private void open(Options options) throws IOException {
        opened.push(new QuietLogs()::close);
        URI start = site(options);
        terminal.line("starting PostgreSQL, Redis and a Qdrant-protocol server …");
        Testbed servers = Testbed.launch();
        opened.push(servers::close);
        terminal.line("servers are up after " + seconds(elapsed()));
        Path file = configuration(options, servers, start);
        terminal.line("configuration: " + file);
        HealConfig config = HealConfig.load(file);
        opened.push(config::close);
        HybridEmbedder embedder =
                options.embedder() == ScraperSettings.Model.MINILM ? HybridEmbedder.minilm() : HybridEmbedder.hashing();
        opened.push(embedder::close);
        Scraper made = new Scraper(config, embedder, new SimpleMeterRegistry());
        opened.push(made::close);
        scraper = made;
        config.report().problems().forEach(problem -> terminal.line(problem.toString()));
        terminal.line("crawling " + start + ", at most " + options.maxPages() + " pages");
    }

    private URI site(Options options) throws IOException {
        if (options.url() != null) {
            return options.url();
        }
        try {
            DocumentationSite site = options.pages() == null
                    ? DocumentationSite.ofJavadocJars(Demo.class.getClassLoader(), options.port())
                    : DocumentationSite.ofDirectory(options.pages(), options.port());
            opened.push(site::close);
            return site.start();
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The one file that the application is tuned by, written as its user would write it. */
    private Path configuration(Options options, Testbed servers, URI start) throws IOException {
        Path directory = Files.createTempDirectory("heal-demo-");
        Path file = directory.resolve("heal.properties");
        opened.push(() -> {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        });
        String text = """
                # where the application finds its servers
                scraper.jdbc-url=%s
                scraper.redis-uri=%s
                scraper.qdrant-host=127.0.0.1
                scraper.qdrant-port=%d
                # what it crawls
                scraper.start=%s
                scraper.max-pages=%d
                scraper.embedder=%s
                # the first answer after a start may wait for a connection
                heal.guard.cache.deadline.cache=100ms
                """.formatted(
                        servers.postgres().jdbcUrl(),
                        servers.redis().uri(),
                        servers.qdrant().port(),
                        start,
                        options.maxPages(),
                        options.embedder().name().toLowerCase(Locale.ROOT));
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    CrawlSummary crawl(Duration limit) throws Exception {
        CrawlSummary summary = scraper().crawl(limit, new CrawlListener() {
            @Override
            public void progress(int done, int known) {
                terminal.progress("pages", done, known);
            }

            @Override
            public void note(String line) {
                terminal.line(line);
            }
        });
        terminal.endProgress();
        terminal.line(DemoReport.sentence(summary));
        return summary;
    }

    void explain() {
        terminal.line("");
        scraper().heal().guards().forEach(guard -> terminal.line(guard.explain()));
    }

    Scraper scraper() {
        return Objects.requireNonNull(scraper, "the demo was not opened");
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}

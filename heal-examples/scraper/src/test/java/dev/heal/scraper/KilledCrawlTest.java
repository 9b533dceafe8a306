package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.HealConfig;
import dev.heal.scraper.crawl.CrawlListener;
import dev.heal.scraper.crawl.CrawlSummary;
import dev.heal.scraper.embed.HybridEmbedder;
import dev.heal.scraper.site.DocumentationSite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application is killed in the middle of its work, again and again, and in the end nothing is lost or doubled. */
class KilledCrawlTest {

    /** One run of the application in a JVM of its own; prints a line per page. */
    static final class Application {
        public static void main(String[] args) throws Exception {
            try (HealConfig config = HealConfig.load(Path.of(args[0]));
                    HybridEmbedder embedder = HybridEmbedder.hashing();
                    Scraper scraper = new Scraper(config, embedder, new SimpleMeterRegistry())) {
                scraper.crawl(Duration.ofMinutes(5), new CrawlListener() {
                    @Override
                    public void progress(int done, int known) {
                        System.out.println(done);
                    }
                });
            }
        }
    }

    @Test
    void killsAtAnyPointLoseAndDoubleNothing(@TempDir Path work) throws Exception {
        kill(work, 4, 11);
    }

    @Test
    @Tag("deep")
    @Timeout(600)
    void thirtyKillsLoseAndDoubleNothing(@TempDir Path work) throws Exception {
        kill(work, 30, 12);
    }

    private static void kill(Path work, int kills, long seed) throws Exception {
        Pages pages = new Pages(Files.createDirectory(work.resolve("site")), 60, 7);
        try (Rig rig = new Rig(work);
                DocumentationSite site = DocumentationSite.ofDirectory(pages.root, 0);
                Stores stores = new Stores(rig)) {
            rig.crawl(site.start());
            SortedMap<String, String> quiet = stores.verified();
            rig.reset();
            Path file = rig.configuration(site.start(), 1_000);
            Random random = new Random(seed);
            for (int kill = 0; kill < kills; kill++) {
                killAfter(5 + random.nextInt(40), file);
            }

            CrawlSummary last = rig.crawl(site.start());

            assertThat(last.errors()).isZero();
            assertThat(stores.verified()).isEqualTo(quiet);
        }
    }

    private static void killAfter(int pages, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Integer.parseInt(line) >= pages) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

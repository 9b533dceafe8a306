package dev.heal.cli;

import dev.heal.scraper.ScraperSettings;
import dev.heal.scraper.crawl.CrawlSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heal demo}: the scraper on embedded servers. Text for people goes to standard error, one JSON line to standard output. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Crawls real documentation into PostgreSQL, Redis and a Qdrant-protocol server,",
            "all started here for the purpose, and answers searches from it."
        },
        footer = {
            "",
            "Without --pages or --url it crawls the javadoc of resilience4j, Micrometer, HikariCP, SmallRye Config and Qdrant.",
            "The last line on standard output is one JSON object."
        })
final class DemoCommand implements Callable<Integer> {

    private static final List<String> SAMPLE_QUERIES = List.of(
            "how long does a circuit breaker stay open before it lets calls through again",
            "wait longer between retries each time",
            "keep the network from dropping connections that nobody uses",
            "measure how long a method takes",
            "give up waiting for a database connection after some seconds");

    @Option(names = "--seconds", paramLabel = "N", description = "Begin no new page after N seconds.")
    private @Nullable Integer seconds;

    @Option(names = "--port", paramLabel = "P", description = "Port to serve the pages at; a free one by default.")
    private int port;

    @Option(names = "--pages", paramLabel = "DIR", description = "Crawl the HTML pages of this directory instead.")
    private @Nullable Path pages;

    @Option(names = "--url", paramLabel = "U", description = "Crawl what lies below this URL instead.")
    private @Nullable URI url;

    @Option(
            names = "--query",
            paramLabel = "Q",
            description = "Search for this afterwards; may be given several times.")
    private List<String> queries = List.of();

    @Option(
            names = "--embedder",
            paramLabel = "E",
            description = "minilm (a sentence model, the default) or hashing (no model, quick).")
    private ScraperSettings.Model embedder = ScraperSettings.Model.MINILM;

    @Option(names = "--max-pages", paramLabel = "N", description = "Crawl at most N pages (default: ${DEFAULT-VALUE}).")
    private int maxPages = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        Terminal terminal = Terminal.standardError();
        try (Demo demo = Demo.start(new Demo.Options(port, pages, url, embedder, maxPages), terminal)) {
            CrawlSummary crawled = demo.crawl(seconds == null ? Duration.ofDays(1) : Duration.ofSeconds(seconds));
            Searches searches = new Searches(demo.scraper(), terminal);
            searches.askAll(queries.isEmpty() && !terminal.isInteractive() ? SAMPLE_QUERIES : queries);
            if (queries.isEmpty() && terminal.isInteractive()) {
                converse(searches);
            }
            demo.explain();
            spec.commandLine()
                    .getOut()
                    .println(DemoReport.json(crawled, searches.asked(), searches.answered(), demo.elapsed()));
            return crawled.errors() == 0 && crawled.pages() > 0 && searches.asked() == searches.answered() ? 0 : 1;
        }
    }

    private void check() {
        if (pages != null && url != null) {
            throw new ParameterException(
                    spec.commandLine(), "demo: --pages and --url must not be given together; choose one");
        } else if (seconds != null && seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "demo: --seconds must be >= 1, was " + seconds + "; leave it out for no limit");
        } else if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "demo: --port must be in [0, 65535], was " + port + "; use 0 for a free port");
        } else if (maxPages < 1) {
            throw new ParameterException(
                    spec.commandLine(), "demo: --max-pages must be >= 1, was " + maxPages + "; use 1000");
        } else if (url != null && !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "demo: --url must be an http or https URL, was '" + url + "'; write it in full");
        }
        for (String query : queries) {
            if (query.isBlank()) {
                throw new ParameterException(
                        spec.commandLine(), "demo: --query must not be blank; write what to search for");
            }
        }
    }

    /** Asks for searches until an empty line or the end of the input. */
    private static void converse(Searches searches) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        searches.prompt();
        for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
            searches.ask(line.strip());
            searches.prompt();
        }
    }
}

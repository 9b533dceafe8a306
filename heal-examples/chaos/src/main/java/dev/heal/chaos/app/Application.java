package dev.heal.chaos.app;

import dev.heal.scraper.embed.HashingEmbedder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A JVM that searches, and crawls a site, at a fixed rate through the clients of one contender, and writes a {@link CallLine} for each
 * call. It makes its table and collection, so its servers must be up and empty at the begin. It prints {@code ready} when the
 * traffic begins, and ends after the time given, with its standard input, or on SIGTERM.
 */
@Command(
        name = "application",
        mixinStandardHelpOptions = true,
        description = "Searches, and crawls a site, at a fixed rate, a line of output for each.")
public final class Application implements Callable<Integer> {

    private static final Logger ROOT = Logger.getLogger("");

    @Option(names = "--contender", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli fills what is required before call
    private Wiring contender;

    @Option(names = "--jdbc-url", required = true, description = "PostgreSQL, with user and password.")
    @SuppressWarnings("NullAway.Init")
    private String jdbcUrl;

    @Option(names = "--redis-uri", required = true, description = "Redis.")
    @SuppressWarnings("NullAway.Init")
    private String redisUri;

    @Option(names = "--qdrant-port", required = true, description = "gRPC port of the vector server on 127.0.0.1.")
    private int qdrantPort;

    @Option(names = "--site", required = true, description = "Root of the site that is crawled, ending in a slash.")
    @SuppressWarnings("NullAway.Init")
    private URI site;

    @Option(names = "--directory", description = "An existing one for the lines and other files: ${DEFAULT-VALUE}.")
    private Path directory = Path.of(".");

    @Option(names = "--seed", defaultValue = "1", description = "Of all texts.")
    private long seed;

    @Option(names = "--seconds", defaultValue = "300", description = "How long the traffic lasts at the most.")
    private int seconds;

    @Option(names = "--searches", defaultValue = "50", description = "A second.")
    private int searches;

    @Option(names = "--pages", defaultValue = "10", description = "A second.")
    private int pages;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A line of Heal's settings.")
    private List<String> settings = List.of();

    private Application() {}

    /**
     * Runs the application and ends the JVM.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        ROOT.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(args));
    }

    /** Whoever starts a server tells it a port; nobody calls this one. */
    @Option(names = "--port", hidden = true)
    void ignorePort(int port) {}

    static CommandLine commandLine() {
        return new CommandLine(new Application()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        Servers servers = new Servers(jdbcUrl, redisUri, qdrantPort, site);
        Texts texts = new Texts(seed);
        List<Document> first = LongStream.rangeClosed(1, Rate.FIRST_DOCUMENTS)
                .mapToObj(id -> new Document(id, texts.document(id)))
                .toList();
        Schema.create(servers, new HashingEmbedder(), first);
        EpochClock clock = new EpochClock();
        // neither is closed: what is stuck would keep the JVM from ending
        Stores stores = contender.open(servers, directory, settings);
        CallLog log = new CallLog(clock, writer());
        Traffic traffic = new Traffic(stores, clock, log, texts, new Rate(searches, pages));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(traffic), "finish"));
        endWithInput();
        System.out.println("ready");
        traffic.run(Duration.ofSeconds(seconds));
        return 0;
    }

    private Writer writer() throws IOException {
        return Files.newBufferedWriter(directory.resolve(CallLine.FILE));
    }

    private static void finish(Traffic traffic) {
        try {
            traffic.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Standard input is a pipe from whoever started this JVM: it ends when they do. */
    private static void endWithInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        long unused = System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        System.exit(0);
                    }
                },
                "input");
        watch.setDaemon(true);
        watch.start();
    }
}

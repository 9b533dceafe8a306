package dev.heal.scraper.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves documentation over HTTP, on loopback only.
 *
 * <p>Answers carry {@code ETag} and {@code Last-Modified}; a conditional request for an unchanged page is answered 304. There is
 * a {@code robots.txt}. Nothing outside of the jars or the directory is ever served.
 *
 * <p>Four threads answer; any number of clients may ask. Running from construction until {@link #close()}; all its threads are daemons,
 * so a site that was forgotten does not keep the JVM alive.
 */
public final class DocumentationSite implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Content content;
    private final List<String> mounts;

    private DocumentationSite(Content content, List<String> mounts, int port) throws IOException {
        this.content = new RobotsContent(content);
        this.mounts = mounts;
        AtomicInteger count = new AtomicInteger();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "documentation-site-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new SiteHandler(this.content));
        // the server's own thread is a daemon only if the thread that starts it is one
        CompletableFuture.runAsync(server::start, threads).join();
    }

    /**
     * Serves every javadoc jar of a class path, each below {@code /<artifact-id>/}, with a page of links at the root.
     *
     * @param loader where to look
     * @param port in [0, 65535]; 0 takes a free one
     * @throws IOException when there is no javadoc jar, one cannot be read, or the port is taken
     */
    public static DocumentationSite ofJavadocJars(ClassLoader loader, int port) throws IOException {
        checkPort(port);
        Map<String, Path> jars = JavadocJars.find(loader);
        if (jars.isEmpty()) {
            throw new IOException("documentation site: the class path must hold at least one javadoc jar, found none;"
                    + " add a dependency with classifier javadoc, or serve a directory");
        }
        Map<String, Content> contents = new TreeMap<>();
        try {
            for (Map.Entry<String, Path> jar : jars.entrySet()) {
                contents.put(jar.getKey(), new JarContent(jar.getValue()));
            }
            return new DocumentationSite(new MountedContent(contents), List.copyOf(jars.keySet()), port);
        } catch (IOException e) {
            new MountedContent(contents).close();
            throw e;
        }
    }

    /**
     * Serves a directory of pages. Where a directory has no {@code index.html}, a list of its pages is served instead.
     *
     * @param directory the root; must exist
     * @param port in [0, 65535]; 0 takes a free one
     * @throws IOException when the directory does not exist or the port is taken
     */
    public static DocumentationSite ofDirectory(Path directory, int port) throws IOException {
        checkPort(port);
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    "documentation site: pages must be a directory, was '" + directory + "'; name one that exists");
        }
        return new DocumentationSite(new DirectoryContent(directory), List.of(), port);
    }

    /** Where a crawl starts: the page at the root. */
    public URI start() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    /** The names below which jars are served, sorted; empty for a directory. */
    public List<String> mounts() {
        return mounts;
    }

    /** Stops at once: answers under way are cut off. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        content.close();
    }

    private static void checkPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "documentation site: port must be in [0, 65535], was " + port + "; use 0 for a free port");
        }
    }
}

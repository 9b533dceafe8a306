package dev.heal.chaos;

import com.sun.net.httpserver.HttpServer;
import dev.heal.chaos.app.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The site that is crawled, on loopback: page N says what document N of a seed does. */
final class Site implements AutoCloseable {

    private static final int THREADS = 4;

    private final Texts texts;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Site(Texts texts) throws IOException {
        this.texts = texts;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] page = html(exchange.getRequestURI().getPath().substring(1)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        server.start();
    }

    static Site open(long seed) throws IOException {
        return new Site(new Texts(seed));
    }

    int port() {
        return server.getAddress().getPort();
    }

    private String html(String page) {
        return "<!doctype html><html><head><title>Page " + page + "</title></head><body><main><p>"
                + texts.document(Long.parseLong(page)) + "</p></main></body></html>";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

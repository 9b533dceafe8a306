package dev.heal.scraper.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD from one {@link Content}, with validators. */
final class SiteHandler implements HttpHandler {
    private final Content content;

    SiteHandler(Content content) {
        this.content = content;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer(exchange, 405, "only GET and HEAD are served here\n");
                return;
            }
            String path = path(exchange);
            Content.Entry entry = path == null ? null : content.find(path);
            if (entry == null) {
                answer(exchange, 404, "no such page\n");
            } else {
                serve(exchange, entry, head);
            }
        }
    }

    /** The path below the root, or null for one that tries to leave it. */
    private static @Nullable String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path == null || !path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            return null;
        }
        List<String> names = Arrays.asList(path.substring(1).split("/", -1));
        boolean leaves = names.contains("..")
                || names.contains(".")
                || names.subList(0, names.size() - 1).contains("");
        return leaves ? null : path.endsWith("/") ? path.substring(1) + "index.html" : path.substring(1);
    }

    private static void serve(HttpExchange exchange, Content.Entry entry, boolean head) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", '"' + entry.etag() + '"');
        headers.set("Last-Modified", httpDate(entry.modified()));
        headers.set("Cache-Control", "no-cache");
        if (unchanged(exchange.getRequestHeaders(), entry)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        headers.set("Content-Type", entry.contentType());
        if (head) {
            headers.set("Content-Length", Long.toString(entry.length()));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        // The server writes head and body apart, without TCP_NODELAY: on a connection that stays open each page would
        // wait for the
        // client's delayed acknowledgement, 40 ms on Linux. Closing sends the rest at once.
        headers.set("Connection", "close");
        // length 0 means "chunked" to the server, -1 means "no body"
        exchange.sendResponseHeaders(200, entry.length() == 0 ? -1 : entry.length());
        if (entry.length() > 0) {
            try (InputStream in = entry.bytes().open();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        }
    }

    /** RFC 9110, 13.2.2: If-None-Match wins; If-Modified-Since counts only without it. */
    private static boolean unchanged(Headers request, Content.Entry entry) {
        List<String> tags = request.get("If-None-Match");
        if (tags != null) {
            return tags.stream()
                    .flatMap(line -> Arrays.stream(line.split(",", -1)))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals("*") || tag.equals('"' + entry.etag() + '"'));
        }
        String since = request.getFirst("If-Modified-Since");
        try {
            return since != null
                    && !entry.modified()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .isAfter(ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return false; // an unreadable date is no condition
        }
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(instant.atZone(ZoneOffset.UTC))
                .replace(" Z", " GMT");
    }

    private static void answer(HttpExchange exchange, int status, String line) throws IOException {
        byte[] body = line.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}

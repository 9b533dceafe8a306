package dev.heal.chaos.app;

import dev.heal.scraper.text.Page;
import dev.heal.scraper.text.PageParser;
import dev.heal.scraper.text.Splitter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;

/** Fetches and reads pages of the site, without a time-out of its own. Safe for use by many threads. */
final class Pages {

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PageParser parser = new PageParser(Splitter.defaults());

    Pages(URI root) {
        this.root = root;
    }

    /** Waits for the answer as long as it takes. */
    Document fetch(long page) throws IOException, InterruptedException {
        return fetch(page, Duration.ZERO);
    }

    /** Waits no longer than that; zero is without end. */
    Document fetch(long page, Duration longest) throws IOException, InterruptedException {
        URI url = root.resolve(Long.toString(page));
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (!longest.isZero()) {
            request.timeout(longest);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("page " + page + ": must be answered 200, was " + response.statusCode());
        }
        Page read = parser.parse(url, response.body());
        return new Document(
                page, read.chunks().stream().map(chunk -> chunk.text()).collect(Collectors.joining(" ")));
    }
}

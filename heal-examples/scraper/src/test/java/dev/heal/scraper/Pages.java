package dev.heal.scraper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A small documentation site on disk, the same for the same seed, which tests may edit. */
final class Pages {

    private static final String[] WORDS =
            ("breaker retry deadline pool connection search vector cache index query server"
                            + " client timeout failure recovery metric alert budget journal decision guard limit probe backoff")
                    .split(" ");

    final Path root;
    final int count;

    Pages(Path root, int count, long seed) {
        this.root = root;
        this.count = count;
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            write(name(i), "Page " + i, body(random), links(i));
        }
        write(
                "index.html",
                "Start",
                "<p>Everything begins here, with the first page and the ones behind it.</p>",
                link(0));
    }

    static String name(int i) {
        return "p" + String.format("%03d", i) + ".html";
    }

    void write(String name, String title, String body, String links) {
        String html = "<!doctype html><html><head><meta charset=utf-8><title>" + title + "</title></head><body><h1>"
                + title + "</h1>" + body + "<p>" + links + "</p></body></html>";
        try {
            Files.writeString(root.resolve(name), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void edit(int i, String sentence) {
        write(name(i), "Page " + i, "<h2>Edited</h2><p>" + sentence + "</p>", links(i));
    }

    void delete(int i) throws IOException {
        Files.delete(root.resolve(name(i)));
    }

    /** A binary tree, so that the crawl has levels. */
    String links(int i) {
        String left = 2 * i + 1 < count ? link(2 * i + 1) : "";
        return left + (2 * i + 2 < count ? link(2 * i + 2) : "");
    }

    static String link(int i) {
        return "<a href=\"" + name(i) + "\">next</a> ";
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder();
        for (int section = 0; section < 1 + random.nextInt(4); section++) {
            body.append("<h2>").append(WORDS[random.nextInt(WORDS.length)]).append("</h2><p>");
            for (int word = 0; word < 40 + random.nextInt(60); word++) {
                body.append(WORDS[random.nextInt(WORDS.length)]).append(word % 12 == 11 ? ". " : " ");
            }
            body.append("</p>");
        }
        return body.toString();
    }
}

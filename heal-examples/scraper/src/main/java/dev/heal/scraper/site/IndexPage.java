package dev.heal.scraper.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** A page of links, written for a directory or a site that has no page of its own. */
final class IndexPage {
    private IndexPage() {}

    static String of(String title, List<String> paths) {
        StringBuilder html = new StringBuilder(256)
                .append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title></head>\n<body><main><h1>")
                .append(escape(title))
                .append("</h1>\n<ul>\n");
        for (String path : paths) {
            html.append("<li><a href=\"")
                    .append(escape(encode(path)))
                    .append("\">")
                    .append(escape(path.replaceFirst("/index\\.html$", "")))
                    .append("</a></li>\n");
        }
        return html.append("</ul></main></body></html>\n").toString();
    }

    private static String encode(String path) {
        try {
            // a leading "./" keeps a colon in a file name from being read as a scheme
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("index page: path must be a URI path, was '" + path + "'", e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

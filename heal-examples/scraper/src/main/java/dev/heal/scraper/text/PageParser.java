package dev.heal.scraper.text;

import dev.heal.scraper.web.CanonicalUrl;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads HTML into a {@link Page}. Immutable, thread-safe.
 *
 * <p>HTML is read as browsers read it, so there is no such thing as a page that is too broken. Navigation, scripts, forms and the
 * summary tables of javadoc are left out of the text, but their links are kept.
 */
public final class PageParser {
    private static final String LINKS = "a[href], area[href], frame[src], iframe[src]";

    private final Splitter splitter;

    /** A parser that cuts text with the given splitter. */
    public PageParser(Splitter splitter) {
        this.splitter = splitter;
    }

    /**
     * Reads a page.
     *
     * @param url where it was found; relative links count from here, or from the page's {@code base} tag
     */
    public Page parse(URI url, String html) {
        Document document = Jsoup.parse(html, url.toString());
        List<URI> links = links(url, document);
        Noise.removeFrom(document);
        String title = title(url, document);
        List<Section> sections = Outline.of(Noise.root(document));
        return new Page(url, title, ContentHash.of(title, sections), links, splitter.split(sections));
    }

    private static List<URI> links(URI url, Document document) {
        Element baseTag = document.selectFirst("base[href]");
        URI base = baseTag == null
                ? url
                : CanonicalUrl.resolve(url, baseTag.attr("href")).orElse(url);
        Set<URI> links = new LinkedHashSet<>();
        for (Element element : document.select(LINKS)) {
            String target = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            if (!target.startsWith("#")) {
                CanonicalUrl.resolve(base, target).ifPresent(links::add);
            }
        }
        return List.copyOf(links);
    }

    private static String title(URI url, Document document) {
        String title = document.title().strip();
        if (title.isEmpty()) {
            Element heading = document.selectFirst("h1, h2");
            title = heading == null ? "" : heading.text().strip();
        }
        return title.isEmpty() ? url.toString() : title;
    }
}

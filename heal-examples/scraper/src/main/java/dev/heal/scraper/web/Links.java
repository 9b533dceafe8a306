package dev.heal.scraper.web;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which links a crawl follows: those below the directory of the start URL, on the same scheme, host and port, that match no
 * exclude pattern. Immutable.
 */
public final class Links {
    /**
     * Pages that javadoc writes about its own pages: uses, trees, frames, indexes, help, search. They repeat what other pages say
     * and would be half of the site.
     */
    public static final List<Pattern> JAVADOC_NOISE = List.of(
            Pattern.compile("/class-use/"),
            Pattern.compile("/index-files/"),
            Pattern.compile("/src-html/"),
            Pattern.compile("/(index-all|help-doc|search|constant-values|serialized-form|deprecated-list)\\.html$"),
            Pattern.compile(
                    "/(overview|package|allclasses|module-overview)-(tree|use|frame|noframe|index|frames)\\.html$"),
            Pattern.compile("/(allclasses|allpackages-index|system-properties|external-specs)\\.html$"),
            Pattern.compile("/index\\.html\\?"));

    private final URI start;
    private final String origin;
    private final String directory;
    private final List<Pattern> excludes;

    /**
     * Rules for one crawl.
     *
     * @param start an absolute http or https URL; everything below its last {@code /} is followed
     * @param excludes a URL in which one of these is found, looked for in path and query, is not followed
     */
    public Links(URI start, List<Pattern> excludes) {
        this.start = CanonicalUrl.of(start.toString())
                .orElseThrow(() ->
                        new IllegalArgumentException("crawl 'start': must be an http or https URL with a host, was '"
                                + start + "'; use a URL like http://localhost:8080/docs/"));
        this.origin = this.start.getScheme() + "://" + this.start.getRawAuthority();
        String path = this.start.getRawPath();
        this.directory = path.substring(0, path.lastIndexOf('/') + 1);
        this.excludes = List.copyOf(excludes);
    }

    /** The canonical start URL. */
    public URI start() {
        return start;
    }

    /** Whether a crawl fetches this URL. */
    public boolean follows(URI url) {
        return whyNot(url) == null;
    }

    /** The links to follow, in their order, each once. */
    public List<URI> select(List<URI> links) {
        Set<URI> selected = new LinkedHashSet<>();
        for (URI link : links) {
            if (follows(link)) {
                selected.add(link);
            }
        }
        return List.copyOf(selected);
    }

    /** The rule that keeps a canonical URL out, or null. */
    @Nullable
    String whyNot(URI url) {
        if (!origin.equals(url.getScheme() + "://" + url.getRawAuthority())
                || !url.getRawPath().startsWith(directory)) {
            return "must be below " + origin + directory;
        }
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        for (Pattern exclude : excludes) {
            if (exclude.matcher(path).find()) {
                return "must not match the exclude pattern " + exclude;
            }
        }
        return null;
    }
}

package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.scraper.site.DocumentationSite;
import dev.heal.scraper.text.Chunk;
import dev.heal.scraper.text.Page;
import dev.heal.scraper.text.PageParser;
import dev.heal.scraper.text.Splitter;
import dev.heal.scraper.web.FetchResult;
import dev.heal.scraper.web.FetchSettings;
import dev.heal.scraper.web.Fetcher;
import dev.heal.scraper.web.Links;
import dev.heal.scraper.web.Validators;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The parts of this module together, over the documentation that they are shown with. */
class CrawlOfDefaultSiteTest {
    private static final int ENOUGH_PAGES = 300;

    @Test
    void everyMountIsReachedAndNothingHasChangedOnTheSecondVisit() throws Exception {
        try (DocumentationSite site = DocumentationSite.ofJavadocJars(getClass().getClassLoader(), 0)) {
            Map<URI, Validators> seen = new HashMap<>();
            List<Page> pages = new ArrayList<>();
            List<String> skipped = new ArrayList<>();
            Fetcher fetcher = crawl(site.start(), seen, pages, skipped);

            // javadoc links to classes that it was told to leave out
            assertThat(skipped)
                    .hasSizeLessThan(5)
                    .allSatisfy(line -> assertThat(line).contains("was 404"));
            assertThat(pages).hasSizeGreaterThanOrEqualTo(ENOUGH_PAGES);
            Map<String, Integer> chunks = new TreeMap<>();
            for (Page page : pages) {
                String mount = page.url().getPath().split("/", -1)[1];
                chunks.merge(mount, page.chunks().size(), Integer::sum);
                assertThat(page.chunks())
                        .allSatisfy(chunk -> assertThat(chunk.text())
                                .isNotBlank()
                                .hasSizeLessThanOrEqualTo(1200)
                                .doesNotContain("Skip navigation links"));
            }
            assertThat(chunks.keySet()).containsAll(site.mounts());
            assertThat(site.mounts())
                    .contains(
                            "HikariCP",
                            "smallrye-config-core",
                            "micrometer-core",
                            "resilience4j-circuitbreaker",
                            "resilience4j-retry")
                    .allSatisfy(mount -> assertThat(chunks.get(mount)).isGreaterThan(20));
            for (Map.Entry<URI, Validators> again : seen.entrySet()) {
                assertThat(fetcher.fetch(again.getKey(), again.getValue())).isInstanceOf(FetchResult.NotModified.class);
            }
            print(pages);
        }
    }

    private static Fetcher crawl(URI start, Map<URI, Validators> seen, List<Page> pages, List<String> skipped)
            throws Exception {
        Links links = new Links(start, Links.JAVADOC_NOISE);
        Fetcher fetcher = new Fetcher(FetchSettings.defaults(), links, InstantSource.system());
        PageParser parser = new PageParser(Splitter.defaults());
        Deque<URI> frontier = new ArrayDeque<>(List.of(links.start()));
        Set<URI> known = new HashSet<>(frontier);
        while (!frontier.isEmpty()) {
            URI url = frontier.removeFirst();
            FetchResult result = fetcher.fetch(url, Validators.NONE);
            if (result instanceof FetchResult.Fetched fetched) {
                Page page = parser.parse(fetched.page().url(), fetched.page().html());
                seen.put(url, fetched.page().validators());
                pages.add(page);
                links.select(page.links()).stream().filter(known::add).forEach(frontier::addLast);
            } else if (result instanceof FetchResult.Skipped skip) {
                skipped.add(skip.line());
            }
        }
        return fetcher;
    }

    private static void print(List<Page> pages) {
        Map<String, long[]> mounts = new TreeMap<>();
        for (Page page : pages) {
            long[] sums = mounts.computeIfAbsent(page.url().getPath().split("/", -1)[1], mount -> new long[3]);
            sums[0]++;
            sums[1] += page.chunks().size();
            sums[2] += page.chunks().stream()
                    .map(Chunk::text)
                    .mapToInt(String::length)
                    .sum();
        }
        mounts.forEach((mount, sums) -> System.out.printf(
                "%-30s %5d pages %6d chunks, %4d characters each%n",
                mount, sums[0], sums[1], sums[1] == 0 ? 0 : sums[2] / sums[1]));
    }
}

package dev.heal.scraper.crawl;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.scraper.store.PageRow;
import dev.heal.scraper.store.PageStore;
import dev.heal.scraper.store.PageStore.Outcome;
import dev.heal.scraper.store.PageStore.Stored;
import dev.heal.scraper.text.Page;
import dev.heal.scraper.web.FetchResult;
import dev.heal.scraper.web.FetchResult.Fetched;
import dev.heal.scraper.web.FetchResult.Skipped;
import dev.heal.scraper.web.SkipReason;
import dev.heal.scraper.web.Validators;
import dev.heal.scraper.web.WebPage;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Visits one page: asks the site for it, reads it and stores it. */
final class Visitor {

    private final Guard site;
    private final CrawlTools tools;
    private final PageStore store;

    Visitor(Guard site, CrawlTools tools, PageStore store) {
        this.site = site.classifying(SiteFailures.INSTANCE);
        this.tools = tools;
        this.store = store;
    }

    /**
     * Visits a page.
     *
     * @throws IOException if the site fails it; everything else that is thrown comes from the stores
     */
    Visit visit(URI url) throws IOException, SQLException, InterruptedException {
        Optional<PageRow> row = store.find(url);
        Validators known = row.filter(PageRow::stored).map(PageRow::validators).orElse(Validators.NONE);
        FetchResult result = fetch(url, known);
        if (result instanceof Skipped skipped) {
            return skipped(skipped);
        } else if (result instanceof Fetched fetched) {
            return fetched(url, fetched.page());
        }
        PageRow unchanged = row.orElseThrow();
        return Visit.stored(new Stored(Outcome.UNCHANGED, unchanged.chunks(), List.of()), follow(unchanged.links()));
    }

    private FetchResult fetch(URI url, Validators known) throws IOException, InterruptedException {
        try {
            return site.<FetchResult, Exception>call(Effect.READ, () -> {
                long now = site.runtime().ticker().nanos();
                long wait = tools.schedule().reserveNanos(url, tools.fetcher().crawlDelay(url), now);
                site.runtime().ticker().sleep(wait);
                return tools.fetcher().fetch(url, known);
            });
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // such as a refusal: a failure of the site, and not of a store
            throw new IOException(e.getMessage(), e);
        }
    }

    private Visit fetched(URI url, WebPage web) throws SQLException {
        if (!web.url().equals(url)) {
            // the page has a name of its own: it is visited under that one
            return Visit.moved(follow(List.of(web.url())), warnings(web));
        }
        Page page = tools.parser().parse(web.url(), web.html());
        Stored stored = store.store(page, web.validators());
        return Visit.stored(stored, follow(page.links())).warning(warnings(web));
    }

    private static List<String> warnings(WebPage web) {
        return web.warnings().stream()
                .map(warning -> "page " + web.url() + ": " + warning)
                .toList();
    }

    private Visit skipped(Skipped skipped) throws SQLException {
        boolean gone = skipped.reason() == SkipReason.NOT_FOUND || skipped.reason() == SkipReason.ROBOTS_FORBID;
        boolean known = gone && store.find(skipped.requested()).isPresent();
        List<URI> again = known ? store.remove(skipped.requested()) : List.of();
        return Visit.skipped(skipped.reason(), skipped.line(), known, again);
    }

    private List<URI> follow(List<URI> all) {
        return tools.links().select(all);
    }
}

package dev.heal.scraper.crawl;

import dev.heal.scraper.text.PageParser;
import dev.heal.scraper.text.Splitter;
import dev.heal.scraper.web.FetchSettings;
import dev.heal.scraper.web.Fetcher;
import dev.heal.scraper.web.HostSchedule;
import dev.heal.scraper.web.Links;
import dev.heal.scraper.web.Politeness;
import java.time.InstantSource;

/**
 * What a crawl asks a site and reads its pages with. Safe for use by many threads.
 *
 * @param fetcher asks for pages
 * @param schedule says when the next request may start
 * @param parser reads pages
 * @param links what is followed
 */
public record CrawlTools(Fetcher fetcher, HostSchedule schedule, PageParser parser, Links links) {

    /**
     * The tools with their default bounds.
     *
     * @param links where to start and what to follow
     * @param clock tells how old a robots.txt is
     * @return new tools
     */
    public static CrawlTools of(Links links, InstantSource clock) {
        return new CrawlTools(
                new Fetcher(FetchSettings.defaults(), links, clock),
                new HostSchedule(Politeness.defaults()),
                new PageParser(Splitter.defaults()),
                links);
    }
}

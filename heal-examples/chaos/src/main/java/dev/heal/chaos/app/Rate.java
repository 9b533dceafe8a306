package dev.heal.chaos.app;

import java.util.concurrent.TimeUnit;

/**
 * How often the application is asked: turns at equal distances, each a search or a page to crawl.
 *
 * @param searches a second, at least 1
 * @param pages a second, at least 0
 */
public record Rate(int searches, int pages) {

    /** Documents that are there before the traffic: ids 1 to 200. */
    public static final int FIRST_DOCUMENTS = 200;

    /** From one turn to the next. */
    long intervalNanos() {
        return TimeUnit.SECONDS.toNanos(1) / (searches + pages);
    }

    /** Pages are spread evenly. */
    boolean isPage(long turn) {
        return pagesUpTo(turn) > pagesUpTo(turn - 1);
    }

    /** The number of the page that a turn crawls, which is that of its document. */
    long page(long turn) {
        return FIRST_DOCUMENTS + pagesUpTo(turn);
    }

    private long pagesUpTo(long turn) {
        return (turn + 1) * pages / (searches + pages);
    }
}

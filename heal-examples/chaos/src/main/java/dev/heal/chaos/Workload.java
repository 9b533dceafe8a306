package dev.heal.chaos;

import java.util.List;

/**
 * What the application does.
 *
 * @param seed of its texts
 * @param searches a second
 * @param pages to crawl a second
 * @param settings lines for Heal's file of settings
 */
record Workload(long seed, int searches, int pages, List<String> settings) {

    Workload {
        settings = List.copyOf(settings);
    }

    /** 50 searches and 10 pages a second. */
    static Workload standard(long seed, List<String> settings) {
        return new Workload(seed, 50, 10, settings);
    }
}

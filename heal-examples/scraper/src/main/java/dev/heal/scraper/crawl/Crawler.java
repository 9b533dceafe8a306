package dev.heal.scraper.crawl;

import dev.heal.Guard;
import dev.heal.scraper.store.PageStore;
import dev.heal.scraper.web.HttpStatusException;
import dev.heal.time.Deadline;
import dev.heal.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Crawls a site breadth first: all pages that are one link further away, in order of their URLs, then those behind them. So
 * the pages of a crawl that is cut at a number are always the same ones. The guards of the site and of the stores repeat and
 * wait; a page that fails all the same is given up. If a store is still away then, so are the pages that are left.
 */
public final class Crawler {

    private final Guard site;
    private final CrawlTools tools;
    private final PageStore store;
    private final StoreWatch watch;
    private final CrawlListener listener;

    /**
     * A crawler.
     *
     * @param site the guard of the site that is crawled
     * @param tools what it asks and reads with
     * @param store where pages go; expected to wait for servers that are away
     * @param watch knows whether these servers are away
     * @param listener hears of the progress, from one thread at a time
     */
    public Crawler(Guard site, CrawlTools tools, PageStore store, StoreWatch watch, CrawlListener listener) {
        this.site = site;
        this.tools = tools;
        this.store = store;
        this.watch = watch;
        this.listener = listener;
    }

    /**
     * Crawls.
     *
     * @param maxPages the most pages to visit
     * @param workers how many pages to work on at a time
     * @param deadline no page is begun after it
     * @return what was done
     * @throws InterruptedException if the calling thread was interrupted; what was stored stays stored
     */
    public CrawlSummary crawl(int maxPages, int workers, Deadline deadline) throws InterruptedException {
        Ticker ticker = site.runtime().ticker();
        long start = ticker.nanos();
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> new Thread(task, "scraper-worker"));
        Run run = new Run(new Visitor(site, tools, store), threads, deadline);
        try {
            Set<URI> seen = new HashSet<>();
            Collection<URI> level = List.of(tools.links().start());
            while (!level.isEmpty()) {
                run.known(level.size());
                Set<URI> next = run.level(level);
                seen.addAll(level);
                Set<URI> again = run.takeAgain();
                level = new ArrayList<>(again);
                next.removeAll(seen);
                next.stream().limit(Math.max(0, maxPages - seen.size())).forEach(level::add);
            }
        } finally {
            threads.shutdownNow();
        }
        return run.tally.summary(Duration.ofNanos(ticker.nanos() - start));
    }

    /** One crawl in progress. The workers meet in the methods that are synchronized. */
    private final class Run {
        private final Visitor visitor;
        private final ExecutorService threads;
        private final Deadline deadline;
        private final Tally tally = new Tally();
        private final Set<URI> next = new TreeSet<>();
        private final Set<URI> again = new TreeSet<>();
        private int known;
        private int done;
        /** Why no page can be stored any more; null as long as one may. */
        private volatile @Nullable String lost;

        Run(Visitor visitor, ExecutorService threads, Deadline deadline) {
            this.visitor = visitor;
            this.threads = threads;
            this.deadline = deadline;
        }

        synchronized void known(int more) {
            known += more;
        }

        /** Visits all pages of a level; returns where they lead. */
        Set<URI> level(Collection<URI> level) throws InterruptedException {
            List<Callable<Boolean>> visits = new ArrayList<>();
            level.forEach(url -> visits.add(() -> visit(url)));
            for (Future<Boolean> visit : threads.invokeAll(visits)) {
                try {
                    visit.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("crawl: a visit ended in an error of the program", e.getCause());
                }
            }
            synchronized (this) {
                Set<URI> found = new TreeSet<>(next);
                next.clear();
                return found;
            }
        }

        synchronized Set<URI> takeAgain() {
            Set<URI> taken = new TreeSet<>(again);
            again.clear();
            return taken;
        }

        /** Whether the page was visited. */
        private boolean visit(URI url) throws InterruptedException {
            String reason = lost;
            if (deadline.expired()) {
                outOfTime();
            } else if (reason != null) {
                failed(url, reason);
            } else {
                try {
                    visited(url, visitor.visit(url));
                    return true;
                } catch (IOException e) {
                    failed(url, reason(e));
                } catch (SQLException | RuntimeException e) {
                    if (watch.isAway()) {
                        lost = reason(e);
                    }
                    failed(url, reason(e));
                }
            }
            return false;
        }

        private synchronized void visited(URI url, Visit visit) {
            tally.count(url, visit);
            next.addAll(visit.links());
            again.addAll(visit.again());
            visit.notes().forEach(listener::note);
            listener.progress(++done, known);
        }

        private synchronized void outOfTime() {
            tally.countSkipped("out-of-time");
            listener.progress(++done, known);
        }

        private synchronized void failed(URI url, String reason) {
            tally.countError();
            listener.note("page " + url + ": given up: " + reason);
            listener.progress(++done, known);
        }

        private static String reason(Exception e) {
            String text = e instanceof HttpStatusException status ? "status " + status.status() : e.getMessage();
            return text == null
                    ? e.getClass().getSimpleName()
                    : text.lines().findFirst().orElse("");
        }
    }
}

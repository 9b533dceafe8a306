package dev.heal.scraper.crawl;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.scraper.store.PageStore;
import dev.heal.scraper.web.HttpStatusException;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Crawls a site breadth first: all pages that are one link further away, in order of their URLs, then those behind them. So
 * the pages of a crawl that is cut at a number are always the same ones. A page that cannot be stored because a store is
 * away waits for another round; the crawl goes on for as long as some page gets through within its patience.
 */
public final class Crawler {

    /** How long not a single page may get through before the waiting ones are given up. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A page that its own site fails is not worth more rounds than this: each is several tries of the guard. */
    private static final int SITE_ROUNDS = 3;

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(500);

    private final Guard site;
    private final CrawlTools tools;
    private final PageStore store;
    private final HealRuntime runtime;
    private final CrawlListener listener;

    /**
     * A crawler.
     *
     * @param site the guard of the site that is crawled
     * @param tools what it asks and reads with
     * @param store where pages go
     * @param listener hears of the progress
     */
    public Crawler(Guard site, CrawlTools tools, PageStore store, CrawlListener listener) {
        this.site = site;
        this.tools = tools;
        this.store = store;
        this.runtime = site.runtime();
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
        long start = runtime.ticker().nanos();
        Visitor visitor = new Visitor(site, tools, store);
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> new Thread(task, "scraper-worker"));
        Run run = new Run(visitor, threads, deadline);
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
        return run.tally.summary(Duration.ofNanos(runtime.ticker().nanos() - start));
    }

    /** One crawl in progress. The workers meet in the methods that are synchronized. */
    private final class Run {
        private final Visitor visitor;
        private final ExecutorService threads;
        private final Deadline deadline;
        private final Tally tally = new Tally();
        private final Map<URI, String> reasons = new ConcurrentHashMap<>();
        private final Set<URI> next = new TreeSet<>();
        private final Set<URI> again = new TreeSet<>();
        private int known;
        private int done;
        private long lastDone;

        Run(Visitor visitor, ExecutorService threads, Deadline deadline) {
            this.visitor = visitor;
            this.threads = threads;
            this.deadline = deadline;
            this.lastDone = runtime.ticker().nanos();
        }

        synchronized void known(int more) {
            known += more;
        }

        /** Visits all pages of a level, in as many rounds as it takes; returns where they lead. */
        Set<URI> level(Collection<URI> level) throws InterruptedException {
            Collection<URI> waiting = level;
            for (int round = 1; !waiting.isEmpty(); round++) {
                List<Future<URI>> visits = new ArrayList<>();
                for (URI url : waiting) {
                    int current = round;
                    visits.add(threads.submit(() -> visit(url, current)));
                }
                waiting = unfinished(visits);
                if (!waiting.isEmpty()) {
                    runtime.ticker().sleep(BETWEEN_ROUNDS.toNanos());
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

        private List<URI> unfinished(List<Future<URI>> visits) throws InterruptedException {
            List<URI> left = new ArrayList<>();
            for (Future<URI> visit : visits) {
                try {
                    URI url = visit.get();
                    if (url != null) {
                        left.add(url);
                    }
                } catch (ExecutionException e) {
                    throw new IllegalStateException("crawl: a visit ended in an error of the program", e.getCause());
                }
            }
            return left;
        }

        /** The page itself if it has to wait for another round, else null. */
        private @Nullable URI visit(URI url, int round) throws InterruptedException {
            if (deadline.expired()) {
                finished(url, null, null);
                return null;
            }
            try {
                finished(url, visitor.visit(url), null);
                return null;
            } catch (InterruptedException e) {
                throw e;
            } catch (IOException | SQLException | RuntimeException e) {
                if (!(e instanceof CallRefusedException)) {
                    // a refusal only repeats what this page, or another one, has met before
                    reasons.put(url, reason(e));
                }
                if (isWorthWaiting(e, round)) {
                    return url;
                }
                finished(url, null, "page " + url + ": given up: " + reasons.getOrDefault(url, reason(e)));
                return null;
            }
        }

        private synchronized boolean isWorthWaiting(Exception e, int round) {
            boolean ofSite = e instanceof IOException
                    || (e instanceof CallRefusedException refused
                            && refused.guard().equals(site.name()));
            long quiet = runtime.ticker().nanos() - lastDone;
            if (ofSite) {
                return round < SITE_ROUNDS;
            }
            if (round == 1) {
                listener.note("a store is away, its pages wait: " + reason(e));
            }
            return quiet < PATIENCE.toNanos();
        }

        private synchronized void finished(URI url, @Nullable Visit visit, @Nullable String failed) {
            done++;
            lastDone = runtime.ticker().nanos();
            if (visit != null) {
                tally.count(url, visit);
                next.addAll(visit.links());
                again.addAll(visit.again());
                visit.notes().forEach(listener::note);
            } else if (failed == null) {
                tally.countSkipped("out-of-time");
            } else {
                tally.countError();
                listener.note(failed);
            }
            listener.progress(done, known);
        }

        private String reason(Exception e) {
            String text = e instanceof HttpStatusException status ? "status " + status.status() : e.getMessage();
            return text == null
                    ? e.getClass().getSimpleName()
                    : text.lines().findFirst().orElse("");
        }
    }
}

package dev.heal.chaos.app;

import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Searches and writes at a fixed rate, whatever becomes of those before, on at most 200 threads, as a web server has by default.
 * A call counts from the time at which it was due. What was due while the process stood still is not made up for: nobody asked.
 */
final class Traffic {

    private static final int THREADS = 200;
    private static final long MISSED = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final Stores stores;
    private final EpochClock clock;
    private final CallLog log;
    private final Texts texts;
    private final Rate rate;
    private final ThreadPoolExecutor threads;
    private volatile boolean stopped;

    Traffic(Stores stores, EpochClock clock, CallLog log, Texts texts, Rate rate) {
        this.stores = stores;
        this.clock = clock;
        this.log = log;
        this.texts = texts;
        this.rate = rate;
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        threads.setThreadFactory(task -> {
            Thread thread = new Thread(task, "call");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes calls until stopped, or for so long. */
    void run(Duration length) throws InterruptedException {
        long begin = clock.now();
        long turns = length.toNanos() / rate.intervalNanos();
        for (long turn = 0; turn < turns && !stopped; turn++) {
            long due = begin + turn * rate.intervalNanos();
            clock.sleepUntil(due);
            if (clock.now() - due < MISSED && !stopped) {
                begin(turn, due);
            }
        }
    }

    /** No further calls; gives those under way half a second, and writes down which have not ended. */
    void finish() throws InterruptedException {
        stopped = true;
        long end = clock.now() + DRAIN.toNanos();
        while (!log.isIdle() && clock.now() < end) {
            clock.sleepUntil(clock.now() + TimeUnit.MILLISECONDS.toNanos(10));
        }
        log.close();
    }

    private void begin(long turn, long due) {
        if (rate.isPage(turn)) {
            long page = rate.page(turn);
            CallLog.Open open = log.begin(Kind.CRAWL, due, page);
            threads.execute(() -> make(open, () -> {
                stores.crawl(page);
                log.end(open, Outcome.WRITTEN, "", CallLine.Found.NOTHING);
            }));
        } else {
            String text = texts.question(turn);
            CallLog.Open open = log.begin(Kind.SEARCH, due, turn);
            threads.execute(() -> make(open, () -> {
                Answer answer = stores.search(text);
                log.end(
                        open,
                        answer.source(),
                        "",
                        new CallLine.Found(answer.age().toMillis(), answer.hits()));
            }));
        }
    }

    private void make(CallLog.Open open, Body body) {
        try {
            body.run();
        } catch (Exception e) {
            log.end(open, Failures.outcome(e), Failures.word(e), CallLine.Found.NOTHING);
        }
    }

    /** A call. */
    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }
}

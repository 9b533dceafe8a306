package dev.heal.chaos.app;

import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import java.time.Duration;
import java.util.concurrent.Callable;
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
    private long nextId;
    private volatile boolean stopped;

    /**
     * How often.
     *
     * @param searches a second, at least 1
     * @param writes a second, at least 0
     */
    record Rate(int searches, int writes) {

        long intervalNanos() {
            return TimeUnit.SECONDS.toNanos(1) / (searches + writes);
        }

        /** Writes are spread evenly. */
        boolean isWrite(long turn) {
            int all = searches + writes;
            return (turn + 1) * writes / all > turn * writes / all;
        }
    }

    Traffic(Stores stores, EpochClock clock, CallLog log, Texts texts, Rate rate, long firstId) {
        this.stores = stores;
        this.clock = clock;
        this.log = log;
        this.texts = texts;
        this.rate = rate;
        this.nextId = firstId;
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
            // drawn also for a turn that is left out: the same seed gives the same texts at the same turns
            Planned call = rate.isWrite(turn) ? write() : search();
            if (clock.now() - due < MISSED && !stopped) {
                CallLog.Open open = log.begin(call.kind(), due, call.id());
                threads.execute(() -> make(call, open));
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

    private Planned search() {
        String text = texts.question();
        return new Planned(Kind.SEARCH, 0, () -> stores.search(text));
    }

    private Planned write() {
        Document document = new Document(nextId++, texts.document());
        return new Planned(Kind.WRITE, document.id(), () -> {
            stores.write(document);
            return Outcome.WRITTEN;
        });
    }

    private void make(Planned call, CallLog.Open open) {
        Outcome outcome;
        String failure = "";
        try {
            outcome = call.body().call();
        } catch (Exception e) {
            outcome = Failures.outcome(e);
            failure = Failures.word(e);
        }
        log.end(open, outcome, failure);
    }

    /** A call to be made. */
    private record Planned(Kind kind, long id, Callable<Outcome> body) {}
}

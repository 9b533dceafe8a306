package dev.heal.chaos;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread that makes calls one after the other and writes down how each went. Safe for use by many threads. */
final class Caller {

    private final Access access;
    private final Stopwatch watch;
    private final Script script;
    private final Thread thread;

    @GuardedBy("this")
    private final List<Call> calls = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable OpenCall open;

    @GuardedBy("this")
    private boolean stopped;

    /**
     * What it does.
     *
     * @param turn the calls, made in this order over and over
     * @param pause how long it waits after each
     * @param rounds how many calls it makes in all if nobody stops it
     */
    record Script(List<Work> turn, Duration pause, long rounds) {

        static Script once(Work work) {
            return new Script(List.of(work), Duration.ZERO, 1);
        }

        static Script loop(Duration pause, Work... turn) {
            return new Script(List.of(turn), pause, Long.MAX_VALUE);
        }
    }

    Caller(String name, Access access, Stopwatch watch, Script script) {
        this.access = access;
        this.watch = watch;
        this.script = script;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** No further call; the one under way goes on. */
    synchronized void stop() {
        stopped = true;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end of the last call; whether it came in time. */
    boolean endedBy(long nanos) throws InterruptedException {
        thread.join(Math.max(1, (nanos - watch.now()) / 1_000_000));
        return !thread.isAlive();
    }

    /** All calls so far, the one under way last. */
    synchronized List<Call> calls() {
        List<Call> all = new ArrayList<>(calls);
        if (open != null) {
            all.add(open.unanswered());
        }
        return all;
    }

    private void run() {
        try {
            for (long round = 0; round < script.rounds(); round++) {
                Work work = script.turn().get((int) (round % script.turn().size()));
                if (!call(work)) {
                    return;
                }
                watch.sleep(script.pause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean call(Work work) {
        OpenCall call = new OpenCall(work.kind(), watch);
        synchronized (this) {
            if (stopped) {
                return false;
            }
            open = call;
        }
        Throwable thrown = null;
        try {
            work.body().run(call, access);
        } catch (SQLException | RuntimeException e) {
            thrown = e;
        }
        synchronized (this) {
            calls.add(call.ended(thrown));
            open = null;
        }
        return true;
    }
}

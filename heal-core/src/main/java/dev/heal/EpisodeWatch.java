package dev.heal;

import dev.heal.EpisodePolicy.Breaker;
import dev.heal.EpisodePolicy.Event;
import dev.heal.EpisodePolicy.Evidence;
import dev.heal.EpisodePolicy.Report;
import dev.heal.EpisodePolicy.Step;
import dev.heal.EpisodeState.Run;
import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes down when the trouble of one backend began and when it was over. Costs a short lock for each failure and nothing for a
 * success; a timer runs only while an episode does. Safe for use by many threads.
 */
final class EpisodeWatch {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** After a minute without unusual failures only calls are missing, and those may take their time. */
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final GuardCore core;
    private EpisodeState state; // guarded by this
    private boolean closed; // guarded by this
    private @Nullable ScheduledFuture<?> look; // guarded by this

    EpisodeWatch(GuardCore core, long nowNanos) {
        this.core = core;
        this.state = EpisodeState.fresh(nowNanos);
    }

    /** A try of a call through the guard failed, or a probe did. */
    void failed(Failure failure) {
        if (counts(failure)) {
            step(Event.FAILED, failure, Breaker.UNASKED);
        }
    }

    /** Something failed that the guard did not call itself; to be told before the breaker is. */
    void observed(Failure failure) {
        if (counts(failure)) {
            step(Event.FAILED, failure, shown());
        }
    }

    /** The breaker opened. */
    void opened() {
        step(Event.OPENED, null, Breaker.UNASKED);
    }

    /** What there is no more to call with is no fault of the backend, but trouble all the same. */
    private static boolean counts(Failure failure) {
        return failure.kind().isEvidence() || failure.kind() == Failure.Kind.EXHAUSTED;
    }

    private void step(Event event, @Nullable Failure failure, Breaker shown) {
        long now = core.nanos();
        Guard.Counts seen = core.counts().snapshot();
        Step next;
        synchronized (this) {
            if (closed) {
                return;
            }
            next = EpisodePolicy.step(state, new Evidence(event, failure, seen, shown), now);
            state = next.state();
        }
        Report report = next.report();
        if (next.state().isRunning() && (event == Event.LOOKED || report != null)) {
            lookAfter(pause(next.state(), now));
        }
        if (report != null) {
            record(report, report.begins() ? "failing" : "healthy", seen);
        }
    }

    private Breaker shown() {
        try {
            CircuitBreaker breaker = core.breaker();
            CircuitBreaker.Metrics metrics = breaker.getMetrics();
            boolean lets = core.holds().current() == null && BreakerWatch.letsAllThrough(breaker.getState());
            return new Breaker(lets, metrics.getNumberOfBufferedCalls(), metrics.getNumberOfFailedCalls());
        } catch (RuntimeException own) {
            core.ownFailure(own);
            return Breaker.UNASKED;
        }
    }

    private static long pause(EpisodeState running, long nowNanos) {
        EpisodeState.Quiet quiet = running.quiet();
        return quiet != null && nowNanos - quiet.sinceNanos() > LONG_NANOS ? SELDOM_NANOS : LOOK_NANOS;
    }

    private void lookAfter(long nanos) {
        // a guard of the host's own has nobody who closes it: its timer must not keep it in memory
        WeakReference<EpisodeWatch> place = new WeakReference<>(this);
        try {
            keep(core.runtime().timer().schedule(() -> lookAt(place), nanos, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException shutDown) {
            // nobody is left to tell
        }
    }

    private synchronized void keep(ScheduledFuture<?> next) {
        look = next;
        if (closed) {
            next.cancel(false);
        }
    }

    private static void lookAt(WeakReference<EpisodeWatch> place) {
        EpisodeWatch watch = place.get();
        if (watch != null) {
            watch.step(Event.LOOKED, null, watch.shown());
        }
    }

    private void record(Report report, String to, Guard.Counts now) {
        try {
            core.oversight().journal().record(decision(report, to, now));
        } catch (RuntimeException own) {
            core.ownFailure(own);
        }
    }

    private Decision decision(Report report, String to, Guard.Counts now) {
        Run run = report.run();
        FailureTally.Entry dominant = run.tally().dominant();
        Map<String, Double> evidence = new TreeMap<>();
        evidence.put("failures", (double) run.failures());
        evidence.put("tries", Math.rint(run.tries()));
        evidence.put("failurePercent", 100 * run.failures() / run.tries());
        evidence.put("usualPercent", 100 * report.usual());
        evidence.put("lastedMillis", (double) TimeUnit.NANOSECONDS.toMillis(Math.max(0, report.nanos())));
        if (!report.begins()) {
            evidence.put("retries", (double) (now.retries() - run.start().retries()));
            evidence.put("refused", (double) (now.refused() - run.start().refused()));
            evidence.put("failedCalls", (double) (now.failed() - run.start().failed()));
        }
        return new Decision(
                core.runtime().clock().instant(),
                core.name(),
                "notice",
                report.begins() ? "healthy" : "failing",
                to,
                new Decision.Cause(core.name(), words(dominant), layer(dominant)),
                evidence,
                "");
    }

    private static String words(FailureTally.Entry entry) {
        return Explanation.text(entry.kind()) + " " + entry.code();
    }

    private static String layer(FailureTally.Entry entry) {
        return entry.kind() == Failure.Kind.EXHAUSTED ? "pool" : "client";
    }

    /** The episode that runs, or nothing. */
    String explain() {
        EpisodeState now;
        synchronized (this) {
            now = state;
        }
        if (!now.isRunning() || !shown().closed()) {
            // the breaker's own words say more
            return "";
        }
        Run run = now.run();
        long nanos = core.nanos();
        return "trouble for " + millis(nanos - run.startNanos()) + " ms: mostly "
                + words(run.tally().dominant()) + ", " + run.failures() + " failures, the last one "
                + millis(nanos - run.lastNanos()) + " ms ago";
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos));
    }

    /** Nothing is noticed any more; of an episode that runs nobody will know how it ends. */
    void close() {
        EpisodeState last;
        synchronized (this) {
            last = state;
            closed = true;
            state = EpisodeState.fresh(0);
            if (look != null) {
                look.cancel(false);
            }
        }
        if (last.isRunning()) {
            Report report = new Report(
                    false,
                    last.run(),
                    last.usual().mean(),
                    core.nanos() - last.run().startNanos());
            record(report, "unknown", core.counts().snapshot());
        }
    }
}

package dev.heal;

import dev.heal.EpisodeState.Quiet;
import dev.heal.EpisodeState.Run;
import dev.heal.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * When the failures of a backend are trouble that deserves a name, although retries, caches and stale answers may hide it; and
 * when it is over. Pure.
 *
 * <p>Begins on whichever comes first, and never on fewer than three failures:
 *
 * <ul>
 *   <li>the share of failed tries rose: a CUSUM of log likelihood ratios (Page, "Continuous inspection schemes", 1954) of a
 *       share 30 points above the usual one against the usual one passes {@link #SURE}, which noise of a constant share does
 *       less than once in ten million tries;
 *   <li>so many failed in a row that the usual share would bring them less than once in a hundred million tries: three where
 *       less than 0.2 % fail, seven at 5 %. So few calls a minute are enough;
 *   <li>the breaker opened on failures.
 * </ul>
 *
 * <p>Looking at failures only is enough, since successes only ever lower the score. While an episode runs, the usual share is
 * not learned. It is over once no more than the usual failures were seen for {@link #QUIET_NANOS}, calls succeed and the
 * breaker is closed; a share that stays high keeps it running.
 *
 * <pre>
 *   healthy --- failures above the usual, or the breaker opens ---&gt; failing
 *   failing --- quiet, answering, breaker closed -----------------&gt; healthy
 * </pre>
 */
final class EpisodePolicy {

    /** ln(10,000,000). */
    static final double SURE = 16.1;

    static final long FEWEST_FAILURES = 3;
    static final long QUIET_NANOS = 5_000_000_000L;
    static final long FEWEST_SUCCESSES = 3;

    private static final double RISE = 0.3;
    private static final double LN_ROW_CHANCE = Math.log(1e-8);
    private static final double DEVIATIONS = 2;
    private static final long RECENT_NANOS = 60_000_000_000L;

    private EpisodePolicy() {}

    /** What happened. */
    enum Event {
        /** A try failed in a way that counts. */
        FAILED,
        /** The breaker opened. */
        OPENED,
        /** Time passed. */
        LOOKED
    }

    /**
     * What is seen.
     *
     * @param event what happened
     * @param failure what the try failed with; for {@link Event#FAILED} only
     * @param counts all calls so far
     * @param breaker what the breaker shows
     */
    record Evidence(Event event, @Nullable Failure failure, Guard.Counts counts, Breaker breaker) {}

    /**
     * What the breaker shows.
     *
     * @param closed whether it lets all calls through
     * @param calls calls in its window, 0 where it is not asked
     * @param failed how many of them failed
     */
    record Breaker(boolean closed, long calls, long failed) {

        /** Not asked: the calls of the guard say it all. */
        static final Breaker UNASKED = new Breaker(true, 0, 0);

        /** How many successes its window has for each failure, the present one included. */
        double successesPerFailure() {
            return (double) Math.max(0, calls - failed) / (failed + 1);
        }

        boolean isClean() {
            return calls >= FEWEST_SUCCESSES && failed == 0;
        }
    }

    /**
     * A step.
     *
     * @param state what is known now
     * @param report what there is to write down, or null
     */
    record Step(EpisodeState state, @Nullable Report report) {}

    /**
     * What there is to write down.
     *
     * @param begins whether an episode begins, else it is over
     * @param run its failures
     * @param usual the usual share of failed tries, in [0, 1]
     * @param nanos from the first failure to now, or to the last unusual one of what is over
     */
    record Report(boolean begins, Run run, double usual, long nanos) {}

    static Step step(EpisodeState state, Evidence evidence, long nowNanos) {
        Failure failure = evidence.failure();
        return switch (evidence.event()) {
            case FAILED -> failure == null ? new Step(state, null) : failed(state, failure, evidence, nowNanos);
            case OPENED -> opened(state, nowNanos);
            case LOOKED -> looked(state, evidence, nowNanos);
        };
    }

    private static Step failed(EpisodeState state, Failure failure, Evidence evidence, long nowNanos) {
        double successes = freshSuccesses(state, evidence);
        long known = evidence.counts().succeeded();
        if (state.isRunning()) {
            Run run = state.run().plus(failure, successes, nowNanos);
            return new Step(new EpisodeState(state.usual(), known, 0, 0, run, state.quiet()), null);
        }
        double usual = state.usual().upper();
        double raised = usual + RISE * (1 - usual);
        double left = state.score() + successes * Math.log((1 - raised) / (1 - usual));
        Run run = left > 0
                ? state.run().plus(failure, successes, nowNanos)
                : Run.begin(failure, evidence.counts(), nowNanos);
        double score = Math.max(0, left) + Math.log(raised / usual);
        long row = successes < 1 ? state.row() + 1 : 1;
        EpisodeState next =
                new EpisodeState(state.usual().plus(1, 1 + successes, nowNanos), known, score, row, run, null);
        boolean sure = score >= SURE || isLongRow(next);
        return sure && run.failures() >= FEWEST_FAILURES ? begin(next, nowNanos) : new Step(next, null);
    }

    /** What the failures in a row are held against must not have learned from them. */
    private static boolean isLongRow(EpisodeState state) {
        double usual =
                state.usual().minus((double) state.row(), (double) state.row()).mean();
        return state.row() * Math.log(usual) <= LN_ROW_CHANCE;
    }

    private static Step opened(EpisodeState state, long nowNanos) {
        Run run = state.run();
        boolean onFailures = run.failures() > 0 && nowNanos - run.lastNanos() <= RECENT_NANOS;
        return state.isRunning() || !onFailures ? new Step(state, null) : begin(state, nowNanos);
    }

    private static Step begin(EpisodeState state, long nowNanos) {
        Run run = state.run();
        // what it began on was no usual time
        UsualShare usual = state.usual().minus((double) run.failures(), run.tries());
        Quiet quiet = new Quiet(nowNanos, run.failures(), run.successes());
        return new Step(
                new EpisodeState(usual, state.successes(), 0, 0, run, quiet),
                new Report(true, run, usual.mean(), nowNanos - run.startNanos()));
    }

    private static Step looked(EpisodeState state, Evidence evidence, long nowNanos) {
        Quiet quiet = state.quiet();
        if (quiet == null) {
            return new Step(state, null);
        }
        Run run = state.run().plus(freshSuccesses(state, evidence));
        long known = evidence.counts().succeeded();
        long failures = run.failures() - quiet.failures();
        double successes = run.successes() - quiet.successes();
        if (failures > allowed(state.usual().upper(), (double) failures + successes)) {
            Quiet anew = new Quiet(run.lastNanos(), run.failures(), run.successes());
            return new Step(new EpisodeState(state.usual(), known, 0, 0, run, anew), null);
        }
        boolean answers = successes >= FEWEST_SUCCESSES
                || (failures == 0 && evidence.breaker().isClean());
        if (nowNanos - quiet.sinceNanos() < QUIET_NANOS
                || !answers
                || !evidence.breaker().closed()) {
            return new Step(new EpisodeState(state.usual(), known, 0, 0, run, quiet), null);
        }
        UsualShare usual = state.usual().plus(0, 0, nowNanos);
        EpisodeState healthy = new EpisodeState(usual, known, 0, 0, Run.none(nowNanos), null);
        return new Step(healthy, new Report(false, run, usual.mean(), quiet.sinceNanos() - run.startNanos()));
    }

    /** As many as a share brings, and two standard deviations. */
    private static double allowed(double share, double tries) {
        double expected = share * tries;
        return expected + DEVIATIONS * Math.sqrt(expected * (1 - share));
    }

    /** Successes of what the guard did not call itself are not counted, but the breaker has seen the latest of them. */
    private static double freshSuccesses(EpisodeState state, Evidence evidence) {
        double counted = Math.max(0, evidence.counts().succeeded() - state.successes());
        return evidence.event() == Event.FAILED
                ? Math.max(counted, evidence.breaker().successesPerFailure())
                : counted;
    }
}

package dev.heal.jdbc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a silent database is asked whether it is there, when it is taken for gone, and which calls are ended. Pure: no
 * clock, thread or lock; of readings only differences count.
 *
 * <p>Silence lasts since the latest of: the last answer of any sort, the start of the oldest call or wait that is in
 * progress, and the last pause of this process. Nothing is asked while nobody waits.
 *
 * <pre>
 *   silence    what is done
 *   &gt;= 1 s     an idle connection is tested; if there is none or it does not answer, a connect is tried beside the pool
 *   &gt;= 2.5 s   all that was asked is silent: the gate is shut
 *   &gt;= 5 s     all that was asked is silent, a connect among it: all calls in progress are ended
 * </pre>
 *
 * A call that is silent for 5 s while the database answers others is looked up at the server, again after 10, 20, 40 s and
 * then every 30 s; nothing is ended for being slow.
 */
final class SilencePolicy {

    static final long GAP = SECONDS.toNanos(1);
    static final long SUSPECT = SECONDS.toNanos(1);
    static final long SUSPECT_AGAIN = SECONDS.toNanos(2);
    static final long SHUT = MILLISECONDS.toNanos(2_500);
    static final long ABORT = SECONDS.toNanos(5);
    static final long LOOK_UP = SECONDS.toNanos(5);

    /** How long a question must have been out to count as unanswered. */
    static final long PATIENCE_SHUT = SECONDS.toNanos(1);

    /** Overloaded servers take their time to let somebody in. */
    static final long PATIENCE_ABORT = SECONDS.toNanos(3);

    private static final long SLOW_CONNECT = MILLISECONDS.toNanos(250);
    private static final long IDLE_FIRST = MILLISECONDS.toNanos(250);
    private static final long LOOK_UP_MAX = SECONDS.toNanos(30);
    private static final long ASK_AGAIN = SECONDS.toNanos(1);

    private SilencePolicy() {}

    /** One step, to be taken every 250 ms while connections are lent or waited for. */
    static Step step(State state, Evidence evidence, long nowNanos) {
        boolean paused = state.ticked && nowNanos - state.tickNanos > GAP;
        // the first step after nothing was going on has no past either
        long voidBefore = paused || !state.ticked ? nowNanos - (paused ? 0 : GAP) : state.voidBeforeNanos;
        Decision decision = judge(evidence, voidBefore, nowNanos);
        Map<Call, LookUp> lookUps = new HashMap<>(state.lookUps);
        lookUps.keySet().retainAll(evidence.calls);
        // while nothing answers there is nobody to look a call up with
        List<Call> due = evidence.canConnectAside && decision.silenceNanos < SUSPECT_AGAIN
                ? due(lookUps, evidence.calls, voidBefore, nowNanos)
                : List.of();
        State next = new State(true, nowNanos, voidBefore, Map.copyOf(lookUps));
        return new Step(next, decision.lookingUp(due));
    }

    private static Decision judge(Evidence evidence, long voidBefore, long nowNanos) {
        if (evidence.calls.isEmpty() && !evidence.waiting) {
            return Decision.nothing(0);
        }
        long since = later(later(evidence.lastAnswerNanos, evidence.oldestNanos(nowNanos)), voidBefore);
        long silence = nowNanos - since;
        if (silence < SUSPECT) {
            return Decision.nothing(silence);
        }
        boolean hasIdle = evidence.idle > 0;
        boolean askIdle = hasIdle && isDue(evidence.idleProbe, since, nowNanos);
        boolean idleSilent = !hasIdle || evidence.idleProbe.isSilentSince(since, IDLE_FIRST, nowNanos);
        // a server that answers us, and not its callers, is asked more rarely; unless it needs all the time that there
        // is
        boolean early =
                evidence.lastAnswerOfProbe && silence < SUSPECT_AGAIN && !evidence.aside.tookAtLeast(SLOW_CONNECT);
        boolean askAside = evidence.canConnectAside && idleSilent && !early && isDue(evidence.aside, since, nowNanos);
        boolean shut = silence >= SHUT && evidence.isSilent(since, PATIENCE_SHUT, nowNanos);
        boolean abort = silence >= ABORT && evidence.isSilent(since, PATIENCE_ABORT, nowNanos);
        return new Decision(silence, askIdle, askAside, shut, abort, List.of());
    }

    private static boolean isDue(Probe probe, long since, long nowNanos) {
        if (probe.isOut()) {
            // from before the silence: whoever asked then may get an answer that is as old
            return probe.startedNanos() - since < 0;
        }
        return probe.outcome() == Probe.Outcome.NEVER
                || probe.startedNanos() - since < 0
                || nowNanos - probe.endedNanos() >= ASK_AGAIN;
    }

    private static List<Call> due(Map<Call, LookUp> lookUps, List<Call> calls, long voidBefore, long nowNanos) {
        List<Call> due = new ArrayList<>();
        for (Call call : calls) {
            if (nowNanos - later(call.sinceNanos, voidBefore) < LOOK_UP) {
                continue;
            }
            LookUp before = lookUps.get(call);
            if (before == null || nowNanos - before.atNanos >= before.pauseNanos) {
                long pause = before == null ? LOOK_UP : Math.min(LOOK_UP_MAX, 2 * before.pauseNanos);
                lookUps.put(call, new LookUp(nowNanos, pause));
                due.add(call);
            }
        }
        return due;
    }

    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }

    /**
     * A call that is at the server.
     *
     * @param connection the number of the lent connection
     * @param sinceNanos when the call began
     */
    record Call(long connection, long sinceNanos) {}

    /** When a call was last looked up at the server, and how long until that is done again. */
    record LookUp(long atNanos, long pauseNanos) {}

    /**
     * What is remembered from step to step.
     *
     * @param ticked whether there was a step before
     * @param tickNanos when
     * @param voidBeforeNanos what is older than this says nothing, as this process may have stood still
     * @param lookUps the calls that were looked up
     */
    record State(boolean ticked, long tickNanos, long voidBeforeNanos, Map<Call, LookUp> lookUps) {
        static final State START = new State(false, 0, 0, Map.of());
    }

    /**
     * What is seen.
     *
     * @param calls calls at the server
     * @param waiting whether somebody waits for a connection
     * @param oldestWaitNanos since when, if so
     * @param lastAnswerNanos when the database last answered anything
     * @param lastAnswerOfProbe whether that was an answer to a question of ours
     * @param idle connections of the pool that are not lent
     * @param idleProbe the last test of an idle connection
     * @param canConnectAside whether a connect can be tried at all
     * @param aside the last try to connect
     */
    record Evidence(
            List<Call> calls,
            boolean waiting,
            long oldestWaitNanos,
            long lastAnswerNanos,
            boolean lastAnswerOfProbe,
            int idle,
            Probe idleProbe,
            boolean canConnectAside,
            Probe aside) {

        private long oldestNanos(long nowNanos) {
            long age = waiting ? nowNanos - oldestWaitNanos : 0;
            for (Call call : calls) {
                age = Math.max(age, nowNanos - call.sinceNanos);
            }
            return nowNanos - age;
        }

        private boolean isSilent(long since, long patience, long nowNanos) {
            return canConnectAside
                    && aside.isSilentSince(since, patience, nowNanos)
                    && (idle == 0 || idleProbe.isSilentSince(since, patience, nowNanos));
        }
    }

    /**
     * What is to be done.
     *
     * @param silenceNanos how long nothing has answered
     * @param askIdle test an idle connection
     * @param askAside try to connect
     * @param shut the database is gone for now: refuse calls
     * @param abortAll end every call in progress
     * @param lookUp calls to look up at the server
     */
    record Decision(
            long silenceNanos, boolean askIdle, boolean askAside, boolean shut, boolean abortAll, List<Call> lookUp) {

        private static Decision nothing(long silenceNanos) {
            return new Decision(silenceNanos, false, false, false, false, List.of());
        }

        private Decision lookingUp(List<Call> calls) {
            return new Decision(silenceNanos, askIdle, askAside, shut, abortAll, calls);
        }
    }

    /** State and decision. */
    record Step(State state, Decision decision) {}
}

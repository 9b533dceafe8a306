package dev.heal.vector;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * What is done about one server whose connection has fallen silent, or that cannot be reached. Pure.
 *
 * <pre>
 *        nothing answered for 250 ms          no answer for 250 ms              answered
 *     UP ---------------------------&gt; ASKING ----------------------&gt; RENEWED ------------&gt; CONFIRMING
 *      ^   ask on the same connection         connect anew and ask           |  wait 100 ms     |
 *      |&lt;--- an answer on the old connection: the server is only slow ------(+)-----------------|
 *      |&lt;--- no answer on the new one either: slow or away, left to the breaker ----            |
 *      |&lt;--- the old connection is dead: calls in progress move to the new one -----------------|
 *
 *        no connection to be had            not again 100 ms later
 *     UP -----------------------&gt; CHECKING -----------------------&gt; DOWN (shut), asked every 100 to 200 ms until answered
 *
 *        the breaker refuses a call
 *     UP ---------------------------&gt; AWAITED, asked until answered; then the breaker lets calls through to try
 * </pre>
 *
 * <p>A slow call never ends for being slow: calls move only when the old connection answered nothing at all, a question of
 * our own included, while a new one was made and answered. What is drawn by lot enters as a value.
 */
final class ChannelPolicy {

    /** How long a connection with calls on it may be silent. */
    static final long SUSPECT = MILLISECONDS.toNanos(250);

    /** How long a question on the old connection may take before a new one is made. */
    static final long PATIENCE = MILLISECONDS.toNanos(250);

    /** How much longer the old connection has once the new one answered: both may have woken together. */
    static final long GRACE = MILLISECONDS.toNanos(100);

    static final long CHECK_AGAIN = MILLISECONDS.toNanos(100);
    static final long PACE = MILLISECONDS.toNanos(100);

    /** After this long nobody is in such a hurry any more. */
    static final long LONG_OUTAGE = SECONDS.toNanos(10);

    static final long LONG_PACE = MILLISECONDS.toNanos(250);
    static final long ASK_PAUSE = SECONDS.toNanos(1);
    static final long LONGEST_PAUSE = SECONDS.toNanos(4);

    private ChannelPolicy() {}

    /** One step. */
    static Step step(State state, Event event, double lot, long nowNanos) {
        return switch (event) {
            case SILENCE ->
                state.mayStart(nowNanos)
                        ? new Step(state.to(Phase.ASKING, nowNanos), Action.ASK_AND_WAIT, PATIENCE)
                        : Step.none(state);
            case DEATH ->
                state.phase == Phase.UP
                        ? new Step(state.to(Phase.CHECKING, nowNanos), Action.ASK, 0)
                        : Step.none(state);
            case REFUSED ->
                state.mayStart(nowNanos)
                        ? new Step(state.to(Phase.AWAITED, nowNanos), Action.ASK, 0)
                        : Step.none(state);
            case ANSWER -> onAnswer(state, nowNanos);
            case OVERRULED -> Step.none(state.to(Phase.UP, nowNanos));
            case TIME -> onTime(state, nowNanos);
            case PROBE_ANSWERED -> onProbeAnswered(state, nowNanos);
            case PROBE_ERROR -> onProbeError(state, lot, nowNanos);
            case PROBE_UNREACHED -> onUnreached(state, lot, nowNanos);
            case PROBE_SILENT -> onSilent(state, lot, nowNanos);
        };
    }

    /** The connection under doubt answered something. */
    private static Step onAnswer(State state, long nowNanos) {
        return switch (state.phase) {
            case ASKING, RENEWED, CONFIRMING, CHECKING ->
                Step.none(state.to(Phase.UP, nowNanos).resting(nowNanos));
            // perhaps older than the end: only a question of our own proves that the server is back
            case UP, DOWN, AWAITED -> Step.none(state);
        };
    }

    private static Step onTime(State state, long nowNanos) {
        return switch (state.phase) {
            case ASKING -> new Step(state.to(Phase.RENEWED, nowNanos), Action.RENEW_AND_ASK, 0);
            case CONFIRMING -> {
                State next = new State(Phase.UP, nowNanos, nowNanos + ASK_PAUSE, ASK_PAUSE, false);
                yield new Step(next, Action.MOVE_CALLS, 0);
            }
            case UP, RENEWED, CHECKING, DOWN, AWAITED -> Step.none(state);
        };
    }

    private static Step onProbeAnswered(State state, long nowNanos) {
        return switch (state.phase) {
            case ASKING -> Step.none(state.to(Phase.UP, nowNanos).resting(nowNanos));
            case RENEWED -> new Step(state.to(Phase.CONFIRMING, nowNanos), Action.WAIT, GRACE);
            case CHECKING -> Step.none(state.to(Phase.UP, nowNanos));
            case DOWN -> new Step(state.to(Phase.UP, nowNanos), Action.RELEASE, 0);
            case AWAITED -> {
                boolean returned = state.failed || nowNanos - state.sinceNanos >= SUSPECT;
                // answered from the start, the probe knows nothing that the breaker does not
                yield returned
                        ? new Step(state.to(Phase.UP, nowNanos), Action.LET_TRY, 0)
                        : Step.none(state.to(Phase.UP, nowNanos).resting(nowNanos));
            }
            case UP, CONFIRMING -> Step.none(state);
        };
    }

    /** A server that is there, and unwell: nothing to move calls to, nor to let calls try. */
    private static Step onProbeError(State state, double lot, long nowNanos) {
        return switch (state.phase) {
            case RENEWED -> Step.none(state.to(Phase.UP, nowNanos).resting(nowNanos));
            case AWAITED -> new Step(state.failing(), Action.ASK, pace(nowNanos - state.sinceNanos, lot));
            case UP, ASKING, CONFIRMING, CHECKING, DOWN -> onProbeAnswered(state, nowNanos);
        };
    }

    private static Step onUnreached(State state, double lot, long nowNanos) {
        return switch (state.phase) {
            // the question of these is a connection's, and somebody closed it
            case ASKING, RENEWED -> new Step(state.to(Phase.CHECKING, nowNanos), Action.ASK, CHECK_AGAIN);
            case CHECKING ->
                state.failed
                        ? new Step(state.to(Phase.DOWN, nowNanos), Action.SHUT_AND_ASK, pace(0, lot))
                        : new Step(state.failing(), Action.ASK, CHECK_AGAIN);
            case AWAITED -> new Step(state.to(Phase.DOWN, nowNanos), Action.SHUT_AND_ASK, pace(0, lot));
            case DOWN -> new Step(state, Action.ASK, pace(nowNanos - state.sinceNanos, lot));
            case UP, CONFIRMING -> Step.none(state);
        };
    }

    private static Step onSilent(State state, double lot, long nowNanos) {
        return switch (state.phase) {
            // slow, or away: both are the breaker's to judge
            case ASKING, RENEWED, CHECKING ->
                Step.none(state.to(Phase.UP, nowNanos).resting(nowNanos));
            case DOWN -> new Step(state, Action.RENEW_AND_ASK, pace(nowNanos - state.sinceNanos, lot));
            case AWAITED -> new Step(state.failing(), Action.RENEW_AND_ASK, pace(nowNanos - state.sinceNanos, lot));
            case UP, CONFIRMING -> Step.none(state);
        };
    }

    private static long pace(long outageNanos, double lot) {
        long least = outageNanos < LONG_OUTAGE ? PACE : LONG_PACE;
        return least + (long) (lot * least);
    }

    /** Where a server stands. */
    enum Phase {
        /** Nothing speaks against it. */
        UP,
        /** Silent; asked on the same connection. */
        ASKING,
        /** Silent there too; asked on a new connection. */
        RENEWED,
        /** The new connection answered; the old one has a last moment. */
        CONFIRMING,
        /** A call could not connect; asked. */
        CHECKING,
        /** Cannot be reached; asked from time to time. */
        DOWN,
        /** The breaker refuses calls; asked from time to time. */
        AWAITED
    }

    /** What happened. */
    enum Event {
        /** Calls are out, and nothing was answered for {@link #SUSPECT}. */
        SILENCE,
        /** A call found no connection, or lost it. */
        DEATH,
        /** The breaker refused a call. */
        REFUSED,
        /** The connection under doubt answered. */
        ANSWER,
        /** A person has taken the decision over, or the breaker needs no help any more. */
        OVERRULED,
        /** The time that the last action set is over. */
        TIME,
        /** The question was answered. */
        PROBE_ANSWERED,
        /** The question was answered, with an error that speaks against the server's health. */
        PROBE_ERROR,
        /** The question found nobody. */
        PROBE_UNREACHED,
        /** The question was not answered in its time. */
        PROBE_SILENT
    }

    /** What is to be done. */
    enum Action {
        /** Nothing. */
        NONE,
        /** Ask, on the connection that there is, after the delay. */
        ASK,
        /** Ask so at once, and tell the time after the delay. */
        ASK_AND_WAIT,
        /** Leave the connection to the calls on it, and ask on a new one, after the delay. */
        RENEW_AND_ASK,
        /** Tell the time, after the delay. */
        WAIT,
        /** Send the calls that are out on the old connection again on the new one. */
        MOVE_CALLS,
        /** Refuse calls from now on, and ask after the delay. */
        SHUT_AND_ASK,
        /** Let calls in. */
        RELEASE,
        /** Let a few calls in, and the breaker judge by them. */
        LET_TRY
    }

    /**
     * What is remembered.
     *
     * @param phase where the server stands
     * @param sinceNanos since when
     * @param notBeforeNanos when it may be doubted again
     * @param pause how long it is left alone after the next false doubt
     * @param failed whether a question of this phase found nobody, or no answer
     */
    record State(Phase phase, long sinceNanos, long notBeforeNanos, long pause, boolean failed) {

        static State start(long nowNanos) {
            return new State(Phase.UP, nowNanos, nowNanos, ASK_PAUSE, false);
        }

        private State to(Phase next, long nowNanos) {
            return new State(next, nowNanos, notBeforeNanos, pause, false);
        }

        private State failing() {
            return new State(phase, sinceNanos, notBeforeNanos, pause, true);
        }

        /** After a doubt that was wrong, or that led nowhere; a server that is often slow is doubted more rarely. */
        private State resting(long nowNanos) {
            boolean quiet = nowNanos - notBeforeNanos > 10 * LONGEST_PAUSE;
            long rest = quiet ? ASK_PAUSE : pause;
            return new State(phase, sinceNanos, nowNanos + rest, Math.min(LONGEST_PAUSE, 2 * rest), failed);
        }

        private boolean mayStart(long nowNanos) {
            return phase == Phase.UP && nowNanos - notBeforeNanos >= 0;
        }
    }

    /**
     * State, action and how long to wait before the action.
     *
     * @param state the next state
     * @param action what to do
     * @param delayNanos when, from now on
     */
    record Step(State state, Action action, long delayNanos) {
        private static Step none(State state) {
            return new Step(state, Action.NONE, 0);
        }
    }
}

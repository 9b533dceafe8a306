package dev.heal.jdbc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * When calls are refused because the database is known to be away, and when they are let in again. Pure.
 *
 * <pre>
 *            a connection died            refused, unreachable            no idle connection answers
 *     UP ---------------------&gt; CHECKING ----------------------&gt; TRYING ----------------------------&gt; DOWN (shut)
 *      ^ &lt;---- the server answers ----|  &lt;- an idle one answers --|   (straight to DOWN if there is none)  |
 *      |                                                                                                   |
 *      |  &lt;---- the pool gives a connection, or could not for 6 s ---- RETURNING &lt;---- the server answers -|
 * </pre>
 *
 * <p>From any state, silence shuts. While DOWN one connect is tried every 250 to 500 ms, evenly spread, and every 100 to
 * 200 ms once the server says that it is starting. A server that answers with another error, such as too many connections,
 * is not away. What is drawn by lot enters as a value.
 */
final class DatabaseGatePolicy {

    static final long PROBE_MIN = MILLISECONDS.toNanos(250);
    static final long STARTING_MIN = MILLISECONDS.toNanos(100);
    static final long RECHECK = MILLISECONDS.toNanos(250);
    static final long POOL_PAUSE = MILLISECONDS.toNanos(20);

    /** HikariCP waits up to 5 s between two failed tries to connect, and until then it has nothing to lend. */
    static final long RETURN_AT_LAST = SECONDS.toNanos(6);

    private DatabaseGatePolicy() {}

    /** One step. */
    static Step step(State state, Event event, double lot, long nowNanos) {
        return switch (event) {
            case DEATH -> onDeath(state, nowNanos);
            case SILENCE -> state.phase.isShut() ? Step.none(state) : shut(nowNanos, PROBE_MIN, lot);
            // perhaps older than the end: only a new connect proves that the server is back
            case ANSWER -> state.phase == Phase.DOWN ? new Step(state, Action.CONNECT, 0) : Step.none(state);
            case CONNECT_DONE, CONNECT_ERROR -> onAnswer(state, event, nowNanos);
            case CONNECT_STARTING, CONNECT_FAILED, CONNECT_FAILED_IDLE_LEFT -> onNoAnswer(state, event, lot, nowNanos);
            case CONNECT_BUSY -> onBusy(state);
            case OVERRULED -> Step.none(new State(Phase.UP, nowNanos, false));
            case POOL_GAVE -> onPool(state);
            case POOL_EMPTY -> onPoolEmpty(state, lot, nowNanos);
        };
    }

    private static Step onDeath(State state, long nowNanos) {
        return switch (state.phase) {
            case UP -> new Step(new State(Phase.CHECKING, nowNanos, false), Action.CONNECT, 0);
            // the connect in progress may be older than what has just been seen
            case CHECKING, TRYING -> Step.none(new State(state.phase, state.sinceNanos, true));
            case DOWN, RETURNING -> Step.none(state);
        };
    }

    private static Step onAnswer(State state, Event event, long nowNanos) {
        return switch (state.phase) {
            case CHECKING ->
                state.again
                        ? new Step(new State(Phase.CHECKING, nowNanos, false), Action.CONNECT, RECHECK)
                        : Step.none(new State(Phase.UP, nowNanos, false));
            case DOWN ->
                event == Event.CONNECT_ERROR
                        ? new Step(new State(Phase.UP, nowNanos, false), Action.RELEASE, 0)
                        : toReturning(nowNanos);
            case UP, TRYING, RETURNING -> Step.none(state);
        };
    }

    private static Step onNoAnswer(State state, Event event, double lot, long nowNanos) {
        long least = event == Event.CONNECT_STARTING ? STARTING_MIN : PROBE_MIN;
        return switch (state.phase) {
            case CHECKING ->
                event == Event.CONNECT_FAILED_IDLE_LEFT
                        ? new Step(new State(Phase.TRYING, nowNanos, false), Action.TRY_POOL, 0)
                        : shut(nowNanos, least, lot);
            case DOWN -> new Step(state, Action.CONNECT, between(least, lot));
            case UP, TRYING, RETURNING -> Step.none(state);
        };
    }

    /** Two tries are out already, which tell soon enough. */
    private static Step onBusy(State state) {
        return switch (state.phase) {
            case CHECKING, DOWN -> new Step(state, Action.CONNECT, PROBE_MIN);
            case UP, TRYING, RETURNING -> Step.none(state);
        };
    }

    private static Step onPool(State state) {
        return switch (state.phase) {
            case TRYING -> Step.none(new State(Phase.UP, state.sinceNanos, false));
            case RETURNING -> new Step(new State(Phase.UP, state.sinceNanos, false), Action.RELEASE, 0);
            case UP, CHECKING, DOWN -> Step.none(state);
        };
    }

    private static Step onPoolEmpty(State state, double lot, long nowNanos) {
        return switch (state.phase) {
            case TRYING -> shut(nowNanos, PROBE_MIN, lot);
            case RETURNING ->
                nowNanos - state.sinceNanos >= RETURN_AT_LAST
                        ? new Step(new State(Phase.UP, nowNanos, false), Action.RELEASE, 0)
                        : new Step(state, Action.TRY_POOL, POOL_PAUSE);
            case UP, CHECKING, DOWN -> Step.none(state);
        };
    }

    private static Step toReturning(long nowNanos) {
        return new Step(new State(Phase.RETURNING, nowNanos, false), Action.TRY_POOL, 0);
    }

    private static Step shut(long nowNanos, long least, double lot) {
        return new Step(new State(Phase.DOWN, nowNanos, false), Action.SHUT_AND_CONNECT, between(least, lot));
    }

    private static long between(long least, double lot) {
        return least + (long) (lot * least);
    }

    /** Where the gate stands. */
    enum Phase {
        /** Calls pass. */
        UP,
        /** Calls pass; a connect is being tried. */
        CHECKING,
        /** Calls pass; no new connection can be had, and an idle one is being tried. */
        TRYING,
        /** Calls are refused; a connect is tried from time to time. */
        DOWN,
        /** Calls are refused; the server answers, and the pool is tried. */
        RETURNING;

        boolean isShut() {
            return this == DOWN || this == RETURNING;
        }
    }

    /** What happened. */
    enum Event {
        /** A call or an acquire met a dead connection. */
        DEATH,
        /** Nothing has answered for too long. */
        SILENCE,
        /** A call that was in progress got its answer. */
        ANSWER,
        /** A connect succeeded. */
        CONNECT_DONE,
        /** A connect met an error that the server made. */
        CONNECT_ERROR,
        /** A connect met a server that is starting or stopping. */
        CONNECT_STARTING,
        /** Nobody answered a connect. */
        CONNECT_FAILED,
        /** Nobody answered a connect, but the pool has idle connections, or calls were answered meanwhile. */
        CONNECT_FAILED_IDLE_LEFT,
        /** A connect could not be tried now. */
        CONNECT_BUSY,
        /** A person has taken the decision over. */
        OVERRULED,
        /** The pool gave a connection that answers. */
        POOL_GAVE,
        /** It gave none. */
        POOL_EMPTY
    }

    /** What is to be done. */
    enum Action {
        /** Nothing. */
        NONE,
        /** Try to connect, after the delay. */
        CONNECT,
        /** Ask the pool for a connection and try it, after the delay. */
        TRY_POOL,
        /** Refuse calls from now on, and try to connect after the delay. */
        SHUT_AND_CONNECT,
        /** Let calls in. */
        RELEASE
    }

    /**
     * What is remembered.
     *
     * @param phase where the gate stands
     * @param sinceNanos since when
     * @param again whether something died while the connect was being tried
     */
    record State(Phase phase, long sinceNanos, boolean again) {
        static final State START = new State(Phase.UP, 0, false);
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

package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import dev.heal.jdbc.DatabaseGatePolicy.Action;
import dev.heal.jdbc.DatabaseGatePolicy.Event;
import dev.heal.journal.Masking;
import dev.heal.time.HealRuntime;
import java.lang.ref.WeakReference;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Shuts the guard while the database is known to be away, and opens it when both the database and the pool answer again.
 * What to do is {@link DatabaseGatePolicy}'s; here it is done, one event after the other, on whichever thread brings the first one.
 *
 * <p>Timers hold this weakly: when the data source is forgotten by its host, the gate opens and nothing runs on.
 */
final class DatabaseGate {

    private final Guard guard;
    private final HealRuntime runtime;
    private final PoolPilot pilot;
    private final SideDoor door;
    private final LongPredicate answeredSince;

    private final Queue<News> news = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private volatile DatabaseGatePolicy.State state =
            DatabaseGatePolicy.State.START; // written by the reader of news only
    private volatile Guard.@Nullable Hold hold; // likewise
    private volatile int round; // likewise: which connect or try of the pool is the latest
    private volatile @Nullable Throwable lastCause;

    private record News(Event event, @Nullable Throwable cause) {}

    DatabaseGate(Guard guard, PoolPilot pilot, SideDoor door, LongPredicate answeredSince) {
        this.guard = guard;
        this.runtime = guard.runtime();
        this.pilot = pilot;
        this.door = door;
        this.answeredSince = answeredSince;
    }

    /** A call or an acquire met a dead connection. */
    void died(Throwable thrown) {
        if (!state.phase().isShut() && door.isUsable()) {
            tell(Event.DEATH, thrown);
        }
    }

    /** Nothing has answered for this long. */
    void silent(Duration silence) {
        if (!state.phase().isShut()) {
            tell(
                    Event.SILENCE,
                    new SQLTransientConnectionException(
                            "the database answered nothing for " + silence.toMillis() + " ms, a new connect included",
                            "08001"));
        }
    }

    /** A call got its answer. */
    void answered() {
        if (state.phase() == DatabaseGatePolicy.Phase.DOWN) {
            tell(Event.ANSWER, null);
        }
    }

    /** Whether nothing speaks against the database. */
    boolean isQuiet() {
        return state.phase() == DatabaseGatePolicy.Phase.UP;
    }

    boolean isShut() {
        return state.phase().isShut();
    }

    String explain() {
        Throwable cause = lastCause;
        return switch (state.phase()) {
            case UP -> "the gate is open";
            case CHECKING, TRYING -> "the gate is open, and a connect beside the pool is being tried";
            case DOWN ->
                "the gate is shut (" + (cause == null ? "no answer" : firstLine(cause))
                        + "); a connect is tried every 250 to 500 ms";
            case RETURNING -> "the gate is shut: the database answers again, the pool gives no connection yet";
        };
    }

    private static String firstLine(Throwable thrown) {
        String line = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no message");
        return Masking.mask(line);
    }

    private void tell(Event event, @Nullable Throwable cause) {
        news.add(new News(event, cause));
        if (unread.getAndIncrement() != 0) {
            return;
        }
        do {
            News next = news.poll();
            if (next != null) {
                read(next);
            }
        } while (unread.decrementAndGet() != 0);
    }

    private void read(News next) {
        long now = runtime.ticker().nanos();
        DatabaseGatePolicy.Step step =
                DatabaseGatePolicy.step(state, next.event, runtime.random().nextDouble(), now);
        if (next.cause != null) {
            lastCause = next.cause;
        }
        state = step.state();
        switch (step.action()) {
            case NONE -> {}
            case CONNECT, TRY_POOL -> later(step.delayNanos(), step.action());
            case SHUT_AND_CONNECT -> {
                hold = guard.shut(failure(lastCause), lastCause);
                later(step.delayNanos(), Action.CONNECT);
            }
            case RELEASE -> release();
        }
    }

    private void release() {
        Guard.Hold held = hold;
        hold = null;
        if (held != null) {
            held.release();
        }
    }

    /** Runs on the timer, or at once. A later round makes what an earlier one would still do void. */
    private void later(long delayNanos, Action action) {
        int mine = round + 1;
        round = mine;
        Guard.Hold held = hold;
        if (held != null) {
            held.retryIn(Duration.ofNanos(delayNanos));
        }
        if (delayNanos == 0) {
            act(action, mine);
            return;
        }
        try {
            Future<?> unused = runtime.timer()
                    .schedule(
                            new Later(new WeakReference<>(this), held, action, mine), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the runtime has ended, and every call with it
            round = mine + 1;
        }
    }

    private void due(Guard.@Nullable Hold held, Action action, int mine) {
        if (mine != round || guard.isClosed()) {
            return;
        }
        if (held != null && !held.isHeld()) {
            tell(Event.OVERRULED, null);
        } else {
            act(action, mine);
        }
    }

    private void act(Action action, int mine) {
        if (action == Action.TRY_POOL) {
            tryPool(mine);
        } else {
            connect(mine);
        }
    }

    private void connect(int mine) {
        long started = runtime.ticker().nanos();
        door.ask(answer -> {
            if (answer.isFromServer() || mine == round) {
                tell(event(answer, started), answer.thrown());
            }
        });
    }

    private Event event(SideDoor.Answer answer, long started) {
        return switch (answer.kind()) {
            case CONNECTED -> Event.CONNECT_DONE;
            case ERROR -> Event.CONNECT_ERROR;
            case STARTING -> Event.CONNECT_STARTING;
            case BUSY -> Event.CONNECT_BUSY;
            case SILENT, NO_ADDRESS ->
                pilot.fill().idle() > 0 || answeredSince.test(started)
                        ? Event.CONNECT_FAILED_IDLE_LEFT
                        : Event.CONNECT_FAILED;
        };
    }

    private void tryPool(int mine) {
        long started = runtime.ticker().nanos();
        try {
            Future<?> unused = runtime.io().submit(() -> {
                // a call that was answered meanwhile shows as well that the pool has living connections
                boolean gave = Probes.poolAnswers(pilot) || answeredSince.test(started);
                if (mine == round) {
                    tell(gave ? Event.POOL_GAVE : Event.POOL_EMPTY, null);
                }
            });
        } catch (RejectedExecutionException e) {
            tell(Event.POOL_EMPTY, null);
        }
    }

    private static Failure failure(@Nullable Throwable cause) {
        return cause == null
                ? new Failure(Failure.Kind.CONNECTION_DEAD, Failure.Phase.NOT_SENT, "08001")
                : JdbcFailures.ACQUIRE.classify(cause);
    }

    /** What a timer does for a gate, as long as somebody has its data source. */
    private record Later(WeakReference<DatabaseGate> gate, Guard.@Nullable Hold held, Action action, int round)
            implements Runnable {
        @Override
        public void run() {
            DatabaseGate there = gate.get();
            if (there != null) {
                there.due(held, action, round);
            } else if (held != null) {
                // others may use the guard, and nobody is left to find out that the database is back
                held.release();
            }
        }
    }
}

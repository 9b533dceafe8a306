package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Proposal;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import dev.heal.vector.ChannelPolicy.Action;
import dev.heal.vector.ChannelPolicy.Event;
import dev.heal.vector.ChannelPolicy.Phase;
import dev.heal.vector.Request.Work;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.qdrant.client.QdrantGrpcClient;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One server, behind one client of the host's: the calls that are out at it, and what is done when it falls silent or cannot
 * be reached. What to do is {@link ChannelPolicy}'s; here it is done, one event after the other, on whichever thread brings
 * the first one. Questions are asked on the io executor. Timers hold it weakly, so that it goes with its {@link QdrantSearch}.
 */
final class Peer {

    private final Peers owner;
    private final QdrantGrpcClient wire;
    private final ManagedChannel channel;
    private final HealRuntime runtime;
    private final ServerProbe probe;

    private final Set<Flight<?, ?>> flights = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connection = new AtomicInteger();
    private final Object judging = new Object();
    private volatile PeerPolicy.State judged = PeerPolicy.State.GOOD; // written under judging
    private volatile long answeredNanos;

    private final Queue<News> news = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private volatile ChannelPolicy.State state; // written by the reader of news only
    private volatile int round; // likewise: which question or time is the latest
    private volatile @Nullable Throwable lastCause;

    private record News(Event event, @Nullable Throwable cause) {}

    Peer(Peers owner, QdrantGrpcClient wire, HealRuntime runtime) {
        this.owner = owner;
        this.wire = wire;
        this.channel = wire.channel();
        this.runtime = runtime;
        this.probe = new ServerProbe(wire);
        this.answeredNanos = runtime.ticker().nanos();
        this.state = ChannelPolicy.State.start(answeredNanos);
    }

    QdrantGrpcClient wire() {
        return wire;
    }

    /** The number of the connection that calls are put on now. */
    int connection() {
        return connection.get();
    }

    boolean isClosed() {
        return channel.isShutdown();
    }

    boolean isDown() {
        return state.phase() == Phase.DOWN;
    }

    boolean isOut(long nowNanos) {
        return isDown() || isClosed() || judged.isOut(nowNanos);
    }

    boolean hasFlights() {
        return !flights.isEmpty();
    }

    @Nullable
    Throwable lastCause() {
        return lastCause;
    }

    /** Puts a request on the wire. */
    <R, T> Flight<R, T> start(Request<R, T> request, Deadline deadline) {
        reconnectNow();
        Flight<R, T> flight =
                new Flight<>(this, request, deadline, runtime.ticker().nanos());
        flights.add(flight);
        try {
            flight.send();
        } catch (RuntimeException e) {
            flights.remove(flight);
            throw e;
        }
        owner.watchFromNowOn();
        return flight;
    }

    /** gRPC waits longer and longer between connects, up to two minutes; whoever is let through by the guard need not. */
    private void reconnectNow() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    void landed(Flight<?, ?> flight) {
        flights.remove(flight);
    }

    /** A call got what it asked for. */
    void answered(int on, Work work) {
        sawAnswer(on);
        owner.restraint().accepted(work);
        judge(true);
    }

    /** A call failed; what it failed with, for the caller. */
    Throwable failed(int on, Work work, Throwable thrown) {
        Failure failure = GrpcFailures.INSTANCE.classify(thrown);
        Status.Code code = Status.fromThrowable(thrown).getCode();
        if (GrpcFailures.isConnectionLost(thrown)) {
            tell(Event.DEATH, thrown);
        } else if (code != Status.Code.DEADLINE_EXCEEDED && code != Status.Code.CANCELLED) {
            sawAnswer(on);
        }
        if (code == Status.Code.RESOURCE_EXHAUSTED) {
            owner.restraint().refused(work, failure.retryAfter(), GrpcFailures.isStorageFull(thrown));
        }
        if (failure.kind().isEvidence()) {
            judge(false);
        }
        return failure.kind() == Failure.Kind.PERMANENT ? GrpcFailures.named(owner.collection(), thrown) : thrown;
    }

    private void judge(boolean well) {
        if (owner.isOnlyOne() || (well && judged.equals(PeerPolicy.State.GOOD))) {
            return;
        }
        long now = runtime.ticker().nanos();
        boolean mayLeaveOut = owner.mayLeaveOut(this, now);
        synchronized (judging) {
            judged = PeerPolicy.step(judged, well, mayLeaveOut, now);
        }
    }

    private void sawAnswer(int on) {
        answeredNanos = runtime.ticker().nanos();
        Phase phase = state.phase();
        if (phase == Phase.UP) {
            return;
        }
        boolean current = on == connection.get();
        boolean doubted = switch (phase) {
            case ASKING, CHECKING -> current;
            case RENEWED, CONFIRMING -> !current;
            case UP, DOWN, AWAITED -> false;
        };
        if (doubted) {
            tell(Event.ANSWER, null);
        }
    }

    /** The breaker refused a call. */
    void refused() {
        if (state.phase() == Phase.UP) {
            tell(Event.REFUSED, null);
        }
    }

    /** Finds out whether it has fallen silent; to be called a few times a second while calls are out. */
    void look(long voidBeforeNanos, long nowNanos) {
        if (state.phase() != Phase.UP) {
            return;
        }
        long oldest = 0;
        for (Flight<?, ?> flight : flights) {
            oldest = Math.max(oldest, nowNanos - flight.startedNanos());
        }
        long silence = Math.min(oldest, Math.min(nowNanos - answeredNanos, nowNanos - voidBeforeNanos));
        if (silence >= ChannelPolicy.SUSPECT) {
            tell(Event.SILENCE, null);
        }
    }

    /** Ends the calls whose time is over; how long until the next one's is, at most as long as given. */
    long endOverdue(long longest) {
        long next = longest;
        for (Flight<?, ?> flight : flights) {
            long left = flight.remainingNanos();
            if (left == 0) {
                end(flight);
            } else {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    /** Not on the timer: what hangs on a call is the host's code. */
    private void end(Flight<?, ?> flight) {
        flights.remove(flight);
        try {
            Future<?> unused = runtime.io().submit(flight::expire);
        } catch (RejectedExecutionException full) {
            flight.expire();
        }
    }

    String explain() {
        String name = channel.authority();
        return switch (state.phase()) {
            case UP -> "";
            case ASKING, RENEWED, CONFIRMING, CHECKING -> "; " + name + " is silent or lost, and is being asked";
            case DOWN -> "; " + name + " cannot be reached, and is asked every 100 to 500 ms";
            case AWAITED -> "; " + name + " is asked until it answers";
        };
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

    private void read(News told) {
        Phase before = state.phase();
        long now = runtime.ticker().nanos();
        ChannelPolicy.Step step =
                ChannelPolicy.step(state, told.event, runtime.random().nextDouble(), now);
        if (told.cause != null) {
            lastCause = told.cause;
        }
        state = step.state();
        if (state.phase() != before) {
            // what was asked or timed for the earlier phase says nothing in this one
            int next = round + 1;
            round = next;
        }
        switch (step.action()) {
            case NONE -> owner.settle();
            case RELEASE, SHUT_AND_ASK -> {
                owner.settle();
                if (step.action() == Action.SHUT_AND_ASK) {
                    later(step.delayNanos(), Action.ASK);
                }
            }
            case LET_TRY -> owner.letTry();
            case MOVE_CALLS -> moveCalls();
            case ASK_AND_WAIT -> {
                later(0, Action.ASK);
                timer(step.delayNanos(), Action.WAIT, round);
            }
            case ASK, RENEW_AND_ASK, WAIT -> later(step.delayNanos(), step.action());
        }
    }

    private void later(long delayNanos, Action action) {
        int mine = round + 1;
        round = mine;
        if (delayNanos > 0) {
            owner.askedIn(Duration.ofNanos(delayNanos));
            timer(delayNanos, action, mine);
            return;
        }
        onIo(action, mine);
    }

    private void timer(long delayNanos, Action action, int mine) {
        try {
            Future<?> unused = runtime.timer()
                    .schedule(
                            new Later(new WeakReference<>(this), owner.hold(), action, mine),
                            delayNanos,
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the runtime has ended, and every call with it
            round = mine + 1;
        }
    }

    private void due(Action action, int mine) {
        if (mine != round || owner.guard().isClosed()) {
            return;
        }
        if (owner.isOverruled(state.phase())) {
            tell(Event.OVERRULED, null);
        } else if (action == Action.WAIT) {
            tell(Event.TIME, null);
        } else {
            onIo(action, mine);
        }
    }

    private void onIo(Action action, int mine) {
        try {
            Future<?> unused = runtime.io().submit(() -> ask(action == Action.RENEW_AND_ASK, mine));
        } catch (RejectedExecutionException e) {
            tell(Event.PROBE_SILENT, null);
        }
    }

    private void ask(boolean renew, int mine) {
        if (mine != round) {
            return;
        }
        if (isClosed()) {
            tell(Event.OVERRULED, null);
            return;
        }
        if (renew) {
            renew();
        }
        reconnectNow();
        int on = connection.get();
        probe.ask((event, thrown) -> {
            if (mine == round) {
                tell(event, thrown);
            } else if (event == Event.PROBE_ANSWERED || event == Event.PROBE_ERROR) {
                sawAnswer(on);
            }
        });
    }

    /** The calls on the old connection stay there until they end; gRPC then closes it. */
    private void renew() {
        propose("renew-connection", "kept", "made anew", Map.of("calls", (double) flights.size()), () -> {
            connection.incrementAndGet();
            channel.enterIdle();
        });
    }

    private void moveCalls() {
        int dead = connection.get() - 1;
        propose("move-calls", "waiting", "sent again", Map.of("calls", (double) flights.size()), () -> {
            for (Flight<?, ?> flight : flights) {
                boolean unused = flight.move(dead);
            }
        });
    }

    private void propose(String kind, String from, String to, Map<String, Double> evidence, Runnable action) {
        Guard guard = owner.guard();
        Decision.Cause cause = new Decision.Cause(guard.name(), "no answer", "connection");
        guard.propose(
                new Proposal(
                        ActionClass.PROTECT,
                        kind,
                        guard.name(),
                        new Proposal.Change(from, to, "heal.mode", null, null),
                        new Proposal.Grounds(cause, 1, 1, evidence, Decision.Standing.HEAL)),
                (expected, next) -> {
                    action.run();
                    return true;
                });
    }

    /** What a timer does for a server, as long as somebody has its client's wrapper. */
    private record Later(WeakReference<Peer> peer, Guard.@Nullable Hold held, Action action, int round)
            implements Runnable {
        @Override
        public void run() {
            Peer there = peer.get();
            if (there != null) {
                there.due(action, round);
            } else if (held != null) {
                // others may use the guard, and nobody is left to find out that the server is back
                held.release();
            }
        }
    }
}

package dev.heal.vector;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.failure.Failure;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import dev.heal.vector.ChannelPolicy.Phase;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of one collection, mostly one, and the calls to them. Each try goes to the next server that is not left out; a
 * second try to another one than the first, if there is one. The guard is shut while none of them can be reached.
 *
 * <p>It looks for silence, and ends what is over its deadline, in ticks on the runtime's timer, every 100 ms at least while
 * calls are out; when none are, there are none.
 */
final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantSearch.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    /** A longer gap between two ticks means that this process stood still, and heard no answers. */
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final String collection;
    private final Guard guard;
    private final HealRuntime runtime;
    private final List<Peer> peers;
    private final Restraint restraint;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final Object holding = new Object();
    private Guard.@Nullable Hold hold; // guarded by holding
    private volatile long tickNanos;
    private volatile long voidBeforeNanos;

    Peers(List<QdrantClient> clients, String collection, Guard guard) {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException(
                    "collection '" + collection + "': there must be at least one client, was none");
        }
        this.collection = collection;
        this.guard = guard;
        this.runtime = guard.runtime();
        this.restraint = new Restraint(collection, runtime.ticker());
        this.voidBeforeNanos = runtime.ticker().nanos();
        this.peers = clients.stream()
                .map(client -> new Peer(this, client.grpcClient(), runtime))
                .toList();
    }

    String collection() {
        return collection;
    }

    Guard guard() {
        return guard;
    }

    Restraint restraint() {
        return restraint;
    }

    boolean isOnlyOne() {
        return peers.size() == 1;
    }

    /** Makes a call; its tries go through the guard's view. */
    <R, T> T call(Guard by, Request<R, T> request) {
        checkOpen();
        Tries tries = new Tries();
        try {
            return by.call(
                    request.work().effect(),
                    deadline -> tries.next(request, deadline).await());
        } catch (CallRefusedException refused) {
            saw(refused);
            throw refused;
        } catch (InterruptedException e) {
            // passes through the guard as what it is, so that it counts neither for nor against the server
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("the calling thread was interrupted")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    /** Makes a call that takes no thread while it waits. */
    <R, T> CompletableFuture<T> callAsync(Guard by, Request<R, T> request) {
        checkOpen();
        Tries tries = new Tries();
        CompletableFuture<T> result = by.callAsync(request.work().effect(), deadline -> tries.next(request, deadline));
        CompletableFuture<T> unused = result.whenComplete((value, thrown) -> {
            if (thrown instanceof CallRefusedException refused) {
                saw(refused);
            }
        });
        return result;
    }

    private void checkOpen() {
        for (Peer peer : peers) {
            if (!peer.isClosed()) {
                return;
            }
        }
        throw new ClientClosedException(collection, peers.size());
    }

    private void saw(CallRefusedException refused) {
        if (refused.reason() == CallRefusedException.Reason.OPEN
                && refused.guard().equals(guard.name())) {
            peers.forEach(Peer::refused);
        }
    }

    /** The tries of one call, one after the other. */
    private final class Tries {
        private @Nullable Peer last;

        private <R, T> Flight<R, T> next(Request<R, T> request, Deadline deadline) {
            restraint.check(request.work());
            checkOpen();
            Peer next = pick(last);
            last = next;
            return next.start(request, deadline);
        }
    }

    private Peer pick(@Nullable Peer before) {
        int size = peers.size();
        if (size == 1) {
            return peers.get(0);
        }
        int first = Math.floorMod(turn.getAndIncrement(), size);
        long now = runtime.ticker().nanos();
        boolean tooMany = out(null, now) > PeerPolicy.mostOut(size);
        Peer found = null;
        for (int i = 0; i < size; i++) {
            Peer peer = peers.get((first + i) % size);
            if (peer.isClosed() || (!tooMany && peer.isOut(now))) {
                continue;
            }
            if (peer != before) {
                return peer;
            }
            found = peer;
        }
        return found == null ? peers.get(first) : found;
    }

    private int out(@Nullable Peer but, long nowNanos) {
        int out = 0;
        for (Peer peer : peers) {
            if (peer != but && peer.isOut(nowNanos)) {
                out++;
            }
        }
        return out;
    }

    /** Whether one more server may be left out. */
    boolean mayLeaveOut(Peer one, long nowNanos) {
        return out(one, nowNanos) < PeerPolicy.mostOut(peers.size());
    }

    /** Shuts the guard when no server can be reached any more, and opens it when one answers. */
    void settle() {
        synchronized (holding) {
            boolean allDown = peers.stream().allMatch(Peer::isDown);
            if (allDown && hold == null) {
                Throwable cause = peers.get(0).lastCause();
                hold = guard.shut(failure(cause), cause);
            } else if (!allDown && hold != null) {
                Guard.Hold held = hold;
                hold = null;
                held.release();
            }
        }
    }

    private static Failure failure(@Nullable Throwable cause) {
        return cause == null
                ? new Failure(Failure.Kind.CONNECTION_DEAD, Failure.Phase.NOT_SENT, "UNAVAILABLE")
                : GrpcFailures.INSTANCE.classify(cause);
    }

    /** A server is asked again in this time, for refusals to tell. */
    void askedIn(Duration wait) {
        synchronized (holding) {
            if (hold != null) {
                hold.retryIn(wait);
            }
        }
    }

    Guard.@Nullable Hold hold() {
        synchronized (holding) {
            return hold;
        }
    }

    /** Whether somebody else has decided what a server of this phase waits for. */
    boolean isOverruled(Phase phase) {
        if (phase == Phase.AWAITED) {
            return guard.breaker().getState() != CircuitBreaker.State.OPEN;
        }
        synchronized (holding) {
            return phase == Phase.DOWN && hold != null && !hold.isHeld();
        }
    }

    /** A server that was away while the breaker was open answers: the breaker need not wait any longer to try it. */
    void letTry() {
        CircuitBreaker breaker = guard.breaker();
        try {
            if (breaker.getState() == CircuitBreaker.State.OPEN) {
                breaker.transitionToHalfOpenState();
            }
        } catch (RuntimeException e) {
            LOG.debug("the breaker of '{}' was moved meanwhile ({})", guard.name(), e.toString());
        }
    }

    String explain() {
        return peers.stream().map(Peer::explain).collect(Collectors.joining()) + restraint.explain();
    }

    /** From now on until no calls are out. */
    void watchFromNowOn() {
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            long now = runtime.ticker().nanos();
            tickNanos = now;
            voidBeforeNanos = now;
            schedule(TICK);
        }
    }

    private void schedule(long delayNanos) {
        try {
            Future<?> unused =
                    runtime.timer().schedule(new Tick(new WeakReference<>(this)), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the servers of '{}' are watched no more, as Heal was closed", guard.name());
        }
    }

    private void tick() {
        long next = TICK;
        try {
            long now = runtime.ticker().nanos();
            if (now - tickNanos > GAP) {
                voidBeforeNanos = now;
            }
            tickNanos = now;
            for (Peer peer : peers) {
                peer.look(voidBeforeNanos, now);
                next = peer.endOverdue(next);
            }
        } catch (RuntimeException e) {
            LOG.warn("the watch of the servers of '{}' failed ({}); it goes on", guard.name(), e.toString());
        }
        if (isNeeded()) {
            schedule(next);
            return;
        }
        ticking.set(false);
        if (isNeeded()) {
            watchFromNowOn();
        }
    }

    private boolean isNeeded() {
        return !guard.isClosed() && peers.stream().anyMatch(Peer::hasFlights);
    }

    /** What a timer does for servers, as long as somebody has their collection. */
    private record Tick(WeakReference<Peers> peers) implements Runnable {
        @Override
        public void run() {
            Peers there = peers.get();
            if (there != null) {
                there.tick();
            }
        }
    }
}

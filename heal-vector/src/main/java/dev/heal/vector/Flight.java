package dev.heal.vector;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.heal.time.Deadline;
import io.grpc.Status;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One try of a request at one server: the client's own future as a stage. It ends by its deadline, is cancelled with the stage, and can be sent again while it is out, when its connection turns out to be dead: then the first answer counts.
 *
 * @param <R> the server's answer
 * @param <T> ours
 */
final class Flight<R, T> extends CompletableFuture<T> {

    private static final long LAST_RESORT = TimeUnit.SECONDS.toNanos(1);

    private final Peer peer;
    private final Request<R, T> request;
    private final Deadline deadline;
    private final long startedNanos;
    private volatile @Nullable Leg leg;

    Flight(Peer peer, Request<R, T> request, Deadline deadline, long nowNanos) {
        this.peer = peer;
        this.request = request;
        this.deadline = deadline;
        this.startedNanos = nowNanos;
    }

    /** Puts it on the wire. */
    void send() {
        Leg next = new Leg(peer.connection(), request.sender().send(peer.wire(), deadline));
        leg = next;
        next.listen();
        if (isDone()) {
            // cancelled, or answered by an earlier leg, before the new one was known
            next.answer.cancel(true);
        }
    }

    /** Sends it again, if it is still out on that connection or an older one. */
    boolean move(int deadConnection) {
        Leg old = leg;
        if (old == null || old.connection - deadConnection > 0 || isDone()) {
            return false;
        }
        send();
        old.answer.cancel(true);
        return true;
    }

    long startedNanos() {
        return startedNanos;
    }

    long remainingNanos() {
        return deadline.remainingNanos();
    }

    /** Ends it for want of time. */
    void expire() {
        Leg current = leg;
        if (current == null || isDone()) {
            return;
        }
        Throwable late = peer.failed(
                current.connection,
                request.work(),
                Status.DEADLINE_EXCEEDED
                        .withDescription("no answer by the deadline of the call")
                        .asRuntimeException());
        completeExceptionally(late);
        current.answer.cancel(true);
    }

    /** Waits for the end of the try; a caller helps itself where nobody else ends it. */
    T await() throws InterruptedException {
        try {
            try {
                return deadline.isNone() ? get() : get(remainingNanos() + LAST_RESORT, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                expire();
                return get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            cancel(true);
            throw e;
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Leg current = leg;
        if (cancelled && current != null) {
            current.answer.cancel(true);
        }
        return cancelled;
    }

    /** One time on the wire. */
    private final class Leg implements FutureCallback<R> {
        private final int connection;
        private final ListenableFuture<R> answer;

        private Leg(int connection, ListenableFuture<R> answer) {
            this.connection = connection;
            this.answer = answer;
        }

        private void listen() {
            Futures.addCallback(answer, this, MoreExecutors.directExecutor());
        }

        @Override
        public void onSuccess(@Nullable R result) {
            peer.landed(Flight.this);
            peer.answered(connection, request.work());
            try {
                complete(request.reading().apply(Objects.requireNonNull(result, "gRPC never answers null")));
            } catch (RuntimeException e) {
                completeExceptionally(e);
            }
        }

        @Override
        public void onFailure(Throwable thrown) {
            if (leg != this) {
                // sent again meanwhile: what becomes of this one says nothing
                return;
            }
            peer.landed(Flight.this);
            completeExceptionally(isDone() ? thrown : peer.failed(connection, request.work(), thrown));
        }
    }
}

package dev.heal.vector;

import com.google.common.util.concurrent.ListenableFuture;
import dev.heal.failure.Effect;
import dev.heal.time.Deadline;
import io.grpc.stub.AbstractStub;
import io.qdrant.client.QdrantGrpcClient;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What is asked of a server, as often as it takes: every request of this package may be made twice.
 *
 * @param work what for, as servers limit it
 * @param sender puts it on the wire of one client
 * @param reading turns the server's answer into ours; may throw, as an answer may say that nothing was done
 * @param <R> the server's answer
 * @param <T> ours
 */
record Request<R, T>(Work work, Sender<R> sender, Function<R, T> reading) {

    /** Longer than two ticks of {@link Peers}. */
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What servers limit by itself. */
    enum Work {
        /** Searches. */
        READ(Effect.READ),
        /** What takes room in the storage. */
        STORE(Effect.IDEMPOTENT),
        /** What gives room back, and whatever else changes. */
        CHANGE(Effect.IDEMPOTENT);

        private final Effect effect;

        Work(Effect effect) {
            this.effect = effect;
        }

        Effect effect() {
            return effect;
        }
    }

    /** Puts one request on the wire. */
    @FunctionalInterface
    interface Sender<R> {
        ListenableFuture<R> send(QdrantGrpcClient to, Deadline deadline);
    }

    /**
     * The client's part of a deadline. gRPC sets a timer for it and wakes a thread, call by call, which costs a tenth of a
     * search; so it gets the short ones only, and {@link Peers} ends the others, which it looks at anyway.
     */
    static <S extends AbstractStub<S>> S within(Deadline deadline, S stub) {
        long left = deadline.remainingNanos();
        return left < SHORT ? stub.withDeadlineAfter(left, TimeUnit.NANOSECONDS) : stub;
    }

    /**
     * A message with the server's part of a deadline: without one it works on for a minute when nobody waits any more.
     *
     * @param timed puts so many seconds into a copy of the message
     */
    static <M> M timed(Deadline deadline, M message, LongFunction<M> timed) {
        return deadline.isNone() ? message : timed.apply(seconds(deadline));
    }

    /** What is left, in whole seconds, at least 1. */
    static long seconds(Deadline deadline) {
        long left = deadline.remainingNanos();
        return Math.max(1, left / SECOND + (left % SECOND == 0 ? 0 : 1));
    }
}

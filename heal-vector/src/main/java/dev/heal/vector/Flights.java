package dev.heal.vector;

import dev.heal.time.Deadline;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call for all who want the same at the same time. The first leads, on its own thread; the others wait for it, each until
 * its own deadline. What is the leader's own trouble (it was interrupted, its time was up) is not theirs: one of them leads
 * next. Safe for use by many threads.
 *
 * @param <V> what is called for
 */
final class Flights<V> {

    private final Map<String, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();
    private final Predicate<Throwable> leadersOwn;

    /**
     * No flight yet.
     *
     * @param leadersOwn whether a failure says nothing to those who wait
     */
    Flights(Predicate<Throwable> leadersOwn) {
        this.leadersOwn = leadersOwn;
    }

    /** Joins the call for this key, or makes it. */
    V share(String key, Deadline deadline, Supplier<V> call) {
        while (true) {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> other = underWay.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, call);
            }
            try {
                return other.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | CancellationException e) {
                // a future that ended with a CancellationException does not wrap it
                Throwable failed = e instanceof CancellationException ? e : e.getCause();
                if (!leadersOwn.test(failed) || deadline.expired()) {
                    throw asItIs(failed);
                }
            } catch (TimeoutException e) {
                throw Status.DEADLINE_EXCEEDED
                        .withDescription("the same search of another caller has not ended in time")
                        .asRuntimeException();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED
                        .withDescription("the calling thread was interrupted")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }

    /** Takes the lead without making the call yet; null if somebody else has it. Whoever takes it must {@link #lead}. */
    @Nullable
    CompletableFuture<V> take(String key) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        return underWay.putIfAbsent(key, mine) == null ? mine : null;
    }

    /** Makes the call, for all. */
    V lead(String key, CompletableFuture<V> taken, Supplier<V> call) {
        try {
            V value = call.get();
            land(key, taken);
            taken.complete(value);
            return value;
        } catch (Throwable t) {
            land(key, taken);
            taken.completeExceptionally(t);
            throw t;
        }
    }

    /** How many calls are under way. */
    int size() {
        return underWay.size();
    }

    /** First of all: who is told of a failure that is not its own must not find this flight again. */
    private void land(String key, CompletableFuture<V> taken) {
        underWay.remove(key, taken);
    }

    private static RuntimeException asItIs(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException own) {
            return own;
        } else if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(thrown);
    }
}

package dev.heal.testkit;

import dev.heal.Guard;
import dev.heal.time.Deadline;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What faults do to calls that answer with a completion stage: they wait on the runtime's timer. */
final class StageFaults {

    private StageFaults() {}

    static <T extends @Nullable Object> CompletionStage<T> suffer(
            Guard guard,
            FaultSchedule.Strike strike,
            Deadline deadline,
            boolean isKnown,
            Supplier<? extends CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Fault end = strike.end();
        long latency = strike.latencyNanos();
        boolean late = isKnown && latency > 0 && latency >= deadline.remainingNanos();
        if (late || (end != null && end.hangs())) {
            long wait = BlockingFaults.needed(guard.name(), deadline).remainingNanos();
            Supplier<? extends Exception> failure = late || end == null ? null : end.failure();
            in(
                    guard,
                    wait,
                    result,
                    () -> result.completeExceptionally(
                            failure == null
                                    ? new TimeoutException(BlockingFaults.timedOut(guard.name()))
                                    : failure.get()));
        } else if (end != null && end.failure() != null) {
            Supplier<? extends Exception> failure = end.failure();
            in(guard, latency, result, () -> result.completeExceptionally(failure.get()));
        } else {
            in(guard, latency, result, () -> follow(call, result));
        }
        return result;
    }

    private static void in(Guard guard, long nanos, CompletableFuture<?> result, Runnable then) {
        if (nanos == 0) {
            then.run();
            return;
        }
        ScheduledFuture<?> task = guard.runtime().timer().schedule(then, nanos, TimeUnit.NANOSECONDS);
        // a caller that has gone leaves nothing waiting
        CompletableFuture<?> unused = result.whenComplete((value, thrown) -> task.cancel(false));
    }

    private static <T extends @Nullable Object> void follow(
            Supplier<? extends CompletionStage<T>> call, CompletableFuture<T> result) {
        CompletableFuture<T> stage;
        try {
            stage = call.get().toCompletableFuture();
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
            return;
        }
        CompletableFuture<T> unused = stage.whenComplete((value, thrown) -> {
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(
                        thrown instanceof CompletionException && thrown.getCause() != null
                                ? thrown.getCause()
                                : thrown);
            }
        });
        CompletableFuture<T> unusedEnd = result.whenComplete((value, thrown) -> {
            if (thrown instanceof CancellationException) {
                stage.cancel(true);
            }
        });
    }
}

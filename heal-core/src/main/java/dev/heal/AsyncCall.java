package dev.heal;

import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tries of one asynchronous call. Each step happens after the one before, so the attempt is used by one at a time. */
final class AsyncCall<T extends @Nullable Object> {

    private final GuardAttempt attempt;
    private final Function<? super Deadline, ? extends CompletionStage<T>> call;
    private final HealRuntime runtime;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<T> inProgress;

    AsyncCall(
            GuardAttempt attempt, Function<? super Deadline, ? extends CompletionStage<T>> call, HealRuntime runtime) {
        this.attempt = attempt;
        this.call = call;
        this.runtime = runtime;
    }

    CompletableFuture<T> start() {
        CompletableFuture<T> unused = result.whenComplete((value, thrown) -> {
            CompletableFuture<T> current = inProgress;
            if (thrown instanceof CancellationException && current != null) {
                current.cancel(true);
            }
        });
        attemptOnce();
        return result;
    }

    private void attemptOnce() {
        if (result.isDone()) {
            attempt.abandon();
            return;
        }
        CompletableFuture<T> stage;
        try {
            stage = call.apply(attempt.deadline()).toCompletableFuture();
        } catch (Throwable thrown) {
            failed(thrown);
            return;
        }
        inProgress = stage;
        CompletableFuture<T> unused = stage.whenComplete((value, thrown) -> {
            if (thrown == null) {
                attempt.success();
                result.complete(value);
            } else {
                failed(thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
            }
        });
    }

    private void failed(Throwable thrown) {
        OptionalLong wait = attempt.failure(thrown);
        if (wait.isEmpty() || result.isDone()) {
            attempt.abandon();
            result.completeExceptionally(thrown);
            return;
        }
        try {
            ScheduledFuture<?> unused =
                    runtime.timer().schedule(() -> again(thrown), wait.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            giveUp(thrown);
        }
    }

    private void again(Throwable thrown) {
        try {
            // the next try is the host's code and may block: never on the timer
            runtime.io().execute(this::attemptOnce);
        } catch (RejectedExecutionException full) {
            giveUp(thrown);
        }
    }

    private void giveUp(Throwable thrown) {
        attempt.abandon();
        result.completeExceptionally(thrown);
    }
}

package dev.heal;

import dev.heal.time.Deadline;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tries of one asynchronous call. Each step happens after the one before, so the attempt is used by one at a time. */
final class AsyncCall<T extends @Nullable Object> {

    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final GuardAttempt attempt;
    private final Function<? super Deadline, ? extends CompletionStage<T>> call;
    private final GuardCore core;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<T> inProgress;
    private volatile @Nullable Throwable waiting;

    AsyncCall(GuardCore core, GuardAttempt attempt, Function<? super Deadline, ? extends CompletionStage<T>> call) {
        this.core = core;
        this.attempt = attempt;
        this.call = call;
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
        @Nullable Object[] scope = core.scope();
        CallScope.enter(scope);
        Throwable atOnce = null;
        try {
            stage = call.apply(attempt.deadline()).toCompletableFuture();
        } catch (Throwable thrown) {
            stage = CompletableFuture.failedFuture(thrown);
            atOnce = thrown;
        }
        attempt.takeVerdict(scope);
        CallScope.leave(scope, attempt.isNested());
        if (atOnce != null) {
            failed(atOnce);
            return;
        }
        follow(stage);
    }

    private void follow(CompletableFuture<T> stage) {
        inProgress = stage;
        AtomicBoolean settled = new AtomicBoolean();
        ScheduledFuture<?> limit = limit(stage, settled);
        Runnable closing = () -> {
            if (settled.compareAndSet(false, true)) {
                stage.cancel(true);
                attempt.abandon();
                result.cancel(false);
            }
        };
        core.async().unanswered(closing);
        CompletableFuture<T> unused = stage.whenComplete((value, thrown) -> {
            core.async().answered(closing);
            if (limit != null) {
                limit.cancel(false);
            }
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            if (thrown == null) {
                attempt.success();
                result.complete(value);
            } else {
                failed(thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
            }
        });
        if (result.isCancelled()) {
            // cancelled before the stage was known
            stage.cancel(true);
        }
    }

    /**
     * Ends the try a little after its deadline, if the client has not done so itself: its own exception says more. The result
     * is completed on the io executor, because what hangs on it is the host's code.
     */
    private @Nullable ScheduledFuture<?> limit(CompletableFuture<T> stage, AtomicBoolean settled) {
        Deadline deadline = attempt.deadline();
        if (deadline.isNone() || stage.isDone()) {
            return null;
        }
        Runnable end = () -> {
            if (settled.compareAndSet(false, true)) {
                stage.cancel(true);
                failed(new TimeoutException("guard '" + core.name() + "': no answer by its deadline; heal.guard."
                        + core.name() + ".deadline.* sets it"));
            }
        };
        try {
            return core.runtime()
                    .timer()
                    .schedule(() -> onIo(end), deadline.remainingNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            return null;
        }
    }

    /** On the io executor; here, if that is full or gone, as a call that never ends would be worse. */
    private void onIo(Runnable end) {
        try {
            core.runtime().io().execute(end);
        } catch (RejectedExecutionException full) {
            end.run();
        }
    }

    private void failed(Throwable thrown) {
        OptionalLong wait = attempt.failure(thrown);
        if (wait.isEmpty() || result.isDone()) {
            attempt.abandon();
            result.completeExceptionally(thrown);
            return;
        }
        waiting = thrown;
        core.async().waits(this);
        try {
            ScheduledFuture<?> unused =
                    core.runtime().timer().schedule(this::again, wait.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            giveUp();
        }
    }

    private void again() {
        try {
            // the next try is the host's code and may block: never on the timer
            core.runtime().io().execute(() -> {
                if (core.async().waitsNoMore(this)) {
                    attemptOnce();
                }
            });
        } catch (RejectedExecutionException full) {
            giveUp();
        }
    }

    /** Ends the wait for the next try, if there is one, with the failure of the last: the executors may be gone. */
    void giveUp() {
        Throwable last = waiting;
        if (core.async().waitsNoMore(this) && last != null) {
            attempt.abandon();
            result.completeExceptionally(last);
        }
    }
}

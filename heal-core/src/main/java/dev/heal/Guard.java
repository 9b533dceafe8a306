package dev.heal;

import dev.heal.failure.Effect;
import dev.heal.failure.FailureClassifier;
import dev.heal.journal.Journal;
import dev.heal.settings.Live;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of one backend: refuses calls while the backend is known not to answer, repeats a failed call where that
 * is safe, bounds it in time, and can say why. The host sees its own results and its own exceptions; nothing is wrapped.
 *
 * <p>A failed call is repeated only if its failure may pass, its {@link Effect} allows a second try, its deadline leaves
 * room for the wait, and the breaker is closed. A call inside a call on a guard of the same name is made once: only the
 * outer one repeats, and the failure that the inner one judged is not counted a second time. {@link Error}s, interruption,
 * cancellation and refusals pass through uncounted.
 *
 * <p>Views made by {@link #classifying} and {@link #within} share one state. Safe for use by many threads. An accepted call
 * costs two clock readings, the breaker's own cost (resilience4j's count-based window) and one small object.
 */
public final class Guard {

    private final GuardCore core;
    private final FailureClassifier classifier;
    private final Function<GuardSettings.Deadlines, Duration> use;
    private final @Nullable Deadline given;

    /**
     * A guard with a resilience4j breaker built from its settings, and a journal of its own.
     *
     * @param name the backend, as it appears in keys, metrics and messages
     * @param settings read once per call; a change of the breaker's settings builds a new breaker in the state of the old
     * @param runtime clocks, chance and threads
     */
    public Guard(String name, Live<GuardSettings> settings, HealRuntime runtime) {
        this(new GuardCore(name, settings, runtime, new Journal(), null));
    }

    /**
     * A guard around a breaker of the host's, which keeps its own settings.
     *
     * @param name the backend, as it appears in keys, metrics and messages
     * @param settings read once per call; the part {@code breaker} is not used
     * @param runtime clocks, chance and threads
     * @param breaker any resilience4j breaker
     */
    public Guard(String name, Live<GuardSettings> settings, HealRuntime runtime, CircuitBreaker breaker) {
        this(new GuardCore(name, settings, runtime, new Journal(), breaker));
    }

    Guard(GuardCore core) {
        this(core, FailureClassifier.standard(), GuardSettings.Deadlines::call, null);
    }

    private Guard(
            GuardCore core,
            FailureClassifier classifier,
            Function<GuardSettings.Deadlines, Duration> use,
            @Nullable Deadline given) {
        this.core = core;
        this.classifier = classifier;
        this.use = use;
        this.given = given;
    }

    /**
     * Makes a call.
     *
     * @param effect what the call does to the world
     * @param call what to call
     * @param <T> type of its result
     * @param <X> what it may throw
     * @return the result of the first try that succeeds
     * @throws X what the last try threw
     * @throws CallRefusedException if the backend was not called
     */
    public <T extends @Nullable Object, X extends Exception> T call(Effect effect, Call<T, X> call) throws X {
        return call(effect, deadline -> call.call());
    }

    /**
     * Makes a call that wants to know its deadline, to set the client's own time-out by.
     *
     * @param effect what the call does to the world
     * @param call what to call
     * @param <T> type of its result
     * @param <X> what it may throw
     * @return the result of the first try that succeeds
     * @throws X what the last try threw
     * @throws CallRefusedException if the backend was not called
     */
    public <T extends @Nullable Object, X extends Exception> T call(Effect effect, DeadlineCall<T, X> call) throws X {
        GuardAttempt attempt = core.begin(effect, classifier, deadline());
        while (true) {
            CallScope outer = core.enter(attempt);
            try {
                T result = call.call(attempt.deadline());
                attempt.success();
                return result;
            } catch (Throwable thrown) {
                OptionalLong wait = attempt.failure(thrown);
                if (wait.isEmpty() || !core.pause(wait.getAsLong(), attempt)) {
                    throw thrown;
                }
            } finally {
                core.leave(outer);
            }
        }
    }

    /**
     * Makes a call that has no result.
     *
     * @param effect what the call does to the world
     * @param action what to call
     * @param <X> what it may throw
     * @throws X what the last try threw
     * @throws CallRefusedException if the backend was not called
     */
    public <X extends Exception> void run(Effect effect, Action<X> action) throws X {
        this.<Boolean, X>call(effect, deadline -> {
            action.run();
            return true;
        });
    }

    /**
     * Makes an asynchronous call. Waits between tries take no thread; later tries start on the runtime's io executor.
     * Cancelling the returned future abandons the call and cancels the stage in progress.
     *
     * @param effect what the call does to the world
     * @param call starts one try; the stage it returns is expected to end by the deadline it is handed
     * @param <T> type of the result
     * @return the outcome of the first try that succeeds, or of the last one; a refusal is a {@link CallRefusedException}
     */
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(
            Effect effect, Function<? super Deadline, ? extends CompletionStage<T>> call) {
        try {
            return new AsyncCall<T>(core, core.begin(effect, classifier, deadline()), call).start();
        } catch (CallRefusedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * Begins a call that is made in some other way.
     *
     * @param effect what the call does to the world
     * @return the attempt, which the caller must end
     * @throws CallRefusedException if the backend should not be called
     */
    public Attempt begin(Effect effect) {
        return core.begin(effect, classifier, deadline());
    }

    /**
     * The same guard with another reading of failures.
     *
     * @param other turns throwables of this kind of client into failures
     * @return a view on the same state
     */
    public Guard classifying(FailureClassifier other) {
        return new Guard(core, other, use, given);
    }

    /**
     * The same guard for another use, with the deadline that the settings give that use.
     *
     * @param other picks the deadline, for example {@code GuardSettings.Deadlines::search}; zero means none
     * @return a view on the same state
     */
    public Guard within(Function<GuardSettings.Deadlines, Duration> other) {
        return new Guard(core, classifier, other, null);
    }

    /**
     * The same guard for the rest of a larger operation.
     *
     * @param deadline when that operation must have ended; calls begun after it are refused
     * @return a view on the same state
     */
    public Guard within(Deadline deadline) {
        return new Guard(core, classifier, use, deadline);
    }

    /**
     * The name of the backend.
     *
     * @return the name, as in keys, metrics and messages
     */
    public String name() {
        return core.name();
    }

    /**
     * The settings in effect.
     *
     * @return the current settings
     */
    public GuardSettings settings() {
        return core.settings();
    }

    /**
     * What this guard runs on.
     *
     * @return the clocks, chance and executors that wrappers around this guard use too
     */
    public HealRuntime runtime() {
        return core.runtime();
    }

    /**
     * The breaker, for resilience4j's own decorators, registries and binders.
     *
     * @return the breaker in use now
     */
    public CircuitBreaker breaker() {
        return core.breaker();
    }

    /**
     * What has passed through this guard so far.
     *
     * @return the counts since the guard was made
     */
    public Counts counts() {
        return core.counts();
    }

    /**
     * The state of this guard in a few plain sentences: what it does now, since when, on what evidence, what comes next and
     * how to overrule it.
     *
     * @return text for a person, without a line end
     */
    public String explain() {
        return core.explain();
    }

    @Override
    public String toString() {
        return "guard '" + name() + "' (" + breaker().getState() + ")";
    }

    GuardCore core() {
        return core;
    }

    private Deadline deadline() {
        if (given != null) {
            return given;
        }
        Duration timeout = use.apply(core.settings().deadline());
        return timeout.isZero()
                ? Deadline.none()
                : Deadline.after(timeout, core.runtime().ticker());
    }

    /**
     * What is called.
     *
     * @param <T> type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object, X extends Exception> {
        /**
         * Makes one try.
         *
         * @return the result
         * @throws X if the try fails
         */
        T call() throws X;
    }

    /**
     * What is called, when it wants to know its deadline.
     *
     * @param <T> type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface DeadlineCall<T extends @Nullable Object, X extends Exception> {
        /**
         * Makes one try.
         *
         * @param deadline when the call, all its tries included, must have ended
         * @return the result
         * @throws X if the try fails
         */
        T call(Deadline deadline) throws X;
    }

    /**
     * What is called, when it has no result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /**
         * Makes one try.
         *
         * @throws X if the try fails
         */
        void run() throws X;
    }

    /**
     * What has passed through a guard. A call is counted once when it ends, however often it was tried, so
     * {@code calls = succeeded + failed + abandoned} once none is in progress. A call inside another one on the same guard is
     * part of that one and not counted by itself.
     *
     * @param calls calls begun
     * @param succeeded calls that ended well
     * @param failed calls whose failure reached the caller
     * @param refused calls refused before they began; not among {@code calls}
     * @param abandoned calls that ended without an outcome, such as cancelled ones
     * @param retries tries beyond the first
     */
    public record Counts(long calls, long succeeded, long failed, long refused, long abandoned, long retries) {}
}

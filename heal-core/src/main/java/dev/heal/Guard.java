package dev.heal;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.FailureClassifier;
import dev.heal.failure.Recovery;
import dev.heal.journal.Journal;
import dev.heal.safety.Actuator;
import dev.heal.safety.Proposal;
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
 * room for the wait, the breaker is closed and the {@link dev.heal.retry.RetryBudget} that all callers share has something
 * left. A call inside a call on a guard of the same name is made once: only the
 * outer one repeats, and the failure that the inner one judged is not counted a second time. {@link Error}s, interruption,
 * cancellation and refusals pass through uncounted.
 *
 * <p>Views made by {@link #classifying} and {@link #within} share one state. Safe for use by many threads. A call that
 * succeeds costs two clock readings and the breaker's own cost (resilience4j's count-based window), and allocates nothing; a
 * refusal costs one clock reading and one exception without a stack trace.
 */
public final class Guard {

    private final GuardCore core;
    private final Reading reading;
    private final Function<GuardSettings.Deadlines, Duration> use;
    private final @Nullable Deadline given;
    private final @Nullable Duration patience;

    /**
     * A guard with a resilience4j breaker built from its settings, and a journal of its own.
     *
     * @param name the backend, as it appears in keys, metrics and messages
     * @param settings read once per call; a change of the breaker's settings builds a new breaker in the state of the old
     * @param runtime clocks, chance and threads
     */
    public Guard(String name, Live<GuardSettings> settings, HealRuntime runtime) {
        this(new GuardCore(name, settings, runtime, new Oversight(new Journal(), null), null));
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
        this(new GuardCore(name, settings, runtime, new Oversight(new Journal(), null), breaker));
    }

    Guard(GuardCore core) {
        this(core, Reading.STANDARD, GuardSettings.Deadlines::call, null, null);
    }

    private Guard(
            GuardCore core,
            Reading reading,
            Function<GuardSettings.Deadlines, Duration> use,
            @Nullable Deadline given,
            @Nullable Duration patience) {
        this.core = core;
        this.reading = reading;
        this.use = use;
        this.given = given;
        this.patience = patience;
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
        if (patience != null) {
            Guard impatient = new Guard(core, reading, use, given, null);
            return patiently(patience, effect, () -> impatient.call(effect, call));
        }
        // short on purpose: thrown from a frame of its own, a refusal costs twice as much as from one that is inlined
        CircuitBreaker breaker = core.breaker();
        Admission admission = core.admit(breaker, given);
        if (admission == Admission.REFUSED) {
            throw core.refusal(breaker, given);
        }
        return admitted(effect, call, admission, breaker, given);
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
        if (patience != null) {
            Guard impatient = new Guard(core, reading, use, given, null);
            return patiently(patience, effect, () -> impatient.call(effect, call));
        }
        Deadline deadline = deadline(core.nanos());
        CircuitBreaker breaker = core.breaker();
        Admission admission = core.admit(breaker, given);
        if (admission == Admission.REFUSED) {
            throw core.refusal(breaker, given);
        }
        return admitted(effect, () -> call.call(deadline), admission, breaker, deadline);
    }

    private <T extends @Nullable Object, X extends Exception> T patiently(
            Duration longest, Effect effect, Call<T, X> round) throws X {
        if (core.isInside()) {
            // the call around this one waits
            return round.call();
        }
        Deadline until = Deadline.after(longest, core.runtime().ticker());
        return new Patience(core, reading, effect, until).call(round);
    }

    /** Allocates nothing as long as the call succeeds: the deadline, where it is not given, is made when it is needed. */
    private <T extends @Nullable Object, X extends Exception> T admitted(
            Effect effect, Call<T, X> call, Admission admission, CircuitBreaker breaker, @Nullable Deadline deadline)
            throws X {
        @Nullable Object[] scope = core.scope();
        long start = core.nanos();
        T result;
        CallScope.enter(scope);
        try {
            result = call.call();
        } catch (Throwable thrown) {
            Deadline until = deadline == null ? deadline(start) : deadline;
            GuardAttempt.Entry entry = new GuardAttempt.Entry(admission, breaker, start);
            return again(new GuardAttempt(core, effect, reading, until, entry), scope, call, thrown);
        }
        CallScope.leave(scope, admission == Admission.NESTED);
        core.succeeded(admission, breaker, start, reading.credits());
        return result;
    }

    /** What follows a first try that failed: kept apart, so that the way of a call that succeeds stays small. */
    private <T extends @Nullable Object, X extends Exception> T again(
            GuardAttempt attempt, @Nullable Object[] scope, Call<T, X> call, Throwable first) throws X {
        Throwable last = first;
        while (true) {
            attempt.takeVerdict(scope);
            CallScope.leave(scope, attempt.isNested());
            OptionalLong wait = attempt.failure(last);
            if (wait.isEmpty() || !core.pause(wait.getAsLong(), attempt)) {
                throw Guard.<X>asItIs(last);
            }
            T result;
            CallScope.enter(scope);
            try {
                result = call.call();
            } catch (Throwable thrown) {
                last = thrown;
                continue;
            }
            CallScope.leave(scope, attempt.isNested());
            attempt.success();
            return result;
        }
    }

    /** The host sees its own throwable, checked or not: the compiler cannot know that a call throws X or nothing checked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
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
        this.<Boolean, X>call(effect, () -> {
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
            return new AsyncCall<T>(core, core.begin(effect, reading, deadline(core.nanos())), call).start();
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
        return core.begin(effect, reading, deadline(core.nanos()));
    }

    /**
     * The same guard with another reading of failures.
     *
     * @param other turns throwables of this kind of client into failures
     * @return a view on the same state
     */
    public Guard classifying(FailureClassifier other) {
        return new Guard(core, new Reading(other, reading.recovery(), reading.credits()), use, given, patience);
    }

    /**
     * The same guard with another table of what is done about failures.
     *
     * @param other for example {@code Recovery.standard().with(Kind.LOCK, Step.SURFACE)}
     * @return a view on the same state
     */
    public Guard recovering(Recovery other) {
        return new Guard(core, new Reading(reading.classifier(), other, reading.credits()), use, given, patience);
    }

    /**
     * The same guard for work that would rather wait than fail, such as a batch: a call that is refused because the breaker is
     * open is made again every 20 to 100 ms; one that fails in a way that may pass after all its tries, every 100 to 500 ms or
     * when the server says so, as long as its effect allows it; and a last time 20 ms before the end. Each round is a call of
     * its own, with its own deadline and tries, so that the backend is asked no more than others ask it. Synchronous calls
     * only; a call inside another one on this guard leaves the waiting to that one.
     *
     * @param longest how long to go on, from the call on; a last round may go beyond it
     * @return a view on the same state
     * @throws IllegalArgumentException if it is not positive
     */
    public Guard patient(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("guard '" + name() + "': patience must be > 0, was " + longest
                    + "; without patient(...) calls do not wait");
        }
        return new Guard(core, reading, use, given, longest);
    }

    /**
     * The same guard for calls whose success says nothing of the backend, such as taking a connection from a pool, which
     * rarely asks the server: only their failures count while the breaker is closed. While it tries the backend out, both do.
     *
     * @return a view on the same state
     */
    public Guard failuresOnly() {
        return new Guard(core, new Reading(reading.classifier(), reading.recovery(), false), use, given, patience);
    }

    /**
     * Says who takes a step of recovery for this backend. It is called on the runtime's io executor when a failure calls for
     * the step: at once the first time, then not again for 1 s, doubling to 30 s, until there was a quiet minute. Each time is
     * journaled.
     *
     * @param step which step; a second registration for a step replaces the first
     * @param what the outcome in the journal's words, such as {@code all pooled connections evicted}
     * @param action takes the step; may block; what it throws is logged
     */
    public void heals(Recovery.Step step, String what, Runnable action) {
        core.healers().register(step, what, action);
    }

    /**
     * Tells this guard how something went that it did not call itself, such as a statement on a connection got through it.
     * Counts for the breaker while that is closed; inside a call on this guard nothing is counted, as that call reports.
     *
     * @param thrown what it failed with, or null for a success
     * @param elapsedNanos how long it took, in nanoseconds
     * @return what the throwable means; null for a success, and for what says nothing of the backend, such as cancellation
     */
    public @Nullable Failure observe(@Nullable Throwable thrown, long elapsedNanos) {
        return core.observe(reading, thrown, elapsedNanos);
    }

    /**
     * Shuts this guard on the word of a probe that found the backend gone: the breaker opens, and calls are refused with
     * reason {@code OPEN}, whatever the breaker's own wait, until the hold is released. Whoever closes or half-opens the
     * breaker by hand, or switches it off, overrules the hold.
     *
     * @param failure what the probe found
     * @param cause its exception, which becomes the cause of refusals; null for the breaker's own
     * @return the hold; a later one replaces it
     */
    public Hold shut(Failure failure, @Nullable Throwable cause) {
        return core.holds().shut(failure, cause);
    }

    /**
     * The same guard for another use, with the deadline that the settings give that use.
     *
     * @param other picks the deadline, for example {@code GuardSettings.Deadlines::search}; zero means none
     * @return a view on the same state
     */
    public Guard within(Function<GuardSettings.Deadlines, Duration> other) {
        return new Guard(core, reading, other, null, patience);
    }

    /**
     * The same guard for the rest of a larger operation.
     *
     * @param deadline when that operation must have ended; calls begun after it are refused
     * @return a view on the same state
     */
    public Guard within(Deadline deadline) {
        return new Guard(core, reading, use, deadline, patience);
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
     * Where the decisions about this backend are written down.
     *
     * @return the journal of the Heal instance that this guard belongs to, or one of its own
     */
    public Journal journal() {
        return core.oversight().journal();
    }

    /**
     * Does something about this backend, if the safety gate of the Heal instance lets it, and writes down what came of it. A
     * guard that stands alone has no gate: it does what protects, and only suggests everything else.
     *
     * @param proposal what is to be done, its resource being this guard's name, and why
     * @param actuator does it
     */
    public void propose(Proposal proposal, Actuator actuator) {
        core.oversight().propose(proposal, actuator, core.runtime());
    }

    /**
     * Whether Heal was closed, so that every call is refused for good.
     *
     * @return true from then on
     */
    public boolean isClosed() {
        return core.isClosed();
    }

    /**
     * What has passed through this guard so far.
     *
     * @return the counts since the guard was made
     */
    public Counts counts() {
        return core.counts().snapshot();
    }

    /**
     * The state of this guard in one plain sentence: what it does now, since when, on what evidence, what comes next and how
     * to overrule it.
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

    private Deadline deadline(long startNanos) {
        if (given != null) {
            return given;
        }
        Duration timeout = use.apply(core.settings().deadline());
        return timeout.isZero()
                ? Deadline.none()
                : Deadline.from(startNanos, timeout, core.runtime().ticker());
    }

    /** A guard kept shut, by {@link #shut}. Safe for use by many threads. */
    public interface Hold {
        /**
         * Says when the backend is tried next, for the refusals to tell.
         *
         * @param wait from now on
         */
        void retryIn(Duration wait);

        /**
         * Whether this hold is what keeps the guard shut.
         *
         * @return false once it was released, replaced or overruled
         */
        boolean isHeld();

        /** The backend answers again: closes the breaker. Does nothing if this hold is no longer in force. */
        void release();
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

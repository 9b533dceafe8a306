package dev.heal;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.FailureClassifier;
import dev.heal.journal.Journal;
import dev.heal.settings.Live;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state that all views of one guard share. */
final class GuardCore {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private final String name;
    private final Live<GuardSettings> settings;
    private final HealRuntime runtime;
    private final BreakerWatch watch;
    private final boolean ownBreaker;
    private final Live.Subscription subscription;
    private final Set<AsyncCall<?>> waiting = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ThreadLocalUsage") // one per guard, not per JVM; removed when the outermost call leaves
    private final ThreadLocal<@Nullable CallScope> scope = new ThreadLocal<>();

    private final LongAdder calls = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder retries = new LongAdder();

    private volatile CircuitBreaker breaker;
    private volatile Retry retry;
    private volatile boolean closed;

    GuardCore(
            String name,
            Live<GuardSettings> settings,
            HealRuntime runtime,
            Journal journal,
            @Nullable CircuitBreaker hostBreaker) {
        checkName(name);
        this.name = name;
        this.settings = settings;
        this.runtime = runtime;
        this.ownBreaker = hostBreaker == null;
        GuardSettings now = settings.get();
        this.retry = now.retry().toRetry(name, runtime.random());
        this.breaker = hostBreaker == null ? now.breaker().toBreaker(name, runtime.ticker()) : hostBreaker;
        this.watch = new BreakerWatch(name, runtime, journal);
        watch.follow(breaker);
        this.subscription = settings.onChange(this::changed);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("guard: name must match " + NAME.pattern() + ", was '" + name
                    + "'; use the backend's short name, such as 'vectors'");
        }
    }

    GuardAttempt begin(Effect effect, FailureClassifier classifier, Deadline deadline) {
        if (closed) {
            throw refusal(Reason.CLOSED, Duration.ZERO, null);
        } else if (!deadline.isNone() && deadline.expired()) {
            throw refusal(Reason.DEADLINE, Duration.ZERO, null);
        }
        CallScope outer = scope.get();
        CircuitBreaker current = breaker;
        // the outer call holds the permission for whatever happens inside it
        if (outer == null && !current.tryAcquirePermission()) {
            throw notPermitted(current);
        }
        if (outer == null) {
            calls.increment();
        }
        return new GuardAttempt(this, effect, classifier, deadline, current, outer);
    }

    private CallRefusedException notPermitted(CircuitBreaker current) {
        CircuitBreaker.State state = current.getState();
        // how long probes take, a person holds on or the host's breaker waits, nobody here knows
        Duration retryAfter = ownBreaker && state == CircuitBreaker.State.OPEN
                ? watch.untilNextTry(settings.get().breaker().waitOpen())
                : Duration.ZERO;
        Reason reason = state == CircuitBreaker.State.FORCED_OPEN ? Reason.PINNED : Reason.OPEN;
        return refusal(reason, retryAfter, watch.refusalCause(current));
    }

    private CallRefusedException refusal(Reason reason, Duration retryAfter, @Nullable Throwable cause) {
        refused.increment();
        return new CallRefusedException(name, reason, retryAfter, cause, this::explain);
    }

    /** Marks the current thread as inside a call; returns what to give to {@link #leave}. */
    @Nullable
    CallScope enter(GuardAttempt attempt) {
        CallScope outer = scope.get();
        scope.set(attempt.scope());
        return outer;
    }

    void leave(@Nullable CallScope outer) {
        if (outer == null) {
            scope.remove();
        } else {
            scope.set(outer);
        }
    }

    /** Waits between two tries; false if the thread was interrupted, which then stays interrupted. */
    boolean pause(long nanos, GuardAttempt attempt) {
        try {
            runtime.ticker().sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempt.abandon();
            return false;
        }
    }

    Failure classify(FailureClassifier classifier, Throwable thrown) {
        try {
            return classifier.classify(thrown);
        } catch (RuntimeException e) {
            LOG.warn(
                    "guard '{}': the classifier failed on {} ({}); taken as transient",
                    name,
                    thrown.getClass().getName(),
                    e.toString());
            return new Failure(
                    Failure.Kind.TRANSIENT,
                    Failure.Phase.MAYBE_APPLIED,
                    thrown.getClass().getSimpleName());
        }
    }

    void count(Ending ending) {
        switch (ending) {
            case SUCCEEDED -> succeeded.increment();
            case FAILED -> failed.increment();
            case ABANDONED -> abandoned.increment();
        }
    }

    void countRetry() {
        retries.increment();
    }

    void saw(Failure failure) {
        watch.saw(failure);
    }

    /** From now on every call is refused. */
    void close() {
        closed = true;
        subscription.close();
    }

    /** Ends asynchronous calls that wait for another try, which may not come once the executors end. */
    void endWaits() {
        waiting.forEach(AsyncCall::giveUp);
    }

    void waits(AsyncCall<?> call) {
        waiting.add(call);
    }

    /** True for one caller only: the one that takes the waiting call on. */
    boolean waitsNoMore(AsyncCall<?> call) {
        return waiting.remove(call);
    }

    long inProgress() {
        // ended first: a call that ends in between is then counted as in progress, never the other way round
        long ended = succeeded.sum() + failed.sum() + abandoned.sum();
        return calls.sum() - ended;
    }

    Guard.Counts counts() {
        return new Guard.Counts(
                calls.sum(), succeeded.sum(), failed.sum(), refused.sum(), abandoned.sum(), retries.sum());
    }

    String explain() {
        return watch.explain(breaker, counts(), settings.get(), closed, ownBreaker);
    }

    String name() {
        return name;
    }

    GuardSettings settings() {
        return settings.get();
    }

    HealRuntime runtime() {
        return runtime;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    Retry retry() {
        return retry;
    }

    private synchronized void changed(GuardSettings before, GuardSettings after) {
        if (!before.retry().equals(after.retry())) {
            retry = after.retry().toRetry(name, runtime.random());
        }
        if (ownBreaker && !before.breaker().equals(after.breaker())) {
            CircuitBreaker.State state = breaker.getState();
            CircuitBreaker next = after.breaker().toBreaker(name, runtime.ticker());
            switch (state) {
                case OPEN, HALF_OPEN -> next.transitionToOpenState();
                case FORCED_OPEN -> next.transitionToForcedOpenState();
                case DISABLED -> next.transitionToDisabledState();
                case METRICS_ONLY -> next.transitionToMetricsOnlyState();
                case CLOSED -> {}
            }
            breaker = next;
            watch.follow(next);
        }
    }

    /** How a call can end. */
    enum Ending {
        SUCCEEDED,
        FAILED,
        ABANDONED
    }
}

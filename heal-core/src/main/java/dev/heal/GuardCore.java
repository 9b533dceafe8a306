package dev.heal;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Recovery;
import dev.heal.settings.Live;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import dev.heal.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state that all views of one guard share. */
final class GuardCore {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final String name;
    private final Live<GuardSettings> live;
    private final HealRuntime runtime;
    private final Ticker ticker;
    private final Oversight oversight;
    private final BreakerWatch watch;
    private final Healers healers;
    private final EpisodeWatch episodes;
    private final Retries retries;
    private final boolean ownBreaker;
    private final Live.Subscription subscription;
    private final CallCounts counts = new CallCounts();
    private final ProbeHolds holds = new ProbeHolds(this);
    private final AtomicLong ownFailures = new AtomicLong();
    private final OpenAsyncCalls async = new OpenAsyncCalls();

    @SuppressWarnings(
            "ThreadLocalUsage") // one per guard, not per JVM; holds an array of the JDK's, empty between calls
    private final ThreadLocal<@Nullable Object @Nullable []> scope = new ThreadLocal<>();

    private volatile GuardSettings settings;
    private volatile CircuitBreaker breaker;
    private volatile boolean closed;

    GuardCore(
            String name,
            Live<GuardSettings> live,
            HealRuntime runtime,
            Oversight oversight,
            @Nullable CircuitBreaker hostBreaker) {
        GuardName.check(name);
        this.name = name;
        this.live = live;
        this.runtime = runtime;
        this.ticker = runtime.ticker();
        this.oversight = oversight;
        this.ownBreaker = hostBreaker == null;
        this.settings = live.get();
        this.retries = new Retries(name, runtime, counts, settings.retry());
        this.healers = new Healers(name, runtime, oversight);
        this.episodes = new EpisodeWatch(this, ticker.nanos());
        this.watch = new BreakerWatch(name, runtime, oversight, this::breakerIs);
        this.breaker = hostBreaker == null
                ? watch.follow(settings.breaker().toBreaker(name, ticker))
                : watch.followHosts(hostBreaker);
        this.subscription = live.onChange(this::changed);
    }

    /** This thread's place for what it calls through this guard. */
    @Nullable
    Object[] scope() {
        @Nullable Object[] known = scope.get();
        return known != null ? known : newScope();
    }

    boolean isInside() {
        return CallScope.isInside(scope());
    }

    private @Nullable Object[] newScope() {
        @Nullable Object[] fresh = CallScope.fresh();
        scope.set(fresh);
        return fresh;
    }

    GuardAttempt begin(Effect effect, Reading reading, Deadline deadline) {
        CircuitBreaker current = breaker;
        Admission admission = admit(current, deadline);
        if (admission == Admission.REFUSED) {
            throw refusal(current, deadline);
        }
        return new GuardAttempt(
                this, effect, reading, deadline, new GuardAttempt.Entry(admission, current, ticker.nanos()));
    }

    /** Lets a call in, or not: then {@link #refusal} says why. */
    Admission admit(CircuitBreaker current, @Nullable Deadline deadline) {
        if (closed || (deadline != null && !deadline.isNone() && deadline.expired())) {
            return Admission.REFUSED;
        } else if (CallScope.isInside(scope())) {
            // the outer call holds the permission for whatever happens inside it
            return Admission.NESTED;
        } else if (holds.current() != null || !permits(current)) {
            return isRefused(current) ? Admission.REFUSED : shadow();
        }
        counts.begun();
        return current.getState() == CircuitBreaker.State.HALF_OPEN ? Admission.PROBE : Admission.CALL;
    }

    /** What the breaker would refuse goes through all the same where Heal may only look on, but a person's word stands. */
    private boolean isRefused(CircuitBreaker current) {
        return oversight.protects(name, Oversight.REFUSE) || current.getState() == CircuitBreaker.State.FORCED_OPEN;
    }

    private Admission shadow() {
        counts.begun();
        return Admission.SHADOW;
    }

    /** Why a call was not let in, as an exception. */
    CallRefusedException refusal(CircuitBreaker current, @Nullable Deadline deadline) {
        counts.refused();
        if (closed) {
            return new CallRefusedException(this, Reason.CLOSED, 0, null);
        } else if (deadline != null && !deadline.isNone() && deadline.expired()) {
            return new CallRefusedException(this, Reason.DEADLINE, 0, null);
        }
        GuardHold held = holds.current();
        if (held != null) {
            Throwable cause = held.cause();
            return new CallRefusedException(
                    this, Reason.OPEN, held.nextTryNanos(), cause == null ? watch.refusalCause(current) : cause);
        }
        CircuitBreaker.State state = current.getState();
        Reason reason = state == CircuitBreaker.State.FORCED_OPEN ? Reason.PINNED : Reason.OPEN;
        // how long probes take, a person holds on or the host's breaker waits, nobody here knows
        long notBefore = state == CircuitBreaker.State.OPEN ? watch.openUntilNanos() : watch.sinceNanos();
        return new CallRefusedException(this, reason, notBefore, watch.refusalCause(current));
    }

    boolean permits(CircuitBreaker current) {
        try {
            return current.tryAcquirePermission();
        } catch (RuntimeException own) {
            ownFailure(own);
            return true;
        }
    }

    /** A call came back well; its own thread tells, so nothing that goes wrong here may reach the caller. */
    void succeeded(Admission admission, CircuitBreaker current, long startNanos, boolean credits) {
        if (admission == Admission.NESTED) {
            return;
        }
        long now = ticker.nanos();
        long elapsed = Math.max(0, now - startNanos);
        counts.succeeded(elapsed);
        try {
            if (admission == Admission.CALL && !credits) {
                giveBack(current);
            } else if (admission != Admission.SHADOW) {
                tell(current, elapsed, null);
            }
            retries.succeeded(now);
        } catch (RuntimeException own) {
            ownFailure(own);
        }
    }

    /** One from before the trip is not a probe's: handed back now, it would let one call too many through. */
    void giveBack(CircuitBreaker current) {
        if (current.getState() != CircuitBreaker.State.HALF_OPEN) {
            current.releasePermission();
        }
    }

    /** Tells a breaker how a try went; a breaker that is broken itself changes nothing for the caller. */
    void tell(CircuitBreaker current, long elapsedNanos, @Nullable Throwable thrown) {
        try {
            if (thrown == null) {
                current.onSuccess(Math.max(0, elapsedNanos), TimeUnit.NANOSECONDS);
            } else {
                current.onError(Math.max(0, elapsedNanos), TimeUnit.NANOSECONDS, thrown);
            }
        } catch (RuntimeException own) {
            ownFailure(own);
        }
    }

    @Nullable
    Failure observe(Reading reading, @Nullable Throwable thrown, long elapsedNanos) {
        if (thrown != null && GuardAttempt.isNoOutcome(thrown)) {
            return null;
        }
        CircuitBreaker current = breaker;
        boolean counted = !CallScope.isInside(scope())
                && current.getState() == CircuitBreaker.State.CLOSED
                && holds.current() == null;
        if (thrown == null) {
            if (counted) {
                tell(current, elapsedNanos, null);
            }
            return null;
        }
        Failure failure = reading.of(thrown, name);
        if (isOfPause(failure, ticker.nanos() - elapsedNanos)) {
            return failure;
        }
        heal(failure, reading.recovery());
        if (!CallScope.isInside(scope())) {
            episodes.observed(failure);
        }
        if (counted && failure.kind().isEvidence()) {
            tell(current, elapsedNanos, thrown);
        }
        return failure;
    }

    /** What a probe may hold shut. */
    ProbeHolds holds() {
        return holds;
    }

    /** A probe saw this. */
    void saw(Failure failure) {
        watch.saw(failure);
        episodes.failed(failure);
    }

    /** A backend that is being tried out, or refused, gets no retries on top. */
    boolean mayRetry(GuardAttempt.Entry entry) {
        return BreakerWatch.letsAllThrough(entry.breaker().getState())
                && holds.current() == null
                && oversight.protects(name, Oversight.RETRY);
    }

    Retries retries() {
        return retries;
    }

    /** Waits between two tries; false if the thread was interrupted, which then stays interrupted. */
    boolean pause(long nanos, GuardAttempt attempt) {
        try {
            ticker.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempt.abandon();
            return false;
        }
    }

    /** A try failed so. */
    void saw(Failure failure, Recovery recovery) {
        heal(failure, recovery);
        episodes.failed(failure);
    }

    boolean isOfPause(Failure failure, long sinceNanos) {
        return oversight.isOfPause(failure, sinceNanos, ticker.nanos());
    }

    private void heal(Failure failure, Recovery recovery) {
        if (failure.kind().isEvidence()) {
            watch.saw(failure);
        }
        try {
            healers.heal(failure, recovery);
        } catch (RuntimeException own) {
            ownFailure(own);
        }
    }

    /** Leaves what a call ended with to the one on this thread who may make it again. */
    void endedWith(Throwable thrown, Failure failure) {
        CallScope.ended(scope(), thrown, failure);
    }

    /** Leaves what a nested call judged for the call around it, which is on this thread or will judge for itself. */
    void judgedInside(Throwable thrown, Failure failure) {
        @Nullable Object[] here = scope();
        if (CallScope.isInside(here)) {
            CallScope.judged(here, thrown, failure);
        }
    }

    /** Something of Heal's own, or of the host's around it, failed: said now and then, and calls go on. */
    void ownFailure(RuntimeException own) {
        if (ownFailures.getAndIncrement() % 1_000 == 0) {
            LOG.warn("guard '{}': failed itself; calls go through as they are", name, own);
        }
    }

    void count(Ending ending) {
        switch (ending) {
            case FAILED -> counts.failed();
            case ABANDONED -> counts.abandoned();
        }
    }

    Oversight oversight() {
        return oversight;
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on every call is refused. */
    void close() {
        closed = true;
        subscription.close();
        episodes.close();
    }

    /** The asynchronous calls that wait. */
    OpenAsyncCalls async() {
        return async;
    }

    String explain() {
        List<String> notes = new ArrayList<>();
        GuardHold held = holds.current();
        if (closed) {
            notes.add("it takes no more calls");
        } else if (held != null) {
            long wait = TimeUnit.NANOSECONDS.toMillis(Math.max(0, held.nextTryNanos() - ticker.nanos()));
            notes.add("a probe holds it shut and asks again in " + wait + " ms");
        } else {
            notes.add(watch.next(breaker.getState(), settings(), ownBreaker));
        }
        notes.add(episodes.explain());
        notes.add(retries.explain());
        notes.add(oversight.explain(name));
        return watch.explain(closed ? null : breaker.getState(), counts.snapshot(), notes);
    }

    CallCounts counts() {
        return counts;
    }

    Healers healers() {
        return healers;
    }

    String name() {
        return name;
    }

    /** The settings in effect, or the last good ones if their source fails. */
    GuardSettings settings() {
        try {
            settings = live.get();
        } catch (RuntimeException own) {
            ownFailure(own);
        }
        return settings;
    }

    HealRuntime runtime() {
        return runtime;
    }

    long nanos() {
        return ticker.nanos();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    private void breakerIs(CircuitBreaker.State now) {
        holds.breakerIs(now);
        if (now == CircuitBreaker.State.OPEN) {
            episodes.opened();
        }
    }

    private synchronized void changed(GuardSettings before, GuardSettings after) {
        if (!before.retry().equals(after.retry())) {
            retries.changed(after.retry());
        }
        if (ownBreaker && !before.breaker().equals(after.breaker())) {
            CircuitBreaker.State state = breaker.getState();
            CircuitBreaker next = after.breaker().toBreaker(name, ticker);
            BreakerWatch.bring(next, state);
            breaker = watch.follow(next);
        }
    }

    /** How a call can end other than well. */
    enum Ending {
        FAILED,
        ABANDONED
    }
}

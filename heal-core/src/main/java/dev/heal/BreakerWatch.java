package dev.heal;

import dev.heal.breaker.ReportingBreaker;
import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.settings.Settings;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a breaker: writes its transitions down with their evidence, and knows since when it is in which state. */
final class BreakerWatch {

    private final String name;
    private final HealRuntime runtime;
    private final Oversight oversight;
    private final Consumer<State> listener;
    private volatile Period period;
    private volatile @Nullable CircuitBreaker followed;
    private volatile @Nullable Failure lastFailure;
    private volatile @Nullable Decision lastDecision;

    /** One stretch of time in one state. The exception is made at the first refusal and serves for all of the stretch. */
    private record Period(
            Instant since, long sinceNanos, AtomicReference<@Nullable CallNotPermittedException> refusal) {}

    BreakerWatch(String name, HealRuntime runtime, Oversight oversight, Consumer<State> listener) {
        this.listener = listener;
        this.name = name;
        this.runtime = runtime;
        this.oversight = oversight;
        this.period = newPeriod();
    }

    /** Follows this breaker from now on, and none of those before it: calls still in progress may move them. */
    CircuitBreaker follow(CircuitBreaker plain) {
        Period before = period;
        // the open wait of a new breaker starts anew, though the state is as old as it was
        period = new Period(before.since(), runtime.ticker().nanos(), before.refusal());
        ReportingBreaker breaker = new ReportingBreaker(plain, runtime.ticker(), this::changed);
        followed = breaker;
        return breaker;
    }

    /** Follows the host's breaker by its events: others call it too. */
    CircuitBreaker followHosts(CircuitBreaker breaker) {
        followed = breaker;
        breaker.getEventPublisher()
                .onStateTransition(event -> changed(
                        breaker,
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
        return breaker;
    }

    /** Brings a new breaker into the state of the one before it. */
    static void bring(CircuitBreaker next, State state) {
        switch (state) {
            case OPEN, HALF_OPEN -> next.transitionToOpenState();
            case FORCED_OPEN -> next.transitionToForcedOpenState();
            case DISABLED -> next.transitionToDisabledState();
            case METRICS_ONLY -> next.transitionToMetricsOnlyState();
            case CLOSED -> {}
        }
    }

    static boolean letsAllThrough(State state) {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, HALF_OPEN, FORCED_OPEN -> false;
        };
    }

    void saw(Failure failure) {
        lastFailure = failure;
    }

    /** resilience4j's own exception, one for the whole open period. */
    CallNotPermittedException refusalCause(CircuitBreaker breaker) {
        AtomicReference<@Nullable CallNotPermittedException> place = period.refusal();
        CallNotPermittedException made = place.get();
        if (made != null) {
            return made;
        }
        CallNotPermittedException fresh = CallNotPermittedException.createCallNotPermittedException(breaker);
        return place.compareAndSet(null, fresh) ? fresh : Objects.requireNonNullElse(place.get(), fresh);
    }

    /** From when on an own breaker lets calls through to try; the present for a host's, whose wait is not known. */
    long openUntilNanos() {
        return followed instanceof ReportingBreaker own
                ? own.openUntilNanos()
                : runtime.ticker().nanos();
    }

    long sinceNanos() {
        return period.sinceNanos();
    }

    private void changed(CircuitBreaker breaker, State from, State to) {
        if (breaker != followed) {
            return;
        }
        period = newPeriod();
        listener.accept(to);
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        Map<String, Double> evidence = new TreeMap<>();
        if (metrics.getFailureRate() >= 0) {
            evidence.put("failureRatePercent", (double) metrics.getFailureRate());
        }
        evidence.put("failedCalls", (double) metrics.getNumberOfFailedCalls());
        evidence.put("calls", (double) metrics.getNumberOfBufferedCalls());
        Decision decision = oversight.standing(new Decision(
                period.since(), name, verb(to), from.name(), to.name(), cause(to), evidence, Explanation.key(name)));
        lastDecision = decision;
        oversight.journal().record(decision);
    }

    private Decision.Cause cause(State to) {
        Failure failure = lastFailure;
        return switch (to) {
            case CLOSED -> new Decision.Cause(name, "answers again", "client");
            case HALF_OPEN -> new Decision.Cause(name, "wait over", "client");
            case FORCED_OPEN, DISABLED, METRICS_ONLY -> new Decision.Cause(name, "set by hand", "client");
            case OPEN ->
                new Decision.Cause(
                        name,
                        failure == null ? "set by hand" : Explanation.kind(failure) + " " + failure.code(),
                        "client");
        };
    }

    String explain(@Nullable State state, Guard.Counts counts, List<String> notes) {
        return new Explanation(name, state, period.since(), lastDecision, counts, lastFailure, notes).sentence();
    }

    /** What comes next. */
    String next(State state, GuardSettings settings, boolean ownBreaker) {
        if (!ownBreaker) {
            return "the host's own breaker decides what comes next";
        }
        return switch (state) {
            case CLOSED ->
                "it opens at " + Settings.format(settings.breaker().failureRate()) + " % failures in "
                        + settings.breaker().window() + " calls";
            case OPEN ->
                "it lets calls through to try in "
                        + TimeUnit.NANOSECONDS.toMillis(
                                Math.max(0, openUntilNanos() - runtime.ticker().nanos()))
                        + " ms";
            case HALF_OPEN -> "it closes if " + settings.breaker().probes() + " calls let through to try go well";
            case FORCED_OPEN -> "it stays so until a person releases it";
            case DISABLED, METRICS_ONLY -> "it refuses nothing until a person switches it on";
        };
    }

    private Period newPeriod() {
        return new Period(runtime.clock().instant(), runtime.ticker().nanos(), new AtomicReference<>());
    }

    private static String verb(State to) {
        return switch (to) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "try";
            case CLOSED -> "close";
            case DISABLED -> "disable";
            case METRICS_ONLY -> "watch only";
        };
    }
}

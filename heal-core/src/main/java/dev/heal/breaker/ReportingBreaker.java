package dev.heal.breaker;

import dev.heal.time.Ticker;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.EventProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A resilience4j breaker that tells one listener of its transitions. resilience4j's own events would do, but a single
 * consumer makes it build an event object for every call; and a refusal, the hot path of an outage, builds one even without.
 * Here an accepted call costs one more volatile read, and a refusal within the open wait one clock reading.
 *
 * <p>Everything else is resilience4j's: states, window, thresholds, events for those who subscribe, metrics. Safe for use by
 * many threads. Transitions that other threads make at the same moment may be told as one, from the first state to the last.
 */
public final class ReportingBreaker implements CircuitBreaker {

    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(36_500);

    private final CircuitBreaker breaker;
    private final Ticker ticker;
    private final Listener listener;
    private final AtomicReference<State> told;
    private final LongAdder refusedHere = new LongAdder();
    private volatile long openUntilNanos;

    /**
     * Wraps a breaker.
     *
     * @param breaker a breaker that nobody else calls from now on, whose open wait is always the same: with a wait that
     *     grows, or one that a result decides, this one might refuse for longer than it would
     * @param ticker the clock that it runs on
     * @param listener told of each transition, on the thread that caused it
     */
    public ReportingBreaker(CircuitBreaker breaker, Ticker ticker, Listener listener) {
        this.breaker = breaker;
        this.ticker = ticker;
        this.listener = listener;
        this.told = new AtomicReference<>(breaker.getState());
        openFor(openWait());
    }

    /**
     * From when on calls are let through to try, while the breaker is open.
     *
     * @return a reading of the clock; without meaning in any other state
     */
    public long openUntilNanos() {
        return openUntilNanos;
    }

    @Override
    public boolean tryAcquirePermission() {
        if (told.get() == State.OPEN && refusesWithoutAsking()) {
            refusedHere.increment();
            return false;
        }
        boolean permitted = breaker.tryAcquirePermission();
        tell();
        return permitted;
    }

    @Override
    public void acquirePermission() {
        if (!tryAcquirePermission()) {
            throw CallNotPermittedException.createCallNotPermittedException(this);
        }
    }

    @Override
    public void releasePermission() {
        breaker.releasePermission();
        tell();
    }

    @Override
    public void onSuccess(long duration, TimeUnit unit) {
        breaker.onSuccess(duration, unit);
        tell();
    }

    @Override
    public void onError(long duration, TimeUnit unit, Throwable thrown) {
        breaker.onError(duration, unit, thrown);
        tell();
    }

    @Override
    public void onResult(long duration, TimeUnit unit, @Nullable Object result) {
        breaker.onResult(duration, unit, result);
        tell();
    }

    @Override
    public void reset() {
        breaker.reset();
        tell();
    }

    @Override
    public void transitionToClosedState() {
        breaker.transitionToClosedState();
        tell();
    }

    @Override
    public void transitionToOpenState() {
        breaker.transitionToOpenState();
        tell();
        // from open to open is no transition to tell of, but the wait starts anew
        openFor(openWait());
    }

    @Override
    public void transitionToOpenStateFor(Duration wait) {
        breaker.transitionToOpenStateFor(wait);
        tell();
        openFor(wait);
    }

    @Override
    public void transitionToOpenStateUntil(Instant until) {
        // resilience4j alone knows that moment: it is asked at every call
        breaker.transitionToOpenStateUntil(until);
        tell();
        openFor(Duration.ZERO);
    }

    @Override
    public void transitionToHalfOpenState() {
        breaker.transitionToHalfOpenState();
        tell();
    }

    @Override
    public void transitionToDisabledState() {
        breaker.transitionToDisabledState();
        tell();
    }

    @Override
    public void transitionToMetricsOnlyState() {
        breaker.transitionToMetricsOnlyState();
        tell();
    }

    @Override
    public void transitionToForcedOpenState() {
        breaker.transitionToForcedOpenState();
        tell();
    }

    @Override
    public String getName() {
        return breaker.getName();
    }

    @Override
    public State getState() {
        return breaker.getState();
    }

    @Override
    public CircuitBreakerConfig getCircuitBreakerConfig() {
        return breaker.getCircuitBreakerConfig();
    }

    @Override
    public Metrics getMetrics() {
        return new CountedMetrics(breaker.getMetrics(), refusedHere.sum());
    }

    @Override
    public Map<String, String> getTags() {
        return breaker.getTags();
    }

    @Override
    public EventPublisher getEventPublisher() {
        return breaker.getEventPublisher();
    }

    @Override
    public long getCurrentTimestamp() {
        return breaker.getCurrentTimestamp();
    }

    @Override
    public TimeUnit getTimestampUnit() {
        return breaker.getTimestampUnit();
    }

    @Override
    public String toString() {
        return breaker.toString();
    }

    private boolean refusesWithoutAsking() {
        boolean wantsEvents = breaker.getEventPublisher() instanceof EventProcessor<?> events && events.hasConsumers();
        return !wantsEvents && ticker.nanos() - openUntilNanos < 0;
    }

    private void openFor(Duration wait) {
        // resilience4j counts whole milliseconds, and lets calls through after the wait, not at its very end
        long millis = Math.min(wait.toMillis(), LONGEST_MILLIS);
        openUntilNanos = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(millis) + 1;
    }

    private Duration openWait() {
        return Duration.ofMillis(breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1));
    }

    private void tell() {
        State now = breaker.getState();
        // looked at again after telling: what was told may be over, and a state that is over would refuse calls
        while (now != told.get()) {
            tell(now);
            now = breaker.getState();
        }
    }

    private void tell(State now) {
        if (now == State.OPEN) {
            openFor(openWait());
        } else {
            // as resilience4j, whose other states begin with counts of their own
            refusedHere.reset();
        }
        State before = told.getAndSet(now);
        if (before != now) {
            listener.changed(this, before, now);
        }
    }

    /** Hears of transitions. */
    @FunctionalInterface
    public interface Listener {
        /**
         * The breaker went from one state to another.
         *
         * @param breaker this breaker
         * @param from the state before
         * @param to the state now
         */
        void changed(CircuitBreaker breaker, State from, State to);
    }
}

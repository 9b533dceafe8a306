package dev.heal;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.journal.Journal;
import dev.heal.retry.RetrySettings;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;

/** One guard in virtual time, with its journal and its settings in reach. */
final class Bench {

    /** Opens at 50 % of 4 calls, waits 1 s, lets 2 through; 3 tries. */
    static final GuardSettings SMALL = with(
            new BreakerSettings(50, 4, 4, Duration.ofSeconds(1), 2),
            new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(2)));

    final VirtualTime time = new VirtualTime();
    final HealRuntime runtime = time.runtime(7);
    final Journal journal = new Journal();
    final LiveBox<GuardSettings> settings;
    final Guard guard;

    Bench(GuardSettings settings) {
        this.settings = new LiveBox<>(settings);
        this.guard = new Guard(new GuardCore("db", this.settings, runtime, new Oversight(journal, null), null))
                .classifying(Fault.CLASSIFIER);
    }

    Bench(GuardSettings settings, CircuitBreaker own) {
        this.settings = new LiveBox<>(settings);
        this.guard = new Guard(new GuardCore("db", this.settings, runtime, new Oversight(journal, null), own))
                .classifying(Fault.CLASSIFIER);
    }

    static GuardSettings with(BreakerSettings breaker, RetrySettings retry) {
        return new GuardSettings(new GuardSettings.Deadlines(), breaker, retry, new GuardSettings.Cache());
    }

    /** Retries off, so that each call is one try. */
    static GuardSettings single() {
        return with(SMALL.breaker(), new RetrySettings(1, Duration.ofMillis(100), Duration.ofSeconds(2)));
    }

    /** Lets the breaker's window fill with failures until it opens. */
    void trip() {
        while (guard.breaker().getState() != State.OPEN) {
            Attempt attempt = guard.begin(Effect.UNSAFE);
            if (attempt.failure(new java.net.SocketTimeoutException("no answer"))
                    .isPresent()) {
                throw new AssertionError("an unsafe call was to be repeated");
            }
        }
    }

    /** Trips the breaker and waits until it lets calls through to try. */
    void tripAndWait() {
        trip();
        // resilience4j lets calls through after the wait, not at its very end
        time.advance(settings.get().breaker().waitOpen().plusNanos(1));
    }

    State state() {
        return guard.breaker().getState();
    }

    /** Nothing in progress: every call has ended in one of three ways. */
    void checkIdle() {
        Guard.Counts counts = guard.counts();
        if (counts.calls() != counts.succeeded() + counts.failed() + counts.abandoned()) {
            throw new AssertionError("calls in progress: " + counts);
        }
    }
}

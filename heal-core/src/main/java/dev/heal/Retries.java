package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.retry.RetryBudget;
import dev.heal.retry.RetrySettings;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.TimeUnit;

/** How often the calls of one guard are tried, and what all of them share for it. Safe for use by many threads. */
final class Retries {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final HealRuntime runtime;
    private final CallCounts counts;
    private final RetryBudget budget;
    private volatile Retry retry;
    private volatile double share;
    private long lookedNanos; // racy on purpose: a look more or less does no harm

    Retries(String name, HealRuntime runtime, CallCounts counts, RetrySettings settings) {
        this.name = name;
        this.runtime = runtime;
        this.counts = counts;
        this.lookedNanos = runtime.ticker().nanos();
        this.budget = new RetryBudget(lookedNanos);
        this.retry = settings.toRetry(name, runtime.random());
        this.share = settings.budget() / 100;
    }

    void changed(RetrySettings settings) {
        retry = settings.toRetry(name, runtime.random());
        share = settings.budget() / 100;
    }

    /** The tries and waits of one call. */
    Retry.AsyncContext<Object> ofOneCall() {
        return retry.asyncContext();
    }

    /** A call came back well; the budget looks at it with the others, a few times a second. */
    void succeeded(long nowNanos) {
        if (nowNanos - lookedNanos > LOOK_NANOS) {
            look(nowNanos);
        }
    }

    /** Takes one retry out of the budget, if there is one. */
    boolean withdraw(Failure.Kind kind) {
        look(runtime.ticker().nanos());
        return share > 0 && budget.withdraw(kind);
    }

    /** Gives one back that was not made after all. */
    void refund() {
        budget.refund();
    }

    /** What a person should know when a call misses a retry that the settings promise, or nothing. */
    String explain() {
        return budget.isNarrow() ? budget.explain() : "";
    }

    private void look(long nowNanos) {
        lookedNanos = nowNanos;
        budget.look(share, counts.successes(), counts.successNanos(), nowNanos);
    }
}

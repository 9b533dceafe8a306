package dev.heal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A guard kept shut on the word of a probe. */
final class GuardHold implements Guard.Hold {

    private final GuardCore core;
    private final @Nullable Throwable cause;
    private volatile long nextTryNanos;

    GuardHold(GuardCore core, @Nullable Throwable cause) {
        this.core = core;
        this.cause = cause;
        this.nextTryNanos = core.nanos();
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    long nextTryNanos() {
        return nextTryNanos;
    }

    @Override
    public void retryIn(Duration wait) {
        nextTryNanos = core.nanos() + wait.toNanos();
    }

    @Override
    public boolean isHeld() {
        return core.holds(this);
    }

    @Override
    public void release() {
        core.release(this);
    }
}

package dev.heal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Heal refused a call instead of making it. It carries no stack trace, and its text is put together only when somebody
 * asks for it, because refusals are the hot path of an outage. The backend was not called.
 */
public final class CallRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String guard;
    private final Reason reason;
    private final transient @Nullable GuardCore core;
    private final long notBeforeNanos;

    /**
     * Refuses.
     *
     * @param core the guard that does
     * @param reason why
     * @param notBeforeNanos the reading from which on a call may be let through, for {@link Reason#OPEN}; else 0
     * @param cause the breaker's own exception, or what the backend was last seen to fail with
     */
    CallRefusedException(GuardCore core, Reason reason, long notBeforeNanos, @Nullable Throwable cause) {
        super(null, cause, false, false);
        this.guard = core.name();
        this.reason = reason;
        this.core = core;
        this.notBeforeNanos = notBeforeNanos;
    }

    /**
     * Which guard refused.
     *
     * @return its name
     */
    public String guard() {
        return guard;
    }

    /**
     * Why it refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * When a call may be let through again.
     *
     * @return how long from now on; zero if that is not known, or is over
     */
    public Duration retryAfter() {
        return core == null || reason != Reason.OPEN
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, notBeforeNanos - core.nanos()));
    }

    @Override
    public String getMessage() {
        String head = "guard '" + guard + "' refused the call: " + reason;
        return core == null ? head : head + "; " + core.explain();
    }

    /** Why a call was refused. */
    public enum Reason {
        /** The breaker is open: the backend is known not to answer. */
        OPEN,
        /** Nothing was left of the time that the call had. */
        DEADLINE,
        /** A person holds the breaker open. */
        PINNED,
        /** Heal was closed. */
        CLOSED
    }
}

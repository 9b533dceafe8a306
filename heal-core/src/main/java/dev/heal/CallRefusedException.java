package dev.heal;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Heal refused a call instead of making it. It carries no stack trace, and its text is put together only when somebody
 * asks for it, because refusals are the hot path of an outage. The backend was not called.
 */
public final class CallRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String guard;
    private final Reason reason;
    private final Duration retryAfter;
    private final transient @Nullable Supplier<String> explanation;

    CallRefusedException(
            String guard, Reason reason, Duration retryAfter, @Nullable Throwable cause, Supplier<String> explanation) {
        super(null, cause, false, false);
        this.guard = guard;
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.explanation = explanation;
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
     * @return how long from the refusal on; zero if that is not known
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        String head = "guard '" + guard + "' refused the call: " + reason;
        return explanation == null ? head : head + "; " + explanation.get();
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

package dev.heal.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which a call must have ended, on one {@link Ticker}. It bounds waits, back-off and retries, and is handed
 * to the call so that a client's own time-out can be set from it.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Deadline {

    private static final Deadline NONE = new Deadline(null, 0);

    private final @Nullable Ticker ticker;
    private final long atNanos;

    private Deadline(@Nullable Ticker ticker, long atNanos) {
        this.ticker = ticker;
        this.atNanos = atNanos;
    }

    /**
     * A deadline some time from now.
     *
     * @param timeout how far away; more than 146 years counts as {@link #none()}
     * @param ticker the clock it is measured on
     * @return the deadline
     */
    public static Deadline after(Duration timeout, Ticker ticker) {
        return from(ticker.nanos(), timeout, ticker);
    }

    /**
     * A deadline some time from a reading taken before.
     *
     * @param startNanos a reading of the clock
     * @param timeout how far away from it; more than 146 years counts as {@link #none()}
     * @param ticker the clock it is measured on
     * @return the deadline
     */
    public static Deadline from(long startNanos, Duration timeout, Ticker ticker) {
        long nanos = saturatedNanos(timeout);
        // half of the range: a reading further away could not be told from one in the past
        return nanos > Long.MAX_VALUE / 2 ? NONE : new Deadline(ticker, startNanos + nanos);
    }

    /**
     * The deadline that never passes.
     *
     * @return a shared instance
     */
    public static Deadline none() {
        return NONE;
    }

    /**
     * Whether this is {@link #none()}.
     *
     * @return true when this deadline never passes
     */
    public boolean isNone() {
        return ticker == null;
    }

    /**
     * The time left.
     *
     * @return nanoseconds, 0 once the deadline has passed, {@link Long#MAX_VALUE} when there is none
     */
    public long remainingNanos() {
        return ticker == null ? Long.MAX_VALUE : Math.max(0, atNanos - ticker.nanos());
    }

    /**
     * The time left.
     *
     * @return zero once the deadline has passed; about 292 years when there is none
     */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /**
     * Whether the deadline has passed.
     *
     * @return true from the moment that nothing is left
     */
    public boolean expired() {
        return remainingNanos() == 0;
    }

    /**
     * The tighter of this deadline and another span from now. {@link #none()} has no clock to measure the span by and
     * stays what it is: use {@link #after} there.
     *
     * @param timeout the other limit, from now
     * @return this deadline or a new one, whichever comes first
     */
    public Deadline atMost(Duration timeout) {
        if (ticker == null || saturatedNanos(timeout) >= remainingNanos()) {
            return this;
        }
        return after(timeout, ticker);
    }

    @Override
    public String toString() {
        return isNone() ? "no deadline" : "deadline in " + remaining();
    }

    private static long saturatedNanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}

package dev.heal;

import dev.heal.time.Deadline;
import java.util.OptionalLong;

/**
 * A call in the making, for anything that {@link Guard#call} cannot wrap, such as a client's own futures. Whoever begins an
 * attempt ends it: with {@link #success}, with a {@link #failure} that is not followed by another try, or with
 * {@link #abandon}. What comes after the end is ignored.
 *
 * <p>Used by one thread at a time; it may move from thread to thread.
 */
public interface Attempt {

    /**
     * The moment by which the call, its retries included, must have ended.
     *
     * @return the deadline of this attempt
     */
    Deadline deadline();

    /** The call succeeded; ends the attempt. */
    void success();

    /**
     * The call failed.
     *
     * @param thrown why
     * @return nanoseconds to wait before the next try, which then may go ahead on this attempt; empty means that the
     *     attempt has ended and the failure is for the caller
     */
    OptionalLong failure(Throwable thrown);

    /** Nobody wants the answer any more; ends the attempt without counting it for or against the backend. */
    void abandon();
}

package dev.heal.chaos;

import org.jspecify.annotations.Nullable;

/**
 * One call as its caller saw it. Times are nanoseconds of the run's {@link Stopwatch}.
 *
 * @param kind what it was to do
 * @param begin when it began
 * @param end when it ended, or was last seen if it did not
 * @param waited how much of it went by without a connection in hand
 * @param cut how many of its statements failed after it had got a connection; more than one if it was repeated
 * @param outcome how it ended
 * @param failure SQLState or class of what it threw, null if it threw nothing
 */
record Call(
        Kind kind,
        long begin,
        long end,
        long waited,
        int cut,
        Outcome outcome,
        @Nullable String failure) {

    enum Kind {
        READ,
        WRITE
    }

    enum Outcome {
        DONE,
        /** Heal did not make it. */
        REFUSED,
        FAILED,
        /** It had not ended when the run was over. */
        UNANSWERED
    }

    long nanos() {
        return end - begin;
    }

    boolean is(Outcome value) {
        return outcome == value;
    }
}

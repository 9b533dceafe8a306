package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A call of the application and what it counts as.
 *
 * @param line the call
 * @param ending what it counts as
 */
record JudgedCall(CallLine line, Ending ending) {

    /** A search without an answer by then is unserved. */
    static final long SEARCH_LIMIT = TimeUnit.SECONDS.toNanos(2);

    /** A page that is not stored by then is. */
    static final long PAGE_LIMIT = TimeUnit.SECONDS.toNanos(5);

    /** Who gives up at the limit, and says so, does not hang. */
    private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(50);

    /** What a call counts as: exactly one of these. */
    enum Ending {
        /** Served: by the servers themselves. */
        LIVE,
        /** Served from the cache by what is fresh. */
        CACHED,
        /** Served from the cache by what is not. */
        STALE,
        /** Unserved: an exception. */
        FAILED,
        /** Unserved: the application's own protection did not make the call. */
        REFUSED,
        /** Unserved: later than the limit, however it ended. */
        HUNG,
        /** Unserved: an answer that the oracle does not agree with. */
        WRONG;

        boolean isServed() {
            return this == LIVE || this == CACHED || this == STALE;
        }
    }

    static JudgedCall of(CallLine line, Predicate<CallLine> right) {
        return new JudgedCall(line, isHung(line) ? Ending.HUNG : ending(line, right));
    }

    private static Ending ending(CallLine line, Predicate<CallLine> right) {
        return switch (line.outcome()) {
            case WRITTEN -> Ending.LIVE;
            case LIVE -> right.test(line) ? Ending.LIVE : Ending.WRONG;
            case CACHE -> right.test(line) ? Ending.CACHED : Ending.WRONG;
            case STALE -> right.test(line) ? Ending.STALE : Ending.WRONG;
            case REFUSED -> Ending.REFUSED;
            // one that had not ended when the application did, within its limit: nobody knows; the measures leave it
            // out
            case FAILED, UNANSWERED -> Ending.FAILED;
        };
    }

    /** Whether it says something: not if the application ended before the call's limit. */
    boolean isConclusive() {
        return line.outcome() != Outcome.UNANSWERED || ending == Ending.HUNG;
    }

    boolean isSearch() {
        return line.kind() == Kind.SEARCH;
    }

    /** The call as recovery sees it: what hangs fails at its limit. */
    Call toCall() {
        long end = Math.min(line.end(), line.begin() + limit(line));
        Call.Outcome outcome = ending.isServed()
                ? Call.Outcome.DONE
                : ending == Ending.REFUSED
                        ? Call.Outcome.REFUSED
                        : ending == Ending.HUNG ? Call.Outcome.UNANSWERED : Call.Outcome.FAILED;
        return new Call(
                isSearch() ? Call.Kind.READ : Call.Kind.WRITE, line.begin(), end, 0, 0, outcome, line.failure());
    }

    private static boolean isHung(CallLine line) {
        return line.nanos() > limit(line) + TOLERANCE;
    }

    private static long limit(CallLine line) {
        return line.kind() == Kind.SEARCH ? SEARCH_LIMIT : PAGE_LIMIT;
    }
}

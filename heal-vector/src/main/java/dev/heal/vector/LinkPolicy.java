package dev.heal.vector;

import dev.heal.failure.Failure;
import java.time.Duration;

/** What is done about a connection that does not answer. Pure: no clock, no chance, no effect. */
final class LinkPolicy {

    /**
     * How long a cache may be without a connection that answers before its guard is shut. Nobody waits for it meanwhile, and a
     * pause of our own passes sooner.
     */
    static final Duration SHUT_AFTER = Duration.ofSeconds(1);

    /** The same at the start, when classes are loaded and names looked up. */
    static final Duration FIRST_SHUT_AFTER = Duration.ofSeconds(2);

    private static final int MOST_DOUBLINGS = 20;

    private LinkPolicy() {}

    /** What a probe means. */
    enum Verdict {
        /** The connection answers after all. */
        KEEP,
        /** A new connection answers and the old one does not, or is gone. */
        SWAP,
        /** Nothing answers: the guard is shut. */
        SHUT
    }

    /** What follows from asking both connections. */
    static Verdict verdict(boolean oldAnswered, boolean newAnswered) {
        if (oldAnswered) {
            return Verdict.KEEP;
        }
        return newAnswered ? Verdict.SWAP : Verdict.SHUT;
    }

    /**
     * How long to wait before the next connect: half of it for sure, half of it by chance, doubling.
     *
     * @param kind what the last connect failed with
     * @param failed connects that failed in a row, at least 1
     * @param chance a number in [0, 1)
     * @return up to 600 ms, so that a server's return is noticed within a second; 2 s from a server that has too many clients,
     *     30 s from one that does not let us in
     */
    static Duration wait(Failure.Kind kind, int failed, double chance) {
        long longest = 600;
        long first = 100;
        if (kind == Failure.Kind.OVERLOAD) {
            longest = 2_000;
            first = 500;
        } else if (kind == Failure.Kind.PERMANENT) {
            longest = 30_000;
            first = 500;
        }
        long whole = Math.min(longest, first << Math.min(MOST_DOUBLINGS, Math.max(0, failed - 1)));
        return Duration.ofMillis((long) (whole * (0.5 + 0.5 * chance)));
    }
}

package dev.heal.jdbc;

/**
 * How the last question of one sort went, such as a try to connect. Immutable.
 *
 * @param outcome how far it got
 * @param startedNanos when it was asked; means nothing for {@link Outcome#NEVER}
 * @param endedNanos when it ended; means nothing before
 */
record Probe(Outcome outcome, long startedNanos, long endedNanos) {

    static final Probe NEVER = new Probe(Outcome.NEVER, 0, 0);

    /** How far a question got. */
    enum Outcome {
        /** Nobody asked. */
        NEVER,
        /** Asked, no answer yet. */
        ASKED,
        /** Nobody answered: refused, unreachable, timed out. */
        UNANSWERED,
        /** The server answered, perhaps with an error. */
        ANSWERED,
        /** It could not be asked, such as for want of an address: says nothing. */
        NOT_ASKED
    }

    static Probe asked(long nowNanos) {
        return new Probe(Outcome.ASKED, nowNanos, nowNanos);
    }

    Probe ended(Outcome how, long nowNanos) {
        return new Probe(how, startedNanos, nowNanos);
    }

    boolean tookAtLeast(long nanos) {
        return outcome == Outcome.ANSWERED && endedNanos - startedNanos >= nanos;
    }

    boolean isOut() {
        return outcome == Outcome.ASKED;
    }

    /** Whether it was asked since a moment and nobody answered, for some time at least if it is still out. */
    boolean isSilentSince(long sinceNanos, long patienceNanos, long nowNanos) {
        if (outcome == Outcome.NEVER || startedNanos - sinceNanos < 0) {
            return false;
        }
        return outcome == Outcome.UNANSWERED || (isOut() && nowNanos - startedNanos >= patienceNanos);
    }
}

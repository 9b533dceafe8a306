package dev.heal.chaos;

import dev.heal.chaos.Call.Kind;
import dev.heal.chaos.Call.Outcome;
import java.util.Collection;

/**
 * How the calls of one kind ended.
 *
 * @param calls all of them
 * @param failed the database or the pool failed them
 * @param refused Heal did not make them
 * @param unanswered not ended when the run was over
 */
record Tally(long calls, long failed, long refused, long unanswered) {

    static Tally of(Kind kind, Collection<Call> all) {
        return new Tally(
                all.stream().filter(call -> call.kind() == kind).count(),
                count(kind, Outcome.FAILED, all),
                count(kind, Outcome.REFUSED, all),
                count(kind, Outcome.UNANSWERED, all));
    }

    /** Calls that did not get what they asked for, whoever is to blame: for a caller a refusal is a failure. */
    long unserved() {
        return failed + refused + unanswered;
    }

    private static long count(Kind kind, Outcome outcome, Collection<Call> all) {
        return all.stream()
                .filter(call -> call.kind() == kind && call.is(outcome))
                .count();
    }
}

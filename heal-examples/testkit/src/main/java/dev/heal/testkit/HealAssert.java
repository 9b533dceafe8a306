package dev.heal.testkit;

import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.journal.Journal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.assertj.core.api.AbstractAssert;

/** Assertions on an instance of Heal: what its guards do now, and why. Messages carry the guard's own explanation. */
public final class HealAssert extends AbstractAssert<HealAssert, Heal> {

    HealAssert(Heal actual) {
        super(actual, HealAssert.class);
    }

    /**
     * A guard's breaker is in a state.
     *
     * @param name the guard
     * @param expected the state
     * @return this
     */
    public HealAssert hasState(String name, CircuitBreaker.State expected) {
        Guard guard = guard(name);
        if (guard.breaker().getState() != expected) {
            failWithMessage(
                    "Expecting guard '%s' to be %s but it was %s:\n  %s",
                    name, expected, guard.breaker().getState(), guard.explain());
        }
        return this;
    }

    /**
     * What a guard says of itself has a text in it.
     *
     * @param name the guard
     * @param text a part of its explanation
     * @return this
     */
    public HealAssert explains(String name, String text) {
        String explanation = guard(name).explain();
        if (!explanation.contains(text)) {
            failWithMessage("Expecting guard '%s' to explain\n  \"%s\"\nbut it said\n  %s", name, text, explanation);
        }
        return this;
    }

    /**
     * A guard has refused some calls since it was made.
     *
     * @param name the guard
     * @param times how many, exactly
     * @return this
     */
    public HealAssert refused(String name, long times) {
        Guard guard = guard(name);
        if (guard.counts().refused() != times) {
            failWithMessage(
                    "Expecting guard '%s' to have refused %s calls but it refused %s:\n  %s",
                    name, times, guard.counts().refused(), guard.explain());
        }
        return this;
    }

    /**
     * Something was not decided about a resource, be it done or not. Fails as well if the journal may have dropped it.
     *
     * @param resource a guard or file, as decisions name it
     * @param action the verb, such as {@code open}
     * @return this
     */
    public HealAssert neverDecided(String resource, String action) {
        isNotNull();
        if (actual.journal().recent(Journal.CAPACITY).size() == Journal.CAPACITY) {
            failWithMessage(
                    "Expecting no decision \"%s\" about '%s' but the journal is full and may have dropped one;"
                            + " listen to it from the start instead",
                    action, resource);
        }
        HealAssertions.assertThatDecisions(actual.journal()).about(resource).doNotInclude(action);
        return this;
    }

    private Guard guard(String name) {
        isNotNull();
        for (Guard guard : actual.guards()) {
            if (guard.name().equals(name)) {
                return guard;
            }
        }
        // the message that names those there are
        throw failure("%s", actual.explain(name));
    }
}

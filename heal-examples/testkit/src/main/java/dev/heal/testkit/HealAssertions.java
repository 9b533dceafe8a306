package dev.heal.testkit;

import dev.heal.Heal;
import dev.heal.journal.Journal;

/** Entry to the assertions on what Heal does and has decided. Static, to be imported beside AssertJ's own. */
public final class HealAssertions {

    private HealAssertions() {}

    /**
     * Assertions on an instance.
     *
     * @param actual the instance
     * @return the assertions
     */
    public static HealAssert assertThat(Heal actual) {
        return new HealAssert(actual);
    }

    /**
     * Assertions on the instance of a test.
     *
     * @param actual the test's Heal
     * @return the assertions
     */
    public static HealAssert assertThat(TestHeal actual) {
        return new HealAssert(actual.heal());
    }

    /**
     * Assertions on decisions in their order.
     *
     * @param actual a journal, of which the decisions that it still holds are looked at
     * @return the assertions
     */
    public static DecisionsAssert assertThatDecisions(Journal actual) {
        return DecisionsAssert.of(actual.recent(Journal.CAPACITY));
    }

    /**
     * Assertions on the decisions of a test, counted from its beginning.
     *
     * @param actual the test's Heal
     * @return the assertions
     */
    public static DecisionsAssert assertThatDecisions(TestHeal actual) {
        return assertThatDecisions(actual.heal().journal()).since(actual.start());
    }
}

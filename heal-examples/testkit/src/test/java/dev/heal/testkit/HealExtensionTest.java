package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

final class HealExtensionTest {

    @BeforeEach
    void forget() {
        Samples.SEEN.clear();
    }

    @Test
    void eachTestHasAnInstanceOfItsOwnWhereverItAsks() {
        run(selectClass(Samples.Parameters.class)).testEvents().assertStatistics(all -> all.succeeded(2));

        assertThat(Samples.SEEN).hasSize(4);
        assertThat(Samples.SEEN.get(0)).isSameAs(Samples.SEEN.get(1)).isNotSameAs(Samples.SEEN.get(2));
        assertThat(Samples.SEEN.get(2)).isSameAs(Samples.SEEN.get(3));
        // closed by the extension
        assertThat(((TestHeal) Samples.SEEN.get(0)).heal().explain("db"))
                .startsWith("db is shut down with Heal since ");
    }

    @Test
    void aWholeClassGetsNone() {
        EngineExecutionResults results = run(selectClass(Samples.ForAClass.class));

        assertThat(results.containerEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .containsExactly(
                        "testkit: a TestHeal must belong to one test, was asked for by setUp for a whole class;"
                                + " take it in the test or in a @BeforeEach method");
    }

    @Test
    void anAttemptThatWasNotEndedFailsTheTest() {
        assertThat(failure(selectMethod(Samples.Leftovers.class, "attempt", "dev.heal.testkit.TestHeal")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("guard 'db': calls in progress must be 0 at the end of a test, were 1;"
                        + " end every attempt, or advance the time until the calls have ended");
    }

    @Test
    void aTaskThatStillWaitsFailsTheTest() {
        assertThat(failure(selectMethod(Samples.Leftovers.class, "task", "dev.heal.testkit.TestHeal")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("virtual time: tasks waiting must be 0 at the end of a test, were 1;"
                        + " cancel them, or advance the time until they have run");
    }

    @Test
    void whatIsDueCancelledOrAbandonedIsNotLeftOver() {
        run(selectClass(Samples.Tidy.class)).testEvents().assertStatistics(all -> all.succeeded(3));
        assertThat(Samples.SEEN).containsExactly("ran");
    }

    @Test
    void aFailureComesWithSeedAndDecisionsAndNothingElse() {
        Throwable thrown = failure(selectMethod(Samples.Failing.class, "fails", "dev.heal.testkit.TestHeal"));

        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("the host's own");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .asString()
                .matches(
                        "(?s)dev\\.heal\\.testkit\\.TestRun: ran on seed (-?\\d+); -Dheal\\.test\\.seed=\\1 runs it on that"
                                + " seed again; decided:\n  2026-01-01T00:00:02Z db: open, CLOSED to OPEN, because of"
                                + " set by hand in db \\(client\\); .*");
    }

    @Test
    void anAbortedTestIsLeftAlone() {
        EngineExecutionResults results =
                run(selectMethod(Samples.Failing.class, "aborts", "dev.heal.testkit.TestHeal"));
        results.testEvents().assertStatistics(all -> all.aborted(1).failed(0));
        Throwable aborted = results.testEvents()
                .aborted()
                .list()
                .get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        assertThat(aborted.getSuppressed()).isEmpty();
    }

    @Test
    void theSeedIsTheSameInEachRunAndAnotherInEachRepetition() {
        run(selectClass(Samples.Draws.class));
        List<Object> first = List.copyOf(Samples.SEEN);
        Samples.SEEN.clear();
        run(selectClass(Samples.Draws.class));

        assertThat(Samples.SEEN).isEqualTo(first);
        assertThat(first).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void theSeedCanBeStated() {
        run(Map.of("heal.test.seed", " 42"), selectClass(Samples.Draws.class));
        Object draw = Samples.SEEN.get(1);
        assertThat(Samples.SEEN).containsExactly(42L, draw, 42L, draw, 42L, draw);
    }

    @Test
    void aSeedThatIsNoNumberFailsTheTest() {
        assertThat(run(Map.of("heal.test.seed", "x1"), selectClass(Samples.Draws.class))
                        .testEvents()
                        .failed()
                        .list())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow())
                        .hasMessage("testkit: heal.test.seed must be a whole number, was 'x1';"
                                + " use the one that a failed test has named"));
    }

    @Test
    void theInnermostLineWins() {
        run(selectClass(Samples.Settings.class), selectClass(Samples.Settings.Inner.class))
                .testEvents()
                .assertStatistics(all -> all.succeeded(3));

        assertThat(Samples.SEEN)
                .containsExactlyInAnyOrder(
                        List.of(2, 7.0, 30, 4, 31), List.of(2, 8.0, 30, 4, 31), List.of(2, 7.0, 32, 4, 31));
    }

    @Test
    void wrongLinesFailTheTestThoughItAsksForNothing() {
        assertThat(failure(selectMethod(Samples.WrongSettings.class, "unknownKey")))
                .hasMessage("test settings: 'heal.breaker.wait-opn' must be a known key, is not; known here:"
                        + " heal.breaker.failure-rate, heal.breaker.window, heal.breaker.minimum-calls,"
                        + " heal.breaker.wait-open, heal.breaker.probes");
        assertThat(failure(selectMethod(Samples.WrongSettings.class, "wrongValue")))
                .hasMessage(
                        "test settings: heal.guard.db.breaker.wait-open: '5 sec' is not a duration such as 250ms, 5s,"
                                + " 2m, 1h or 7d");
    }

    private static Throwable failure(DiscoverySelector selector) {
        return run(selector)
                .testEvents()
                .assertStatistics(all -> all.started(1).failed(1))
                .failed()
                .list()
                .get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static EngineExecutionResults run(DiscoverySelector... selectors) {
        return run(Map.of(), selectors);
    }

    private static EngineExecutionResults run(Map<String, String> parameters, DiscoverySelector... selectors) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectors)
                .execute();
    }
}

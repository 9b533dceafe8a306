package dev.heal.testkit;

import static dev.heal.testkit.HealAssertions.assertThatDecisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.journal.Decision;
import dev.heal.journal.Journal;
import dev.heal.settings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DecisionsAssertTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Journal journal = new Journal();

    DecisionsAssertTest() {
        decide(1, "vectors", "open", "connection-dead ConnectException");
        decide(2, "vectors", "try", "wait over");
        decide(3, "db", "open", "time-out 57014");
        decide(4, "vectors", "open", "time-out DEADLINE_EXCEEDED");
        decide(100, "vectors", "open", "lock");
        decide(101, "vectors", "close", "answers again");
    }

    @Test
    void chainsThatFitHold() {
        assertThatDecisions(journal).include("open").thenInclude("try").thenInclude("close");
        assertThatDecisions(journal)
                .since(START)
                .about("vectors")
                .include("open")
                .because("connection-dead")
                .within(Duration.ofSeconds(1))
                .thenInclude("open")
                .because("time-out")
                .within(Duration.ofSeconds(3))
                .thenInclude("close");
        assertThatDecisions(journal).about("db").include("open").doNotInclude("close");
        assertThatDecisions(journal).thenInclude("close");
    }

    @Test
    void everyWayToReadTheDecisionsIsFollowed() {
        // the first "open" is neither the lock nor near the end: the third one is
        assertThatDecisions(journal)
                .about("vectors")
                .include("open")
                .thenInclude("close")
                .within(Duration.ofSeconds(1));
        assertThatDecisions(journal).include("open").because("lock").thenInclude("close");
    }

    @Test
    void eachIncludeBeginsAnew() {
        assertThatDecisions(journal).include("close").include("open");
    }

    @Test
    void anActionThatIsNotThereIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> assertThatDecisions(journal).about("db").include("close"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        Expecting the decisions about 'db'
                          to include "close"
                        but they were:
                          2026-01-01T00:00:03Z db: open, A to B, because of time-out 57014 in db (client); calls 12""");
    }

    @Test
    void nothingAtAllIsToldToo() {
        assertThatThrownBy(
                        () -> assertThatDecisions(new Journal()).as("the store").include("open"))
                .hasMessage("""
                        [the store] Expecting the decisions
                          to include "open"
                        but they were: nothing""");
    }

    @Test
    void aDescriptionStaysWithNarrowedAssertions() {
        assertThatThrownBy(() -> assertThatDecisions(journal)
                        .as("the store")
                        .about("cache")
                        .include("open"))
                .hasMessageStartingWith("[the store] Expecting the decisions about 'cache'\n");
    }

    @Test
    void theWholeChainIsTold() {
        assertThatThrownBy(() -> assertThatDecisions(journal)
                        .about("vectors")
                        .since(START.plusSeconds(100))
                        .include("open")
                        .because("lock")
                        .within(Duration.ofSeconds(1))
                        .thenInclude("close")
                        .within(Duration.ofMillis(999)))
                .hasMessage("""
                        Expecting the decisions about 'vectors'
                          to include "open" because of "lock" within 1s, then "close" within 999ms
                        but they were:
                          2026-01-01T00:01:40Z vectors: open, A to B, because of lock in vectors (client); calls 12
                          2026-01-01T00:01:41Z vectors: close, A to B, because of answers again in vectors (client); calls 12""");
    }

    @Test
    void theOrderCounts() {
        assertThatThrownBy(() -> assertThatDecisions(journal).include("close").thenInclude("open"))
                .hasMessageContaining("to include \"close\", then \"open\"\n");
        assertThatThrownBy(() -> assertThatDecisions(journal)
                        .about("vectors")
                        .include("try")
                        .thenInclude("try"))
                .hasMessageContaining("to include \"try\", then \"try\"\n");
    }

    @Test
    void whatShouldNotBeThereIsTold() {
        assertThatThrownBy(() -> assertThatDecisions(journal).about("db").doNotInclude("open"))
                .hasMessage("""
                        Expecting the decisions about 'db'
                          not to include "open"
                        but they were:
                          2026-01-01T00:00:03Z db: open, A to B, because of time-out 57014 in db (client); calls 12""");
    }

    @Test
    void whatWasNotDoneIsNoInclusionButNoAbsenceEither() {
        journal.record(decision(200, "worker", "restart", "lock").in(Mode.SUGGEST));
        journal.record(decision(201, "file", "write", "lock").suppressedBy("budget"));

        assertThatDecisions(journal).includeNotDone("restart").because("lock");
        assertThatDecisions(journal).includeNotDone("write");
        assertThatThrownBy(() -> assertThatDecisions(journal).about("worker").include("restart"))
                .hasMessage("""
                        Expecting the decisions about 'worker'
                          to include "restart"
                        but they were:
                          2026-01-01T00:03:20Z worker: suggested, not done: restart, A to B, because of lock in worker\
                         (client); calls 12""");
        assertThatThrownBy(() -> assertThatDecisions(journal).doNotInclude("write"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatDecisions(journal).about("db").includeNotDone("open"))
                .hasMessageContaining("to include \"open\" not done\n");
    }

    @Test
    void signsThatMeanSomethingToFormattersAreText() {
        decide(102, "vectors", "open", "100 % of %s");
        assertThatThrownBy(() -> assertThatDecisions(journal).include("%d"))
                .hasMessageContaining("100 % of %s")
                .hasMessageContaining("to include \"%d\"");
    }

    @Test
    void aChainOutOfOrderIsAnErrorOfTheTest() {
        assertThatThrownBy(() -> assertThatDecisions(journal).because("lock"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("decisions: because must follow an include, did not; say include(action) first");
        assertThatThrownBy(() -> assertThatDecisions(journal).include("open").within(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "decisions: within must have a moment to count from, had none; say since(moment) before include");
    }

    @Test
    void theDecisionsOfATestCountFromItsBeginning() {
        TestHeal test = new TestHeal(1, SettingLines.NONE);
        test.time().advance(Duration.ofSeconds(5));
        test.guard("db").breaker().transitionToOpenState();
        assertThatDecisions(test).include("open").within(Duration.ofSeconds(5));
        assertThatThrownBy(() -> assertThatDecisions(test).include("open").within(Duration.ofMillis(4_999)))
                .isInstanceOf(AssertionError.class);
        assertThat(test.end()).isEmpty();
    }

    private void decide(int second, String resource, String action, String kind) {
        journal.record(decision(second, resource, action, kind));
    }

    private static Decision decision(int second, String resource, String action, String kind) {
        return new Decision(
                START.plusSeconds(second),
                resource,
                action,
                "A",
                "B",
                new Decision.Cause(resource, kind, "client"),
                Map.of("calls", 12.0),
                "");
    }
}

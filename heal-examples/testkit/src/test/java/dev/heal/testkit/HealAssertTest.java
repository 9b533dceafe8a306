package dev.heal.testkit;

import static dev.heal.testkit.HealAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.CallRefusedException;
import dev.heal.failure.Effect;
import dev.heal.journal.Journal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HealExtension.class)
final class HealAssertTest {

    private final TestHeal test;

    HealAssertTest(TestHeal test) {
        this.test = test;
    }

    @BeforeEach
    void refuseOne() {
        test.guard("db").breaker().transitionToOpenState();
        assertThatThrownBy(() -> test.guard("db").begin(Effect.READ)).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void whatIsSoHolds() {
        assertThat(test)
                .hasState("db", State.OPEN)
                .explains("db", "1 refused")
                .refused("db", 1)
                .neverDecided("db", "close")
                .neverDecided("vectors", "open");
        assertThat(test.heal()).hasState("db", State.OPEN);
    }

    @Test
    void whatIsNotSoIsToldWithTheGuardsExplanation() {
        String explained = test.guard("db").explain();
        assertThatThrownBy(() -> assertThat(test).hasState("db", State.CLOSED))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expecting guard 'db' to be CLOSED but it was OPEN:\n  " + explained);
        assertThatThrownBy(() -> assertThat(test).explains("db", "100 %"))
                .hasMessage("Expecting guard 'db' to explain\n  \"100 %\"\nbut it said\n  " + explained);
        assertThatThrownBy(() -> assertThat(test).refused("db", 2))
                .hasMessage("Expecting guard 'db' to have refused 2 calls but it refused 1:\n  " + explained);
        assertThatThrownBy(() -> assertThat(test).neverDecided("db", "open")).hasMessage("""
                        Expecting the decisions about 'db'
                          not to include "open"
                        but they were:
                          2026-01-01T00:00:00Z db: open, CLOSED to OPEN, because of set by hand in db (client);\
                         calls 0, failedCalls 0; to overrule: heal.guard.db.breaker.*""");
    }

    @Test
    void aGuardThatIsNotThereIsToldAndNotMade() {
        assertThatThrownBy(() -> assertThat(test).as("the store").hasState("vectors", State.OPEN))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[the store] there is no guard 'vectors'; known: db");
        org.assertj.core.api.Assertions.assertThat(test.heal().guards()).hasSize(1);
    }

    @Test
    void aFullJournalProvesNothing() {
        for (int i = 0; i < Journal.CAPACITY; i++) {
            test.guard("cache").breaker().transitionToOpenState();
            test.guard("cache").breaker().transitionToClosedState();
        }
        assertThatThrownBy(() -> assertThat(test).neverDecided("db", "open"))
                .hasMessage(
                        "Expecting no decision \"open\" about 'db' but the journal is full and may have dropped one;"
                                + " listen to it from the start instead");
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.jdbc.DatabaseGatePolicy.Action;
import dev.heal.jdbc.DatabaseGatePolicy.Event;
import dev.heal.jdbc.DatabaseGatePolicy.Phase;
import dev.heal.jdbc.DatabaseGatePolicy.State;
import dev.heal.jdbc.DatabaseGatePolicy.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event in every phase, and that random events never leave the gate shut without something that may open it. */
final class DatabaseGatePolicyTest {

    private static final long MS = 1_000_000L;
    private static final long NOW = Long.valueOf(Long.MIN_VALUE + 5);

    // phase; event; next phase; action; delay in ms at a lot of 0
    @ParameterizedTest(name = "{0} + {1} -> {2}, {3} in {4} ms")
    @CsvSource(delimiter = '|', textBlock = """
            UP        | DEATH                    | CHECKING  | CONNECT          | 0
            UP        | SILENCE                  | DOWN      | SHUT_AND_CONNECT | 250
            UP        | ANSWER                   | UP        | NONE             | 0
            UP        | CONNECT_DONE             | UP        | NONE             | 0
            UP        | CONNECT_ERROR            | UP        | NONE             | 0
            UP        | CONNECT_STARTING         | UP        | NONE             | 0
            UP        | CONNECT_FAILED           | UP        | NONE             | 0
            UP        | CONNECT_FAILED_IDLE_LEFT | UP        | NONE             | 0
            UP        | CONNECT_BUSY             | UP        | NONE             | 0
            UP        | OVERRULED                | UP        | NONE             | 0
            UP        | POOL_GAVE                | UP        | NONE             | 0
            UP        | POOL_EMPTY               | UP        | NONE             | 0
            CHECKING  | DEATH                    | CHECKING  | NONE             | 0
            CHECKING  | SILENCE                  | DOWN      | SHUT_AND_CONNECT | 250
            CHECKING  | ANSWER                   | CHECKING  | NONE             | 0
            CHECKING  | CONNECT_DONE             | UP        | NONE             | 0
            CHECKING  | CONNECT_ERROR            | UP        | NONE             | 0
            CHECKING  | CONNECT_STARTING         | DOWN      | SHUT_AND_CONNECT | 100
            CHECKING  | CONNECT_FAILED           | DOWN      | SHUT_AND_CONNECT | 250
            CHECKING  | CONNECT_FAILED_IDLE_LEFT | TRYING    | TRY_POOL         | 0
            CHECKING  | CONNECT_BUSY             | CHECKING  | CONNECT          | 250
            CHECKING  | OVERRULED                | UP        | NONE             | 0
            CHECKING  | POOL_GAVE                | CHECKING  | NONE             | 0
            CHECKING  | POOL_EMPTY               | CHECKING  | NONE             | 0
            TRYING    | DEATH                    | TRYING    | NONE             | 0
            TRYING    | SILENCE                  | DOWN      | SHUT_AND_CONNECT | 250
            TRYING    | ANSWER                   | TRYING    | NONE             | 0
            TRYING    | CONNECT_DONE             | TRYING    | NONE             | 0
            TRYING    | CONNECT_FAILED           | TRYING    | NONE             | 0
            TRYING    | CONNECT_BUSY             | TRYING    | NONE             | 0
            TRYING    | POOL_GAVE                | UP        | NONE             | 0
            TRYING    | POOL_EMPTY               | DOWN      | SHUT_AND_CONNECT | 250
            DOWN      | DEATH                    | DOWN      | NONE             | 0
            DOWN      | SILENCE                  | DOWN      | NONE             | 0
            DOWN      | ANSWER                   | DOWN      | CONNECT          | 0
            DOWN      | CONNECT_DONE             | RETURNING | TRY_POOL         | 0
            DOWN      | CONNECT_ERROR            | UP        | RELEASE          | 0
            DOWN      | CONNECT_STARTING         | DOWN      | CONNECT          | 100
            DOWN      | CONNECT_FAILED           | DOWN      | CONNECT          | 250
            DOWN      | CONNECT_FAILED_IDLE_LEFT | DOWN      | CONNECT          | 250
            DOWN      | CONNECT_BUSY             | DOWN      | CONNECT          | 250
            DOWN      | OVERRULED                | UP        | NONE             | 0
            DOWN      | POOL_GAVE                | DOWN      | NONE             | 0
            DOWN      | POOL_EMPTY               | DOWN      | NONE             | 0
            RETURNING | DEATH                    | RETURNING | NONE             | 0
            RETURNING | SILENCE                  | RETURNING | NONE             | 0
            RETURNING | ANSWER                   | RETURNING | NONE             | 0
            RETURNING | CONNECT_DONE             | RETURNING | NONE             | 0
            RETURNING | CONNECT_FAILED           | RETURNING | NONE             | 0
            RETURNING | CONNECT_BUSY             | RETURNING | NONE             | 0
            RETURNING | OVERRULED                | UP        | NONE             | 0
            RETURNING | POOL_GAVE                | UP        | RELEASE          | 0
            RETURNING | POOL_EMPTY               | RETURNING | TRY_POOL         | 20
            """)
    void table(Phase phase, Event event, Phase next, Action action, long delay) {
        Step step = DatabaseGatePolicy.step(new State(phase, NOW - MS, false), event, 0, NOW);
        assertThat(step.state().phase()).isEqualTo(next);
        assertThat(step.action()).isEqualTo(action);
        assertThat(step.delayNanos()).isEqualTo(delay * MS);
    }

    @Test
    void aDeathDuringTheCheckIsCheckedAgain() {
        State state = DatabaseGatePolicy.step(new State(Phase.CHECKING, NOW, false), Event.DEATH, 0, NOW)
                .state();
        Step step = DatabaseGatePolicy.step(state, Event.CONNECT_DONE, 0, NOW + MS);
        assertThat(step.state().phase()).isEqualTo(Phase.CHECKING);
        assertThat(step.delayNanos()).isEqualTo(250 * MS);
        assertThat(DatabaseGatePolicy.step(step.state(), Event.CONNECT_DONE, 0, NOW + 2 * MS)
                        .state()
                        .phase())
                .isEqualTo(Phase.UP);
    }

    @Test
    void connectsAreSpreadOverAQuarterOfASecond() {
        State down = new State(Phase.DOWN, NOW, false);
        assertThat(DatabaseGatePolicy.step(down, Event.CONNECT_FAILED, 0.999, NOW)
                        .delayNanos())
                .isBetween(499 * MS, 500 * MS);
        assertThat(DatabaseGatePolicy.step(down, Event.CONNECT_STARTING, 0.5, NOW)
                        .delayNanos())
                .isEqualTo(150 * MS);
    }

    @Test
    void aPoolThatDoesNotComeBackIsLeftToItsCallersAfterSixSeconds() {
        State returning = new State(Phase.RETURNING, NOW, false);
        assertThat(DatabaseGatePolicy.step(returning, Event.POOL_EMPTY, 0, NOW + 5_999 * MS)
                        .action())
                .isEqualTo(Action.TRY_POOL);
        assertThat(DatabaseGatePolicy.step(returning, Event.POOL_EMPTY, 0, NOW + 6_000 * MS)
                        .action())
                .isEqualTo(Action.RELEASE);
    }

    @Test
    void shutAndReleaseAlternateWhateverHappens() {
        Event[] events = Event.values();
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            State state = State.START;
            boolean shut = false;
            for (int i = 0; i < 200; i++) {
                Event event = events[random.nextInt(events.length)];
                Step step = DatabaseGatePolicy.step(state, event, random.nextDouble(), NOW + i * 100L * MS);
                assertThat(step.action() == Action.SHUT_AND_CONNECT && shut)
                        .as("seed %s, %s: shut twice", seed, event)
                        .isFalse();
                shut = switch (step.action()) {
                    case SHUT_AND_CONNECT -> true;
                    case RELEASE -> false;
                    case NONE, CONNECT, TRY_POOL -> event != Event.OVERRULED && shut;
                };
                state = step.state();
                assertThat(state.phase().isShut())
                        .as("seed %s, %s", seed, event)
                        .isEqualTo(shut);
                assertThat(step.delayNanos()).isBetween(0L, 500 * MS);
            }
        }
    }
}

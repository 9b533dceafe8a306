package dev.heal.vector;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heal.vector.ChannelPolicy.Action;
import dev.heal.vector.ChannelPolicy.Event;
import dev.heal.vector.ChannelPolicy.Phase;
import dev.heal.vector.ChannelPolicy.State;
import dev.heal.vector.ChannelPolicy.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChannelPolicyTest {

    private static final long NOW = Long.MAX_VALUE - 5; // readings may overflow: only differences count
    private static final long MS = MILLISECONDS.toNanos(1);

    static Stream<Arguments> stories() {
        return Stream.of(
                arguments(
                        "a dead connection",
                        List.of(Event.SILENCE, Event.TIME, Event.PROBE_ANSWERED, Event.TIME),
                        List.of(Action.ASK_AND_WAIT, Action.RENEW_AND_ASK, Action.WAIT, Action.MOVE_CALLS)),
                arguments(
                        "slow calls of a server that answers questions",
                        List.of(Event.SILENCE, Event.PROBE_ANSWERED),
                        List.of(Action.ASK_AND_WAIT, Action.NONE)),
                arguments(
                        "a server that is slow with everything",
                        List.of(Event.SILENCE, Event.TIME, Event.PROBE_SILENT),
                        List.of(Action.ASK_AND_WAIT, Action.RENEW_AND_ASK, Action.NONE)),
                arguments(
                        "a server that woke: the old connection answers as well",
                        List.of(Event.SILENCE, Event.TIME, Event.PROBE_ANSWERED, Event.ANSWER),
                        List.of(Action.ASK_AND_WAIT, Action.RENEW_AND_ASK, Action.WAIT, Action.NONE)),
                arguments(
                        "a blip: the second question finds the server",
                        List.of(Event.DEATH, Event.PROBE_UNREACHED, Event.PROBE_ANSWERED),
                        List.of(Action.ASK, Action.ASK, Action.NONE)),
                arguments(
                        "a server that ended and returns",
                        List.of(
                                Event.DEATH,
                                Event.PROBE_UNREACHED,
                                Event.PROBE_UNREACHED,
                                Event.PROBE_UNREACHED,
                                Event.PROBE_SILENT,
                                Event.PROBE_ANSWERED),
                        List.of(
                                Action.ASK,
                                Action.ASK,
                                Action.SHUT_AND_ASK,
                                Action.ASK,
                                Action.RENEW_AND_ASK,
                                Action.RELEASE)),
                arguments(
                        "a frozen server, shut out by the breaker",
                        List.of(Event.REFUSED, Event.PROBE_SILENT, Event.PROBE_ANSWERED),
                        List.of(Action.ASK, Action.RENEW_AND_ASK, Action.LET_TRY)),
                arguments(
                        "a server that says it is unwell",
                        List.of(Event.REFUSED, Event.PROBE_ERROR, Event.PROBE_ERROR, Event.PROBE_ANSWERED),
                        List.of(Action.ASK, Action.ASK, Action.ASK, Action.LET_TRY)),
                arguments(
                        "a breaker that opened for reasons no question finds",
                        List.of(Event.REFUSED, Event.PROBE_ANSWERED, Event.REFUSED),
                        List.of(Action.ASK, Action.NONE, Action.NONE)),
                arguments(
                        "a person decides otherwise",
                        List.of(
                                Event.DEATH,
                                Event.PROBE_UNREACHED,
                                Event.PROBE_UNREACHED,
                                Event.OVERRULED,
                                Event.PROBE_ANSWERED),
                        List.of(Action.ASK, Action.ASK, Action.SHUT_AND_ASK, Action.NONE, Action.NONE)),
                arguments(
                        "silent, and then gone",
                        List.of(Event.SILENCE, Event.TIME, Event.PROBE_UNREACHED, Event.PROBE_UNREACHED),
                        List.of(Action.ASK_AND_WAIT, Action.RENEW_AND_ASK, Action.ASK, Action.ASK)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void doesWhatTheStoryAsksFor(String story, List<Event> events, List<Action> actions) {
        State state = State.start(NOW);
        for (int i = 0; i < events.size(); i++) {
            Step step = ChannelPolicy.step(state, events.get(i), 0.5, NOW + i * MS);
            assertThat(step.action())
                    .as("%s: step %d, %s", story, i, events.get(i))
                    .isEqualTo(actions.get(i));
            state = step.state();
        }
    }

    @Test
    void waitsBetweenFalseDoubtsLongerEachTimeUpToFourSeconds() {
        State state = State.start(NOW);
        long now = NOW;
        for (long pause : new long[] {1, 2, 4, 4}) {
            state = ChannelPolicy.step(state, Event.SILENCE, 0, now).state();
            assertThat(state.phase()).isEqualTo(Phase.ASKING);
            state = ChannelPolicy.step(state, Event.PROBE_ANSWERED, 0, now).state();
            long early = now + SECONDS.toNanos(pause) - 1;
            assertThat(ChannelPolicy.step(state, Event.SILENCE, 0, early).action())
                    .isEqualTo(Action.NONE);
            now = early + 1;
        }
        // long forgotten
        state = ChannelPolicy.step(state, Event.SILENCE, 0, now + SECONDS.toNanos(100))
                .state();
        state = ChannelPolicy.step(state, Event.PROBE_ANSWERED, 0, now + SECONDS.toNanos(100))
                .state();
        assertThat(ChannelPolicy.step(state, Event.SILENCE, 0, now + SECONDS.toNanos(101))
                        .action())
                .isEqualTo(Action.ASK_AND_WAIT);
    }

    @Test
    void asksALostServerEvery100To200MillisecondsAndAfterTenSecondsEvery250To500() {
        State down = new State(Phase.DOWN, NOW, NOW, ChannelPolicy.ASK_PAUSE, false);

        assertThat(delay(down, 0, 0)).isEqualTo(100 * MS);
        assertThat(delay(down, 0.999, SECONDS.toNanos(9))).isBetween(199 * MS, 200 * MS);
        assertThat(delay(down, 0, SECONDS.toNanos(10))).isEqualTo(250 * MS);
        assertThat(delay(down, 0.999, SECONDS.toNanos(3_600))).isBetween(499 * MS, 500 * MS);
    }

    private static long delay(State down, double lot, long outage) {
        return ChannelPolicy.step(down, Event.PROBE_UNREACHED, lot, NOW + outage)
                .delayNanos();
    }

    /** Whatever happens in whatever order: calls move only from a silent old to a living new connection. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverMovesCallsUnlessTheOldConnectionWasSilentAllAlong(long seed) {
        Random random = new Random(seed);
        Event[] events = Event.values();
        Set<Action> seen = EnumSet.noneOf(Action.class);
        State state = State.start(NOW);
        long now = NOW;
        boolean renewed = false;
        boolean answeredAnew = false;
        for (int i = 0; i < 10_000; i++) {
            now += (long) (random.nextDouble() * 2_000 * MS);
            Event event = events[random.nextInt(events.length)];
            Step step = ChannelPolicy.step(state, event, random.nextDouble(), now);
            if (step.action() == Action.MOVE_CALLS) {
                assertThat(renewed && answeredAnew)
                        .as("seed %d, step %d", seed, i)
                        .isTrue();
            }
            if (event == Event.ANSWER || step.action() == Action.ASK_AND_WAIT) {
                renewed = false;
                answeredAnew = false;
            } else if (step.action() == Action.RENEW_AND_ASK) {
                renewed = true;
                answeredAnew = false;
            } else if (event == Event.PROBE_ANSWERED && renewed) {
                answeredAnew = true;
            }
            assertThat(step.delayNanos()).isBetween(0L, 500 * MS);
            assertThat(step.state().pause()).isBetween(ChannelPolicy.ASK_PAUSE, ChannelPolicy.LONGEST_PAUSE);
            seen.add(step.action());
            state = step.state();
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Action.class));
    }
}

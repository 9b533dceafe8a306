package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heal.failure.Failure.Kind;
import dev.heal.retry.BudgetPolicy.Load;
import dev.heal.retry.BudgetPolicy.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is allowed when, how tokens come and go, and what counts as usual. */
final class BudgetPolicyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A second list on purpose: what another try would only feed. */
    private static final Set<Kind> FEEDS_LOAD = EnumSet.of(Kind.TIME_OUT, Kind.OVERLOAD, Kind.EXHAUSTED);

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Load load : Load.values()) {
            for (Kind kind : Kind.values()) {
                rows.add(Arguments.of(load, kind, load != Load.DEPENDENT || !FEEDS_LOAD.contains(kind)));
            }
        }
        return rows.stream();
    }

    private static State in(Load load, double tokens) {
        return switch (load) {
            case UNKNOWN -> new State(tokens, 20, 0, 50e6, 1e6, 0, true, 0);
            case INDEPENDENT -> new State(tokens, 20, 0, 4e6, 1e6, 0, false, 0);
            case DEPENDENT -> new State(tokens, 20, 0, 4.1e6, 1e6, 0, false, 0);
        };
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("table")
    void aRetryIsAllowedByLoadKindAndTokens(Load load, Kind kind, boolean allowed) {
        assertThat(in(load, 1).load()).isEqualTo(load);
        assertThat(BudgetPolicy.allows(in(load, BudgetPolicy.MOST_TOKENS), kind))
                .isEqualTo(allowed);
        assertThat(BudgetPolicy.allows(in(load, 1), kind)).isEqualTo(allowed);
        assertThat(BudgetPolicy.allows(in(load, 0.99), kind)).isFalse();
        assertThat(BudgetPolicy.allows(in(load, 0), kind)).isFalse();
    }

    @Test
    void theNumbersAreTheDocumentedOnes() {
        assertThat(BudgetPolicy.MOST_TOKENS).isEqualTo(50);
        assertThat(BudgetPolicy.NARROW).isEqualTo(0.05);
        assertThat(BudgetPolicy.LEARNED).isEqualTo(20);
        assertThat(BudgetPolicy.LEARNED_NANOS).isEqualTo(SECOND.toNanos());
        assertThat(BudgetPolicy.WATCHED_NANOS).isEqualTo(SECOND.toNanos() / 4);
    }

    @Test
    void aFreshBudgetIsFullAndKnowsNothing() {
        State fresh = State.fresh(42);
        assertThat(fresh).isEqualTo(new State(BudgetPolicy.MOST_TOKENS, 0, 0, 0, 0, 42, true, 0));
        assertThat(fresh.load()).isEqualTo(Load.UNKNOWN);
    }

    @ParameterizedTest(name = "{0} at share {1}: {2} a success")
    @CsvSource({
        "UNKNOWN, 0.5, 0.05", "UNKNOWN, 0.01, 0.01", "UNKNOWN, 0, 0",
        "INDEPENDENT, 0.5, 0.5", "INDEPENDENT, 1, 1", "INDEPENDENT, 0, 0",
        "DEPENDENT, 0.5, 0.05", "DEPENDENT, 0.01, 0.01", "DEPENDENT, 0, 0"
    })
    void aSuccessDepositsTheShareOfItsLoad(Load load, double share, double expected) {
        State before = in(load, 2);
        // one more success in the time that the last few took changes no verdict
        State after = BudgetPolicy.look(before, share, before.successes() + 1, Math.round(before.fast()), 1);
        assertThat(after.load()).isEqualTo(load);
        assertThat(after.tokens()).isCloseTo(2 + expected, within(1e-9));
    }

    @Test
    void tokensNeverExceedTheMost() {
        double most = BudgetPolicy.MOST_TOKENS;
        assertThat(new Backend().serves(1_000, 5, MINUTE).tokens()).isEqualTo(most);
        assertThat(BudgetPolicy.add(in(Load.INDEPENDENT, most - 0.5), 1).tokens())
                .isEqualTo(most);
        assertThat(BudgetPolicy.add(in(Load.INDEPENDENT, 5), 1).tokens()).isEqualTo(6);
    }

    @Test
    void withoutNewSuccessesNothingChanges() {
        State state = new Backend().serves(100, 5, SECOND).without(8).state();
        assertThat(BudgetPolicy.look(state, 0.5, state.successes(), state.nanos(), state.atNanos() + 1))
                .isSameAs(state);
        assertThat(BudgetPolicy.look(state, 0.5, state.successes() - 1, state.nanos(), state.atNanos()))
                .as("another thread looked before")
                .isSameAs(state);
    }

    @Test
    void loadIsUnknownForTheFirstNineteenSuccesses() {
        Backend backend = new Backend();
        for (int i = 1; i <= 19; i++) {
            assertThat(backend.answers(1, 5).load()).as("%s", i).isEqualTo(Load.UNKNOWN);
        }
        assertThat(backend.answers(1, 5).load()).isEqualTo(Load.INDEPENDENT);
    }

    @Test
    void learningEndsWhenASecondWasWatched() {
        Backend backend = new Backend().quiet(Duration.ofHours(1)).answers(500, 5);
        assertThat(backend.load()).as("one look is no second").isEqualTo(Load.UNKNOWN);
        for (int i = 0; i < 3; i++) {
            assertThat(backend.answersAfter(250_000_000, 500, 5).load()).isEqualTo(Load.UNKNOWN);
        }
        assertThat(backend.answersAfter(249_999_999, 500, 5).load()).isEqualTo(Load.UNKNOWN);
        assertThat(backend.answersAfter(1, 1, 5).load()).isEqualTo(Load.INDEPENDENT);
        assertThat(backend.quiet(Duration.ofHours(1)).answers(1, 5).load())
                .as("and does not begin again")
                .isEqualTo(Load.INDEPENDENT);
    }

    @Test
    void theQuickestAnswersOfTheFirst50MsDoNotBecomeUsual() {
        Backend backend = new Backend();
        for (int i = 0; i < 5; i++) {
            assertThat(backend.answersAfter(10_000_000, 8, 2).load()).isEqualTo(Load.UNKNOWN);
        }
        assertThat(backend.serves(100, 20, SECOND).usualMillis())
                .as("40 calls of 2 ms and 100 of 20 ms")
                .isCloseTo(2_080 / 140.0, within(1e-3));
        for (int i = 0; i < 60; i++) {
            assertThat(backend.load()).as("second %s", i).isEqualTo(Load.INDEPENDENT);
            assertThat(BudgetPolicy.allows(backend.state(), Kind.TIME_OUT)).isTrue();
            backend.serves(100, 20, SECOND);
        }
        assertThat(backend.usualMillis()).isCloseTo(20, within(0.2));
    }

    @Test
    void aPauseAfterTheFirstCallIsNotWatched() {
        Backend backend = new Backend().answers(1, 2).quiet(MINUTE);
        for (int i = 0; i < 5; i++) {
            assertThat(backend.answersAfter(10_000_000, 8, 2).load())
                    .as("the quickest of a burst")
                    .isEqualTo(Load.UNKNOWN);
        }
        assertThat(backend.serves(100, 20, SECOND).load()).isEqualTo(Load.INDEPENDENT);
    }

    @Test
    void aSlowStartOfOneCallAMinuteStillLearns() {
        Backend backend = new Backend();
        for (int i = 1; i <= 19; i++) {
            assertThat(backend.quiet(MINUTE).answers(1, i).load()).as("%s", i).isEqualTo(Load.UNKNOWN);
        }
        assertThat(backend.quiet(MINUTE).answers(1, 20).load()).isEqualTo(Load.INDEPENDENT);
        assertThat(backend.usualMillis()).as("mean of 1 to 20 ms").isCloseTo(10.5, within(1e-6));
    }

    @Test
    void whileLearningTheUsualTimeIsTheMeanOfAllHoweverTheyAreLookedAt() {
        assertThat(new Backend().answers(7, 12).usualMillis()).isCloseTo(12, within(1e-6));
        assertThat(new Backend().answers(6, 10).answers(6, 70).usualMillis()).isCloseTo(40, within(1e-6));
        Backend oneByOne = new Backend();
        for (int i = 1; i <= 100; i++) {
            oneByOne.answersAfter(1_000_000, 1, i);
        }
        assertThat(oneByOne.usualMillis()).isCloseTo(50.5, within(1e-6));
        assertThat(new Backend().answers(100, 50.5).usualMillis()).isCloseTo(50.5, within(1e-6));
    }

    @Test
    void aSlowStartIsForgottenWithinAMinute() {
        Backend backend = new Backend().answers(10, 500).serves(50, 5, SECOND);
        assertThat(backend.load()).isEqualTo(Load.INDEPENDENT);
        assertThat(backend.serves(50, 5, MINUTE).usualMillis()).isCloseTo(5, within(6.0));
    }

    @Test
    void slowerThanTwiceTheUsualTimeIsLoad() {
        assertThat(steady().serves(100, 20, SECOND).load()).isEqualTo(Load.INDEPENDENT);
        assertThat(steady().serves(100, 30, SECOND).load()).isEqualTo(Load.DEPENDENT);
    }

    @Test
    void aMillisecondOrTwoIsNoLoadHoweverQuickTheBackendIs() {
        assertThat(new Backend().serves(100, 0.1, MINUTE).serves(100, 2, SECOND).load())
                .isEqualTo(Load.INDEPENDENT);
        assertThat(new Backend().serves(100, 0.1, MINUTE).serves(100, 3, SECOND).load())
                .isEqualTo(Load.DEPENDENT);
    }

    @Test
    void loadShowsWithinTenSuccesses() {
        Backend backend = steady();
        int successes = 0;
        while (backend.load() != Load.DEPENDENT) {
            backend.answers(1, 50);
            successes++;
        }
        assertThat(successes).isLessThanOrEqualTo(10);
    }

    @Test
    void anOverloadOfHalfAMinuteDoesNotBecomeUsual() {
        Backend backend = steady().serves(100, 200, Duration.ofSeconds(30));
        assertThat(backend.load()).isEqualTo(Load.DEPENDENT);
        assertThat(backend.usualMillis()).isCloseTo(10 + 190 * (1 - Math.pow(0.5, 30.0 / 600)), within(1.0));
        assertThat(backend.serves(100, 10, SECOND).load()).as("it is over").isEqualTo(Load.INDEPENDENT);
    }

    @Test
    void anOverloadThatBuildsUpOverAMinuteIsSeenAndDoesNotBecomeUsual() {
        Backend backend = steady();
        for (int second = 1; second <= 60; second++) {
            backend.serves(100, 10 + 190 * second / 60.0, SECOND);
        }
        assertThat(backend.load()).isEqualTo(Load.DEPENDENT);
        assertThat(backend.usualMillis()).isLessThan(40);
    }

    @Test
    void whatFallsIsLearnedWithinAMinute() {
        assertThat(steady().serves(100, 1, MINUTE).usualMillis()).isCloseTo(1, within(0.2));
    }

    @Test
    void aLastingDoublingIsLearnedInMinutes() {
        assertThat(steady().serves(100, 20, MINUTE).usualMillis()).isCloseTo(20, within(0.2));
        Backend fourfold = steady().serves(100, 40, Duration.ofMinutes(2));
        assertThat(fourfold.load()).isEqualTo(Load.DEPENDENT);
        assertThat(fourfold.serves(100, 40, Duration.ofMinutes(18)).load()).isEqualTo(Load.INDEPENDENT);
        assertThat(fourfold.usualMillis()).isCloseTo(40, within(0.5));
    }

    @Test
    void anHourWithoutCallsDoesNotMakeTheNextOverloadUsual() {
        Backend backend = steady().quiet(Duration.ofHours(1)).serves(100, 200, Duration.ofSeconds(20));
        assertThat(backend.load()).isEqualTo(Load.DEPENDENT);
        assertThat(backend.usualMillis()).isLessThan(20);
    }

    @Test
    void aCallAMinuteIsLearnedTooAndItsOverloadToo() {
        Backend backend = new Backend();
        for (int i = 0; i < 60; i++) {
            backend.quiet(MINUTE).answers(1, 10);
        }
        assertThat(backend.load()).isEqualTo(Load.INDEPENDENT);
        for (int i = 0; i < 5; i++) {
            backend.quiet(MINUTE).answers(1, 100);
        }
        assertThat(backend.load()).isEqualTo(Load.DEPENDENT);
    }

    @Test
    void aClockThatStandsStillLearnsNothingAndDoesNotHarm() {
        State state = steady().state();
        State later = state;
        for (int i = 1; i <= 1_000; i++) {
            later = BudgetPolicy.look(
                    later, 0.5, state.successes() + i, state.nanos() + i * 200_000_000L, state.atNanos());
        }
        assertThat(later.usual()).isEqualTo(state.usual());
        assertThat(later.load()).isEqualTo(Load.DEPENDENT);
    }

    @Test
    void aJumpOfTheClockCountsForASecondAtTheMost() {
        State state = steady().state();
        long now = state.atNanos();
        State later = state;
        long hour = Duration.ofHours(1).toNanos();
        for (int i = 1; i <= 10; i++) {
            now += i % 2 == 0 ? -hour : hour;
            later = BudgetPolicy.look(later, 0.5, state.successes() + i, state.nanos() + i * 200_000_000L, now);
        }
        // five jumps ahead, a second each, at a half-life of ten seconds or more
        assertThat(later.usual() / 1e6).isLessThan(10 + 190 * (1 - Math.pow(0.5, 5.0 / 10)));
    }

    @Test
    void timesThatShrinkCountAsNothingTaken() {
        State state = steady().state();
        State later = BudgetPolicy.look(state, 0.5, state.successes() + 1, state.nanos() - 1_000, state.atNanos() + 1);
        assertThat(later.fast()).isBetween(0.0, state.fast());
    }

    @Test
    void hugeValuesStayFinite() {
        State state = BudgetPolicy.look(State.fresh(Long.MIN_VALUE), 1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(state.tokens()).isEqualTo(BudgetPolicy.MOST_TOKENS);
        assertThat(state.fast()).isFinite().isNotNegative();
        State slow = BudgetPolicy.look(State.fresh(0), 1, 1, Long.MAX_VALUE, Long.MAX_VALUE);
        slow = BudgetPolicy.look(slow, 1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(slow.usual()).isFinite().isNotNegative();
        assertThat(slow.tokens()).isEqualTo(BudgetPolicy.MOST_TOKENS);
    }

    /** Ten milliseconds a call, for long enough to be known. */
    private static Backend steady() {
        return new Backend().serves(100, 10, MINUTE);
    }
}

package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.journal.Decision.Verdict;
import dev.heal.safety.GatePolicy.Sentence;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Mode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One case per rule, next to the case that only just escapes it. */
final class GatePolicyTest {

    private static final Situation FREE = new Situation(Mode.ENFORCE, false, false, false, 0);

    private final GateState state = new GateState();
    private long now;

    @Test
    void protectionIsUnderThePersonAndTheModeOnly() {
        Proposal open = Proposals.text(ActionClass.PROTECT, "open", "db", "CLOSED", "OPEN");
        Object[][] table = {
            {FREE, null},
            {new Situation(Mode.ENFORCE, false, false, true, 0), null},
            {new Situation(Mode.ENFORCE, true, false, false, 0), Reason.KILL_SWITCH},
            {new Situation(Mode.ENFORCE, true, true, false, 0), Reason.KILL_SWITCH},
            {new Situation(Mode.ENFORCE, false, true, false, 0), Reason.PINNED},
            {new Situation(Mode.SUGGEST, false, false, false, 0), Reason.MODE},
            {new Situation(Mode.OBSERVE, false, false, false, 0), Reason.MODE},
            {new Situation(Mode.OBSERVE, false, true, false, 0), Reason.PINNED},
        };
        for (Object[] row : table) {
            Ruling ruling = GatePolicy.protect(open, (Situation) row[0]);
            assertThat(ruling.suppressedBy()).as("%s", row[0]).isEqualTo(row[1]);
            assertThat(ruling.isEnforced()).isEqualTo(row[1] == null);
        }
    }

    @Test
    void whatIsSoundIsDone() {
        assertThat(rule(Proposals.tune("db"), FREE)).isEqualTo(new Ruling(Mode.ENFORCE, null, "12"));
        assertThat(state.underway("db").to).isEqualTo("12");
    }

    @Test
    void modesAndPeopleComeFirst() {
        Object[][] table = {
            {new Situation(Mode.ENFORCE, true, true, true, 0), Mode.ENFORCE, Reason.KILL_SWITCH},
            {new Situation(Mode.ENFORCE, false, true, true, 0), Mode.ENFORCE, Reason.PINNED},
            {new Situation(Mode.ENFORCE, false, false, true, 0), Mode.SUGGEST, Reason.WATCHDOG},
            {new Situation(Mode.SUGGEST, false, false, true, 0), Mode.SUGGEST, Reason.MODE},
            {new Situation(Mode.OBSERVE, false, false, false, 0), Mode.OBSERVE, Reason.MODE},
        };
        for (Object[] row : table) {
            Ruling ruling = GatePolicy.step(new GateState(), Proposals.tune("db"), (Situation) row[0], now);
            assertThat(ruling).as("%s", row[0]).isEqualTo(new Ruling((Mode) row[1], (Reason) row[2], "12"));
        }
    }

    @Test
    void observingDrawsOnTheSameBudgetAndKeepsTheSameDwell() {
        Situation observing = new Situation(Mode.OBSERVE, false, false, false, 0.5);
        assertThat(reason(Proposals.tune("db"), observing)).isEqualTo(Reason.MODE);
        assertThat(reason(Proposals.tune("db"), observing)).isEqualTo(Reason.DWELL);
        now += Duration.ofSeconds(66).toNanos() - 1;
        assertThat(reason(Proposals.tune("db"), observing))
                .as("a tenth of jitter")
                .isEqualTo(Reason.DWELL);
        now += 1;
        for (int i = 1; i < 12; i++) {
            assertThat(reason(Proposals.tune("db" + i), observing)).isEqualTo(Reason.MODE);
        }
        assertThat(reason(Proposals.tune("db"), observing)).isEqualTo(Reason.BUDGET);
        assertThat(state.all()).isEmpty();
    }

    @Test
    void missingDataIsNeverAValue() {
        Proposal sound = Proposals.tune("db");
        Proposal none = Proposals.with(sound, new Proposal.Grounds(Proposals.CAUSE, 0, 1, Map.of(), "heal"));
        Proposal unknown =
                Proposals.with(sound, new Proposal.Grounds(Proposals.CAUSE, 9, 1, Map.of("rate", Double.NaN), "heal"));
        Proposal from = numeric(new Proposal.Numeric(Double.NaN, 12, 1, 100, true));
        Proposal to = numeric(new Proposal.Numeric(10, Double.POSITIVE_INFINITY, 1, 100, true));
        for (Proposal p : new Proposal[] {none, unknown, from, to}) {
            assertThat(reason(p, FREE)).as("%s", p).isEqualTo(Reason.NO_DATA);
        }
    }

    @Test
    void aTuningThatNobodyVerifiesIsRefused() {
        Proposal.Numeric numeric = new Proposal.Numeric(10, 12, 1, 100, true);
        assertThat(reason(Proposals.number(ActionClass.TUNE, "db", numeric, null), FREE))
                .isEqualTo(Reason.UNVERIFIABLE);
        assertThat(reason(Proposals.number(ActionClass.REACH_OUT, "db", numeric, null), FREE))
                .isNull();
    }

    @Test
    void stepsAndBounds() {
        Object[][] table = {
            // from, to, min, max, whole -> step
            {10.0, 12.0, 1.0, 100.0, true, "12"},
            {10.0, 40.0, 1.0, 100.0, true, "15"},
            {10.0, 1.0, 1.0, 100.0, true, "8"},
            {1.0, 9.0, 1.0, 100.0, true, "2"},
            {3.0, 9.0, 1.0, 100.0, true, "4"},
            {3.0, 1.0, 1.0, 100.0, true, "2"},
            {4.0, 1.0, 1.0, 100.0, true, "3"},
            {0.0, 9.0, 0.0, 100.0, true, "1"},
            {90.0, 500.0, 1.0, 100.0, true, "100"},
            {2.0, 0.0, 2.0, 100.0, true, Reason.NO_CHANGE},
            {10.0, 10.0, 1.0, 100.0, true, Reason.NO_CHANGE},
            {0.0, 9.0, 1.0, 100.0, true, Reason.BOUNDS},
            {101.0, 50.0, 1.0, 100.0, true, Reason.BOUNDS},
            {1.0, 9.0, 0.5, 4.0, false, "1.5"},
            {1.0, 0.1, 0.5, 4.0, false, "0.8"},
            {0.55, 0.1, 0.5, 4.0, false, "0.5"},
            {3.9, 9.0, 0.5, 4.0, false, "4"},
        };
        for (Object[] row : table) {
            Proposal.Numeric numeric = new Proposal.Numeric(
                    (double) row[0], (double) row[1], (double) row[2], (double) row[3], (boolean) row[4]);
            Ruling ruling = GatePolicy.step(new GateState(), numeric(numeric), FREE, now);
            Object answer = ruling.suppressedBy() == null ? ruling.to() : ruling.suppressedBy();
            assertThat(answer).as("%s", numeric).isEqualTo(row[5]);
        }
    }

    @Test
    void oneChangeOfAResourceAtATime() {
        apply(Proposals.tune("db"));
        Proposal other = Proposals.text(ActionClass.REACH_OUT, "write", "db", "a", "b");
        assertThat(reason(other, FREE)).isEqualTo(Reason.IN_PROGRESS);
        judge("db", Verdict.CONFIRMED);
        assertThat(reason(other, FREE)).isNull();
    }

    @Test
    void aChangeRestsForItsDwell() {
        apply(Proposals.tune("db", verifiedWithin(1)));
        now += Duration.ofSeconds(1).toNanos();
        judge("db", Verdict.CONFIRMED);
        assertThat(reason(Proposals.tune("db"), FREE)).isEqualTo(Reason.DWELL);
        now += Duration.ofSeconds(59).toNanos() - 1;
        assertThat(reason(Proposals.tune("db"), FREE)).isEqualTo(Reason.DWELL);
        now += 1;
        assertThat(reason(Proposals.tune("db"), FREE)).isNull();
    }

    @Test
    void aKindHasOneBudgetForAllItsResources() {
        for (int i = 0; i < 12; i++) {
            assertThat(reason(Proposals.tune("db" + i), FREE)).isNull();
        }
        assertThat(reason(Proposals.tune("db12"), FREE)).isEqualTo(Reason.BUDGET);
        assertThat(reason(Proposals.text(ActionClass.TUNE, "lower limit", "db12", "a", "b"), FREE))
                .as("another kind")
                .isNull();
        now += Duration.ofMinutes(5).toNanos();
        assertThat(reason(Proposals.tune("db13"), FREE)).isNull();
        assertThat(reason(Proposals.tune("db14"), FREE)).isEqualTo(Reason.BUDGET);
    }

    @Test
    void moreThanThreeOfTenAffectedFreezes() {
        for (int i = 0; i < 3; i++) {
            assertThat(reason(Proposals.withPeers(Proposals.tune("db" + i), 10), FREE))
                    .isNotEqualTo(Reason.FROZEN);
        }
        assertThat(reason(Proposals.withPeers(Proposals.tune("db3"), 10), FREE)).isEqualTo(Reason.FROZEN);
        now += Duration.ofMinutes(1).toNanos() + 1;
        assertThat(reason(Proposals.withPeers(Proposals.tune("db3"), 10), FREE)).isNotEqualTo(Reason.FROZEN);
    }

    @Test
    void aFreezeEndsAtTwoOfTen() {
        for (int i = 0; i < 4; i++) {
            reason(Proposals.withPeers(Proposals.tune("db" + i), 10), FREE);
            now += Duration.ofSeconds(15).toNanos();
        }
        assertThat(reason(Proposals.withPeers(Proposals.tune("db3"), 10), FREE))
                .as("four, then three affected")
                .isEqualTo(Reason.FROZEN);
        now += Duration.ofSeconds(16).toNanos();
        assertThat(reason(Proposals.withPeers(Proposals.tune("db3"), 10), FREE)).isNotEqualTo(Reason.FROZEN);
    }

    @Test
    void aFewResourcesNeverFreeze() {
        for (int i = 0; i < 9; i++) {
            assertThat(reason(Proposals.withPeers(Proposals.tune("db" + i), 9), FREE))
                    .isNotEqualTo(Reason.FROZEN);
        }
    }

    @Test
    void theFirstTriesForAll() {
        apply(peer("db0"));
        assertThat(reason(peer("db1"), FREE)).isEqualTo(Reason.CANARY);
        judge("db0", Verdict.CONFIRMED);
        apply(peer("db1"));
        apply(peer("db2"));
        judge("db1", Verdict.CONFIRMED);
        now += Duration.ofHours(1).toNanos();
        assertThat(reason(peer("db3"), FREE))
                .as("an hour later it needs a canary again")
                .isNull();
        assertThat(reason(peer("db4"), FREE)).isEqualTo(Reason.CANARY);
    }

    @Test
    void whenTheFirstFailsTheRestIsSpared() {
        apply(peer("db0"));
        assertThat(judge("db0", Verdict.REVERTED)).isEqualTo(Sentence.TAKE_BACK);
        state.end(state.underway("db0"));
        assertThat(reason(peer("db1"), FREE)).isEqualTo(Reason.QUARANTINED);
        now += Duration.ofMinutes(10).toNanos();
        assertThat(reason(peer("db1"), FREE)).isNull();
    }

    @Test
    void aFailureAfterTheProofAsksForANewCanary() {
        apply(peer("db0"));
        judge("db0", Verdict.CONFIRMED);
        apply(peer("db1"));
        judge("db1", Verdict.INCONCLUSIVE);
        assertThat(reason(peer("db2"), FREE)).isNull();
        assertThat(reason(peer("db3"), FREE)).isEqualTo(Reason.CANARY);
    }

    @Test
    void whatHasNoVerdictStandsForADwellFirst() {
        Proposal first = Proposals.withPeers(Proposals.text(ActionClass.REACH_OUT, "restart", "w0", "up", "new"), 5);
        Proposal second = Proposals.withPeers(Proposals.text(ActionClass.REACH_OUT, "restart", "w1", "up", "new"), 5);
        apply(first);
        assertThat(state.all()).isEmpty();
        assertThat(reason(second, FREE)).isEqualTo(Reason.CANARY);
        now += Duration.ofMinutes(5).toNanos();
        assertThat(reason(second, FREE)).isNull();
    }

    @Test
    void aChangeThatIsTakenBackAgainAndAgainStaysAwayLonger() {
        long[] minutes = {10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440};
        for (long length : minutes) {
            apply(Proposals.tune("db"));
            judge("db", Verdict.REVERTED);
            state.end(state.underway("db"));
            now += Duration.ofMinutes(length).toNanos() - 1;
            assertThat(reason(Proposals.tune("db"), FREE)).as("%d min", length).isEqualTo(Reason.QUARANTINED);
            now += 1;
        }
        now += Duration.ofDays(1).toNanos() + 1;
        apply(Proposals.tune("db"));
        judge("db", Verdict.REVERTED);
        state.end(state.underway("db"));
        now += Duration.ofMinutes(10).toNanos();
        assertThat(reason(Proposals.tune("db"), FREE)).as("forgotten").isNull();
    }

    @Test
    void aChangeThatIsConfirmedBeginsAnew() {
        for (Verdict verdict : new Verdict[] {Verdict.REVERTED, Verdict.CONFIRMED, Verdict.REVERTED}) {
            apply(Proposals.tune("db"));
            judge("db", verdict);
            state.all().forEach(state::end);
            now += Duration.ofMinutes(10).toNanos();
        }
        assertThat(reason(Proposals.tune("db"), FREE))
                .as("ten minutes, not twenty")
                .isNull();
    }

    @Test
    void anActuatorThatThrowsIsLeftAloneForAWhile() {
        rule(Proposals.tune("db"), FREE);
        GatePolicy.failed(state, state.underway("db"), now);
        assertThat(reason(Proposals.tune("db"), FREE)).isEqualTo(Reason.QUARANTINED);
    }

    @Test
    void aStaleChangeMayBeProposedAnewAtOnce() {
        rule(peer("db0"), FREE);
        GatePolicy.dropped(state, state.underway("db0"), now);
        assertThat(reason(peer("db1"), FREE)).as("the canary is free").isNull();
    }

    @Test
    void reversalsAreFreeButNotAgainstAPerson() {
        Object[][] table = {
            {FREE, Sentence.TAKE_BACK},
            {new Situation(Mode.ENFORCE, false, false, true, 0), Sentence.TAKE_BACK},
            {new Situation(Mode.ENFORCE, true, false, false, 0), Sentence.LEAVE},
            {new Situation(Mode.ENFORCE, false, true, false, 0), Sentence.LEAVE},
            {new Situation(Mode.OBSERVE, false, false, false, 0), Sentence.LEAVE},
        };
        for (Object[] row : table) {
            GateState own = new GateState();
            GatePolicy.step(own, Proposals.tune("db"), FREE, now);
            Underway change = own.underway("db");
            GatePolicy.applied(own, change, 1, FREE, now);
            assertThat(GatePolicy.judge(own, change, Verdict.REVERTED, (Situation) row[0], now))
                    .as("%s", row[0])
                    .isEqualTo(row[1]);
            assertThat(own.underway("db") == null).isEqualTo(row[1] == Sentence.LEAVE);
        }
    }

    @Test
    void aReversalIsTriedThreeTimes() {
        apply(Proposals.tune("db"));
        now += Duration.ofMinutes(5).toNanos();
        for (int i = 1; i <= 3; i++) {
            assertThat(state.takeDue(now - 1, 9)).isEmpty();
            Underway change = state.takeDue(now, 9).get(0);
            assertThat(state.takeDue(now, 9)).as("handed out once").isEmpty();
            GatePolicy.judge(state, change, Verdict.REVERTED, FREE, now);
            assertThat(GatePolicy.revertFailed(state, change, now)).isEqualTo(i < 3);
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(state.underway("db")).isNull();
    }

    @Test
    void accountIsKeptOfSoManyAndTheIdleOnesMakeRoom() {
        for (int i = 0; i < GateRules.CAPACITY; i++) {
            reason(Proposals.tune("db" + i), FREE);
        }
        assertThat(reason(Proposals.tune("one more"), FREE)).isEqualTo(Reason.CAPACITY);
        now += Duration.ofHours(1).toNanos();
        assertThat(reason(Proposals.tune("one more"), FREE)).isNull();
    }

    private Ruling rule(Proposal p, Situation situation) {
        return GatePolicy.step(state, p, situation, now);
    }

    private Reason reason(Proposal p, Situation situation) {
        return rule(p, situation).suppressedBy();
    }

    private void apply(Proposal p) {
        assertThat(reason(p, FREE)).isNull();
        GatePolicy.applied(state, state.underway(p.resource()), 1, FREE, now);
    }

    private Sentence judge(String resource, Verdict verdict) {
        return GatePolicy.judge(state, state.underway(resource), verdict, FREE, now);
    }

    private static Proposal peer(String resource) {
        return Proposals.withPeers(Proposals.tune(resource), 5);
    }

    private static Proposal numeric(Proposal.Numeric numeric) {
        return Proposals.number(ActionClass.TUNE, "db", numeric, Proposals.CONFIRMED);
    }

    private static Proposal.Verification verifiedWithin(long seconds) {
        return new Proposal.Verification(Duration.ofSeconds(seconds), () -> Verdict.CONFIRMED);
    }
}

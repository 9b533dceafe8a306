package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import dev.heal.journal.Journal;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The shell in virtual time: what is done, what is written down, and when it is judged. */
final class SafetyGateTest {

    private final VirtualTime time = new VirtualTime();
    private final Journal journal = new Journal();
    private final Cell cell = new Cell("10");
    private SafetyGate gate = gate(Mode.AUTO);

    @Test
    void whatIsProposedIsDoneAndWrittenDown() {
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
        assertThat(cell.value).isEqualTo("12");
        assertThat(sentences())
                .containsExactly("db: raise limit, 10 to 12, because of queueing in db (pool); samples 20, waiting 4;"
                        + " to overrule: limit.max");
    }

    @Test
    void aLargeStepIsCutToASmallOne() {
        Proposal.Numeric numeric = new Proposal.Numeric(10, 80, 1, 100, true);
        Ruling ruling = gate.propose(Proposals.number(ActionClass.TUNE, "db", numeric, Proposals.CONFIRMED), cell);
        assertThat(ruling.to()).isEqualTo("15");
        assertThat(cell.value).isEqualTo("15");
        assertThat(last().to()).isEqualTo("15");
    }

    @Test
    void aChangeThatDidGoodIsConfirmedByItsDeadline() {
        gate.propose(Proposals.tune("db"), cell);
        time.advance(Duration.ofSeconds(299));
        assertThat(journal.recent(9)).hasSize(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(cell.value).isEqualTo("12");
        assertThat(last().sentence())
                .isEqualTo(
                        "db: confirmed decision 1: raise limit, 10 to 12, because of queueing in db (pool); waiting 4;"
                                + " to overrule: limit.max");
        assertThat(journal.verdictOn(1)).contains(last());
    }

    @Test
    void aChangeThatDidNoGoodIsTakenBackAndStaysAway() {
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("10");
        assertThat(last().sentence())
                .startsWith("db: reverted decision 1: raise limit, 12 to 10, because of queueing in db (pool);");
        assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.QUARANTINED);
        assertThat(last().sentence()).startsWith("db: not done (quarantined): raise limit, 10 to 12, because of");
        time.advance(Duration.ofMinutes(10));
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
    }

    @Test
    void whatNobodyCanSayIsTakenBackToo() {
        gate.propose(
                Proposals.tune("db", Proposals.verification(() -> {
                    throw new IllegalStateException("no metrics");
                })),
                cell);
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("10");
        assertThat(last().judgement()).isEqualTo(new Decision.Judgement(1, Verdict.INCONCLUSIVE));
        assertThat(last().isDone()).isTrue();
    }

    @Test
    void aValueThatSomebodyElseHasSetSinceIsLeftAlone() {
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        cell.value = "33";
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("33");
        assertThat(last().sentence())
                .startsWith("db: inconclusive on decision 1, not done (stale): raise limit, 12 to 10, because of");
        time.advance(Duration.ofMinutes(10));
        assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.STALE);
    }

    @Test
    void aStaleProposalIsDropped() {
        cell.value = "11";
        assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.STALE);
        assertThat(cell.value).isEqualTo("11");
        assertThat(last().sentence()).startsWith("db: not done (stale): raise limit, 10 to 12, because of");
        cell.value = "10";
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
    }

    @Test
    void anActuatorThatThrowsDisturbsNobody() {
        Throwable[] thrown = {
            new IllegalStateException("password=hunter2"),
            new Exception("checked"),
            new NoClassDefFoundError("x"),
            new StackOverflowError()
        };
        for (Throwable one : thrown) {
            gate = gate(Mode.AUTO);
            Ruling ruling = gate.propose(Proposals.tune("db"), (expected, next) -> {
                SafetyGateTest.<RuntimeException>sneak(one);
                return true;
            });
            assertThat(ruling.suppressedBy()).isEqualTo(Reason.FAILED);
            assertThat(last().suppressedBy())
                    .isEqualTo("failed: " + one.getClass().getSimpleName());
            assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.QUARANTINED);
        }
    }

    @Test
    void aReversalThatFailsIsTriedAgainASecondLater() {
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        cell.failures = 2;
        time.advance(Duration.ofSeconds(310));
        assertThat(cell.value).isEqualTo("10");
        assertThat(last().judgement()).isEqualTo(new Decision.Judgement(1, Verdict.REVERTED));
    }

    @Test
    void aReversalThatFailsThreeTimesIsSaidSo() {
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        cell.failures = 99;
        time.advance(Duration.ofSeconds(310));
        assertThat(cell.value).isEqualTo("12");
        assertThat(last().sentence())
                .startsWith(
                        "db: inconclusive on decision 1, not done (failed: IllegalStateException): raise limit, 12 to 10,");
        assertThat(cell.failures).isEqualTo(96);
    }

    @Test
    void whatReachesOutIsOnlySuggestedByDefault() {
        Ruling ruling = gate.propose(Proposals.text(ActionClass.REACH_OUT, "write", "file", "10", "11"), cell);
        assertThat(ruling).isEqualTo(new Ruling(Mode.SUGGEST, Reason.MODE, "11"));
        time.runDue();
        assertThat(cell.value).isEqualTo("10");
        assertThat(last().sentence())
                .isEqualTo("file: suggested, not done: write, 10 to 11, because of queueing in db (pool); samples 20,"
                        + " waiting 4; to overrule: by hand");
    }

    @Test
    void whatReachesOutRunsOnTheIoExecutor() {
        gate = gate(Mode.ENFORCE);
        Ruling ruling = gate.propose(Proposals.text(ActionClass.REACH_OUT, "write", "file", "10", "11"), cell);
        assertThat(ruling.isEnforced()).isTrue();
        assertThat(cell.value).as("not on this thread").isEqualTo("10");
        time.runDue();
        assertThat(cell.value).isEqualTo("11");
        assertThat(last().isDone()).isTrue();
    }

    @Test
    void anActuatorThatMayBlockIsTakenBackOnTheIoExecutorToo() {
        cell.blocks = true;
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        assertThat(cell.value).isEqualTo("10");
        time.runDue();
        assertThat(cell.value).isEqualTo("12");
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("10");
    }

    @Test
    void protectionIsDoneAtOnceAndAsOftenAsNeeded() {
        for (int i = 0; i < 100; i++) {
            Proposal p = Proposals.text(ActionClass.PROTECT, "open", "db" + i % 5, "10", "10");
            assertThat(gate.propose(p, cell).isEnforced()).isTrue();
        }
        assertThat(journal.recent(512)).hasSize(100).allMatch(Decision::isDone);
    }

    @Test
    void observingDoesNothingAtAll() {
        gate = gate(Mode.OBSERVE);
        for (ActionClass actionClass : ActionClass.values()) {
            Proposal p = Proposals.text(actionClass, "write", "db" + actionClass, "10", "11");
            assertThat(gate.propose(p, cell)).isEqualTo(new Ruling(Mode.OBSERVE, Reason.MODE, "11"));
        }
        time.advance(Duration.ofHours(1));
        assertThat(cell.value).isEqualTo("10");
        assertThat(sentences()).hasSize(3).allMatch(s -> s.contains(": observed, not done: write, 10 to 11,"));
    }

    @Test
    void aModeThatChangesIsFollowedAndOneThatCannotBeReadStays() {
        AtomicReference<Mode> mode = new AtomicReference<>(Mode.OBSERVE);
        gate = new SafetyGate(new ModeCell(mode), time.runtime(1), journal);
        Proposal open = Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11");
        assertThat(gate.propose(open, cell).suppressedBy()).isEqualTo(Reason.MODE);
        mode.set(null);
        assertThat(gate.propose(open, cell).suppressedBy())
                .as("the last good one")
                .isEqualTo(Reason.MODE);
        mode.set(Mode.AUTO);
        assertThat(gate.propose(open, cell).isEnforced()).isTrue();
    }

    @Test
    void aModeThatIsTurnedDownLeavesWhatAwaitsItsVerdict() {
        AtomicReference<Mode> mode = new AtomicReference<>(Mode.AUTO);
        gate = new SafetyGate(new ModeCell(mode), time.runtime(1), journal);
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        mode.set(Mode.SUGGEST);
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("12");
        assertThat(last().sentence())
                .startsWith("db: inconclusive on decision 1, suggested, not done: raise limit, 12 to 10, because of");
    }

    @Test
    void refusalsThatRepeatAreWrittenDownOnceAMinuteWithTheirNumber() {
        gate.override(pin("db", ManualOverride.EVERYTHING, Duration.ofHours(1)));
        for (int i = 0; i < 120; i++) {
            gate.propose(Proposals.tune("db"), cell);
            time.advance(Duration.ofSeconds(1));
        }
        List<Decision> refused = journal.recent(512).stream()
                .filter(d -> "pinned".equals(d.suppressedBy()))
                .toList();
        assertThat(refused).hasSizeBetween(2, 3);
        assertThat(refused.get(1).evidence()).containsEntry("times", 59.0);
        gate.close();
        double times = journal.recent(512).stream()
                .filter(d -> "pinned".equals(d.suppressedBy()))
                .mapToDouble(d -> d.evidence().getOrDefault("times", 1.0))
                .sum();
        assertThat(times).isEqualTo(120);
    }

    @Test
    void anOverrideIsWrittenDownFromItsBeginningToItsEnd() {
        gate.override(pin("db", ManualOverride.EVERYTHING, Duration.ofMinutes(10)));
        assertThat(gate.propose(Proposals.tune("db"), cell).suppressedBy()).isEqualTo(Reason.PINNED);
        assertThat(gate.propose(Proposals.text(ActionClass.PROTECT, "open", "db", "10", "11"), cell)
                        .suppressedBy())
                .isEqualTo(Reason.PINNED);
        assertThat(gate.propose(Proposals.tune("cache"), cell).isEnforced()).isTrue();
        assertThat(gate.overrides()).hasSize(1);
        time.advance(Duration.ofMinutes(10));
        assertThat(gate.overrides()).isEmpty();
        cell.value = "10";
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
        assertThat(sentences())
                .contains(
                        "db: pin everything, automatic to as it is, because of release 42 in db (person); seconds 600; decided"
                                + " by ada; to overrule: release()",
                        "db: release everything, as it is to automatic, because of its time is over, was for release 42 in db"
                                + " (person); decided by ada; to overrule: override() again");
    }

    @Test
    void anOverrideIsReleasedByAnybodyWhoSaysSo() {
        gate.override(pin("db", "raise limit", Duration.ofMinutes(10)));
        gate.override(pin("db", "raise limit", Duration.ofMinutes(20)));
        assertThat(gate.release("db", "open", "bob")).isFalse();
        assertThat(gate.release("db", "raise limit", "bob")).isTrue();
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
        assertThat(journal.recent(9).stream()
                        .map(d -> d.action() + ", " + d.cause().kind() + ", " + d.by()))
                .startsWith(
                        "pin raise limit, release 42, ada",
                        "release raise limit, replaced, was for release 42, ada",
                        "pin raise limit, release 42, ada",
                        "release raise limit, released, was for release 42, bob");
    }

    @Test
    void whatAPersonHoldsIsNotTakenBack() {
        gate.propose(Proposals.tune("db", Proposals.verification(() -> Verdict.REVERTED)), cell);
        gate.override(pin("db", ManualOverride.EVERYTHING, Duration.ofMinutes(10)));
        time.advance(Duration.ofSeconds(301));
        assertThat(cell.value).isEqualTo("12");
        assertThat(last().sentence())
                .startsWith("db: inconclusive on decision 1, not done (pinned): raise limit, 12 to 10,");
    }

    @Test
    void theKillSwitchStopsEverythingUntilItIsReleased() {
        gate.stop("ada", "deploy 42");
        assertThat(gate.isStopped()).isTrue();
        for (ActionClass actionClass : ActionClass.values()) {
            Proposal p = Proposals.text(actionClass, "write", "db", "10", "11");
            assertThat(gate.propose(p, cell).suppressedBy()).isEqualTo(Reason.KILL_SWITCH);
        }
        assertThat(last().sentence()).startsWith("db: not done (kill switch): write, 10 to 11,");
        gate.resume("bob");
        assertThat(gate.propose(Proposals.tune("db"), cell).isEnforced()).isTrue();
        assertThat(sentences())
                .contains(
                        "heal: stop all automation, running to stopped, because of deploy 42 in heal (person); decided by ada;"
                                + " to overrule: stop() and resume()",
                        "heal: resume automation, stopped to running, because of resumed by hand in heal (person); decided by"
                                + " bob; to overrule: stop() and resume()");
    }

    @Test
    void whatWasHandedOverIsNotDoneAfterTheKillSwitch() {
        gate = gate(Mode.ENFORCE);
        gate.propose(Proposals.text(ActionClass.REACH_OUT, "write", "file", "10", "11"), cell);
        gate.stop("ada", "no");
        time.runDue();
        assertThat(cell.value).isEqualTo("10");
        assertThat(last().suppressedBy()).isEqualTo("kill switch");
    }

    @Test
    void closingLeavesNoTimerAndSaysWhatHasNoVerdict() {
        gate.propose(Proposals.tune("db"), cell);
        gate.close();
        gate.close();
        assertThat(time.pending()).isZero();
        assertThat(last().sentence())
                .startsWith("db: inconclusive on decision 1, not done (closed): raise limit, 12 to 10,");
        assertThat(gate.propose(Proposals.tune("cache"), cell).suppressedBy()).isEqualTo(Reason.CLOSED);
        assertThat(gate.propose(Proposals.text(ActionClass.PROTECT, "open", "db", "12", "11"), cell)
                        .isEnforced())
                .as("protection goes on")
                .isTrue();
    }

    @Test
    void aChangeThatEndsAfterTheGateIsSaidToHaveNoVerdict() {
        cell.blocks = true;
        gate.propose(Proposals.tune("db"), cell);
        gate.close();
        time.runDue();
        assertThat(cell.value).isEqualTo("12");
        assertThat(last().judgement()).isEqualTo(new Decision.Judgement(1, Verdict.INCONCLUSIVE));
        assertThat(last().suppressedBy()).isEqualTo("closed");
    }

    @Test
    void oneTickJudgesManyAndTheNextTheRest() {
        for (int kind = 0; kind < 10; kind++) {
            for (int i = 0; i < 10; i++) {
                Proposal p = Proposals.text(ActionClass.TUNE, "kind " + kind, "r" + kind + "." + i, "a", "b");
                assertThat(gate.propose(p, new Cell("a")).isEnforced()).isTrue();
            }
        }
        time.advance(Duration.ofSeconds(301));
        assertThat(journal.recent(512).stream().filter(d -> d.judgement() != null))
                .hasSize(100);
    }

    private SafetyGate gate(Mode mode) {
        return new SafetyGate(Live.of(mode), time.runtime(1), journal);
    }

    private Decision last() {
        return journal.recent(1).get(0);
    }

    private List<String> sentences() {
        return journal.recent(512).stream().map(Decision::sentence).toList();
    }

    private static ManualOverride pin(String resource, String kind, Duration expiry) {
        return new ManualOverride(resource, kind, "ada", "release 42", expiry);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** A value that is set by compare-and-set, and fails when told to. */
    static final class Cell implements Actuator {
        volatile String value;
        boolean blocks;
        int failures;

        Cell(String value) {
            this.value = value;
        }

        @Override
        public synchronized boolean compareAndSet(String expected, String next) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("told to");
            }
            if (!value.equals(expected)) {
                return false;
            }
            value = next;
            return true;
        }

        @Override
        public boolean blocks() {
            return blocks;
        }
    }

    /** A mode that changes; null is one that cannot be read. */
    private record ModeCell(AtomicReference<Mode> mode) implements Live<Mode> {
        @Override
        public Mode get() {
            return Optional.ofNullable(mode.get()).orElseThrow();
        }

        @Override
        public Subscription onChange(BiConsumer<? super Mode, ? super Mode> listener) {
            return () -> {};
        }
    }
}

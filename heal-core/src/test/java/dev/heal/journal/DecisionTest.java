package dev.heal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.journal.Decision.Verdict;
import dev.heal.settings.Mode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms that a sentence takes, as text. */
final class DecisionTest {

    private static final Decision RAISE = new Decision(
            Instant.EPOCH,
            "db",
            "raise limit",
            "10",
            "15",
            new Decision.Cause("db", "queueing", "pool"),
            Map.of("waiting", 4.0),
            "heal.guard.db.limit.max");

    @Test
    void done() {
        Decision decision = new Decision(
                Instant.EPOCH,
                "vectors",
                "open",
                "CLOSED",
                "OPEN",
                new Decision.Cause("vectors", "connection-dead UNAVAILABLE", "client"),
                Map.of("failureRatePercent", 66.666, "calls", 12.0),
                "heal.guard.vectors.breaker.*");
        assertThat(decision.sentence())
                .isEqualTo("vectors: open, CLOSED to OPEN, because of connection-dead UNAVAILABLE in vectors (client);"
                        + " calls 12, failureRatePercent 66.7; to overrule: heal.guard.vectors.breaker.*");
    }

    @Test
    void whatIsEmptyIsLeftOut() {
        Decision decision =
                new Decision(Instant.EPOCH, "a", "b", "c", "d", new Decision.Cause("x", "y", "z"), Map.of(), "");
        assertThat(decision.sentence()).isEqualTo("a: b, c to d, because of y in x (z)");
    }

    @Test
    void observed() {
        assertThat(RAISE.in(Mode.OBSERVE).suppressedBy("mode").sentence())
                .isEqualTo("db: observed, not done: raise limit, 10 to 15, because of queueing in db (pool); waiting 4;"
                        + " to overrule: heal.guard.db.limit.max");
        assertThat(RAISE.in(Mode.OBSERVE).sentence()).startsWith("db: observed, not done: raise limit, 10 to 15,");
    }

    @Test
    void suggested() {
        assertThat(RAISE.in(Mode.SUGGEST).suppressedBy("mode").sentence())
                .startsWith("db: suggested, not done: raise limit, 10 to 15, because of");
    }

    @Test
    void suppressed() {
        assertThat(RAISE.suppressedBy("budget").sentence())
                .startsWith("db: not done (budget): raise limit, 10 to 15, because of");
        assertThat(RAISE.in(Mode.SUGGEST).suppressedBy("watchdog").sentence())
                .startsWith("db: suggested, not done (watchdog): raise limit, 10 to 15, because of");
    }

    @Test
    void byAPerson() {
        assertThat(RAISE.by("ada").sentence())
                .isEqualTo("db: raise limit, 10 to 15, because of queueing in db (pool); waiting 4; decided by ada;"
                        + " to overrule: heal.guard.db.limit.max");
    }

    @Test
    void verdicts() {
        assertThat(RAISE.judging(41, Verdict.CONFIRMED).sentence())
                .startsWith("db: confirmed decision 41: raise limit, 10 to 15, because of");
        assertThat(RAISE.judging(41, Verdict.REVERTED).sentence())
                .startsWith("db: reverted decision 41: raise limit, 10 to 15, because of");
        assertThat(RAISE.judging(41, Verdict.INCONCLUSIVE).sentence())
                .startsWith("db: inconclusive on decision 41: raise limit, 10 to 15, because of");
        assertThat(RAISE.judging(41, Verdict.INCONCLUSIVE)
                        .suppressedBy("pinned")
                        .sentence())
                .startsWith("db: inconclusive on decision 41, not done (pinned): raise limit, 10 to 15, because of");
    }

    @Test
    void numbersReadAsNumbers() {
        Map<String, Double> numbers = new HashMap<>();
        numbers.put("a", Double.NaN);
        numbers.put("b", Double.POSITIVE_INFINITY);
        numbers.put("c", 0.004);
        numbers.put("d", -3.25);
        numbers.put("e", 1e18);
        numbers.put("f", 0.0);
        Decision decision =
                new Decision(Instant.EPOCH, "a", "b", "c", "d", new Decision.Cause("x", "y", "z"), numbers, "");
        assertThat(decision.sentence()).endsWith("; a unknown, b Infinity, c 0.004, d -3.2, e 1.0E18, f 0");
    }

    @Test
    void whatNobodySaidIsHealsOwnAndDone() {
        assertThat(RAISE.isDone()).isTrue();
        assertThat(RAISE.by()).isEqualTo("heal");
        assertThat(RAISE.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(RAISE.id()).isZero();
        assertThat(RAISE.in(Mode.SUGGEST).isDone()).isFalse();
        assertThat(RAISE.suppressedBy("dwell").isDone()).isFalse();
    }

    @Test
    void aWitherKeepsTheRest() {
        Decision all = RAISE.numbered(7)
                .in(Mode.SUGGEST)
                .by("ada")
                .suppressedBy("frozen")
                .judging(3, Verdict.CONFIRMED);
        assertThat(all.standing())
                .isEqualTo(new Decision.Standing(
                        7, Mode.SUGGEST, "ada", "frozen", new Decision.Judgement(3, Verdict.CONFIRMED)));
        assertThat(all.evidence()).isEqualTo(RAISE.evidence());
    }

    @Test
    void autoIsNoAnswer() {
        assertThatThrownBy(() -> RAISE.in(Mode.AUTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("decision: mode must be observe, suggest or enforce, was auto; resolve it first");
    }

    @Test
    void theEvidenceIsACopyThatNobodyChanges() {
        Map<String, Double> evidence = new HashMap<>(Map.of("calls", 1.0));
        Decision decision =
                new Decision(Instant.EPOCH, "a", "b", "c", "d", new Decision.Cause("x", "y", "z"), evidence, "");
        evidence.put("calls", 2.0);
        assertThat(decision.evidence()).containsExactly(Map.entry("calls", 1.0));
        assertThatThrownBy(() -> decision.evidence().put("calls", 3.0))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}

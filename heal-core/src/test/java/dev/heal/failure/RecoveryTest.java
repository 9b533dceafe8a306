package dev.heal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecoveryTest {

    private final Recovery standard = Recovery.standard();

    /** A second list on purpose: it is the twin that the code is held against. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "TRANSIENT, RETRY STALE SURFACE",
        "CONNECTION_DEAD, EVICT RECONNECT RETRY STALE SURFACE",
        "OVERLOAD, SHED RETRY STALE SURFACE",
        "EXHAUSTED, STALE SURFACE",
        "FAILOVER, EVICT_ALL RE_RESOLVE RETRY STALE SURFACE",
        "LOCK, RETRY SURFACE",
        "TIME_OUT, RETRY STALE SURFACE",
        "PERMANENT, SURFACE"
    })
    void theStandardTable(Kind kind, String steps) {
        for (Phase phase : Phase.values()) {
            assertThat(standard.steps(failure(kind, phase)))
                    .extracting(Step::name)
                    .containsExactly(steps.split(" "));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatMayPassIsRetriedAndNothingElse(Kind kind) {
        assertThat(standard.retries(failure(kind, Phase.MAYBE_APPLIED))).isEqualTo(kind.isPassing());
    }

    @Test
    void anotherRowGivesAnotherTable() {
        Map<Kind, List<Step>> before = rows(standard);
        Recovery other = standard.with(Kind.LOCK, Step.STALE).with(Kind.PERMANENT, Phase.NOT_SENT, Step.RETRY);

        assertThat(rows(standard)).isEqualTo(before);
        assertThat(Recovery.standard()).isSameAs(standard);
        for (Phase phase : Phase.values()) {
            assertThat(other.steps(failure(Kind.LOCK, phase))).containsExactly(Step.STALE, Step.SURFACE);
        }
        assertThat(other.retries(failure(Kind.LOCK, Phase.NOT_SENT))).isFalse();
        assertThat(other.retries(failure(Kind.PERMANENT, Phase.NOT_SENT))).isTrue();
        assertThat(other.retries(failure(Kind.PERMANENT, Phase.NOT_APPLIED))).isFalse();
        assertThat(other.steps(failure(Kind.TIME_OUT, Phase.NOT_SENT))).isEqualTo(before.get(Kind.TIME_OUT));
    }

    @Test
    void theListGivenIsCopied() {
        Step[] steps = {Step.EVICT, Step.RETRY};
        Recovery other = standard.with(Kind.LOCK, steps);
        steps[0] = Step.SHED;
        assertThat(other.steps(failure(Kind.LOCK, Phase.NOT_SENT)))
                .containsExactly(Step.EVICT, Step.RETRY, Step.SURFACE);
    }

    @Test
    void aRowCannotBeChangedFromOutside() {
        List<Step> row = standard.steps(failure(Kind.TRANSIENT, Phase.NOT_SENT));
        assertThatThrownBy(() -> row.set(0, Step.SHED)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void surfaceAlwaysComesLast() {
        assertThat(steps(Step.SURFACE)).containsExactly(Step.SURFACE);
        assertThat(steps()).containsExactly(Step.SURFACE);
        assertThat(steps(Step.RETRY)).containsExactly(Step.RETRY, Step.SURFACE);
        assertThat(steps(Step.RETRY, Step.SURFACE)).containsExactly(Step.RETRY, Step.SURFACE);
    }

    @Test
    void aStepNamedTwiceOrAfterSurfaceIsRefused() {
        assertThatThrownBy(() -> standard.with(Kind.LOCK, Phase.NOT_SENT, Step.RETRY, Step.STALE, Step.RETRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recovery of LOCK NOT_SENT: each step must be named once and SURFACE last,"
                        + " was [RETRY, STALE, RETRY]; remove the repetition, SURFACE comes by itself");
        assertThatThrownBy(() -> standard.with(Kind.LOCK, Step.SURFACE, Step.RETRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was [SURFACE, RETRY]");
    }

    private List<Step> steps(Step... steps) {
        return standard.with(Kind.LOCK, steps).steps(failure(Kind.LOCK, Phase.NOT_APPLIED));
    }

    private static Map<Kind, List<Step>> rows(Recovery table) {
        Map<Kind, List<Step>> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            rows.put(kind, table.steps(failure(kind, Phase.NOT_SENT)));
        }
        return rows;
    }

    private static Failure failure(Kind kind, Phase phase) {
        return new Failure(kind, phase, "F");
    }
}

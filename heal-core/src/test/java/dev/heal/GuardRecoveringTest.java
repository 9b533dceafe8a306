package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.Recovery;
import dev.heal.failure.Recovery.Step;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A view with a table of its own changes what is repeated, and never against the effect. */
final class GuardRecoveringTest {

    private final Bench bench = new Bench(Bench.SMALL);

    @Test
    void aRowWithoutARetryIsNotRepeated() {
        Guard view = bench.guard.recovering(Recovery.standard().with(Kind.TRANSIENT, Step.STALE));
        assertThat(tries(view, Effect.READ, Kind.TRANSIENT, Phase.NOT_APPLIED)).isEqualTo(1);
        assertThat(tries(bench.guard, Effect.READ, Kind.TRANSIENT, Phase.NOT_APPLIED))
                .as("the guard itself")
                .isEqualTo(3);
    }

    @Test
    void aRowWithARetryIsRepeatedThoughItsKindDoesNotPass() {
        Guard view = bench.guard.recovering(Recovery.standard().with(Kind.EXHAUSTED, Step.RETRY));
        assertThat(tries(view, Effect.READ, Kind.EXHAUSTED, Phase.NOT_SENT)).isEqualTo(3);
        assertThat(tries(view, Effect.UNSAFE, Kind.EXHAUSTED, Phase.NOT_SENT)).isEqualTo(3);
    }

    @Test
    void noTableOverrulesTheEffect() {
        Recovery always = Recovery.standard();
        for (Kind kind : Kind.values()) {
            always = always.with(kind, Step.RETRY);
        }
        for (Kind kind : Kind.values()) {
            Guard view = new Bench(Bench.SMALL).guard.recovering(always);
            assertThat(tries(view, Effect.UNSAFE, kind, Phase.MAYBE_APPLIED))
                    .as("%s", kind)
                    .isEqualTo(1);
        }
    }

    @Test
    void aRowOfOnePhaseCountsForThatPhase() {
        Guard view = bench.guard.recovering(Recovery.standard().with(Kind.LOCK, Phase.MAYBE_APPLIED, Step.SURFACE));
        assertThat(tries(view, Effect.READ, Kind.LOCK, Phase.MAYBE_APPLIED)).isEqualTo(1);
        assertThat(tries(view, Effect.READ, Kind.LOCK, Phase.NOT_APPLIED)).isEqualTo(3);
    }

    @Test
    void viewsCanBePutOnTopOfEachOther() {
        Guard view = bench.guard
                .recovering(Recovery.standard().with(Kind.LOCK, Step.SURFACE))
                .classifying(Fault.CLASSIFIER)
                .within(GuardSettings.Deadlines::search);
        assertThat(tries(view, Effect.READ, Kind.LOCK, Phase.NOT_APPLIED)).isEqualTo(1);
    }

    private static int tries(Guard guard, Effect effect, Kind kind, Phase phase) {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> guard.run(effect, () -> {
                    tries.incrementAndGet();
                    throw Fault.of(kind, phase);
                }))
                .isInstanceOf(Fault.class);
        return tries.get();
    }
}

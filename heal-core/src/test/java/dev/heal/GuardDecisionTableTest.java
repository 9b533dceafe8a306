package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are repeated, and which speak against the backend: every kind, phase and effect. */
final class GuardDecisionTableTest {

    /** A second list on purpose: it is the twin that the code is held against. */
    private static final Set<Kind> PASSING =
            EnumSet.of(Kind.TRANSIENT, Kind.CONNECTION_DEAD, Kind.OVERLOAD, Kind.FAILOVER, Kind.LOCK, Kind.TIME_OUT);

    private static final Set<Kind> EVIDENCE =
            EnumSet.of(Kind.TRANSIENT, Kind.CONNECTION_DEAD, Kind.OVERLOAD, Kind.FAILOVER, Kind.TIME_OUT);

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Phase phase : Phase.values()) {
                for (Effect effect : Effect.values()) {
                    boolean harmless = effect == Effect.READ
                            || effect == Effect.IDEMPOTENT
                            || phase == Phase.NOT_SENT
                            || phase == Phase.NOT_APPLIED;
                    rows.add(Arguments.of(kind, phase, effect, PASSING.contains(kind) && harmless));
                }
            }
        }
        return rows.stream();
    }

    @Test
    void theTableIsComplete() {
        assertThat(table()).hasSize(8 * 3 * 3);
    }

    @ParameterizedTest(name = "{0} {1} {2}: repeated {3}")
    @MethodSource("table")
    void aFailureIsRepeatedExactlyIfItMayPassAndCannotDoHarm(Kind kind, Phase phase, Effect effect, boolean repeated) {
        Bench bench = new Bench(Bench.SMALL);
        AtomicInteger tries = new AtomicInteger();
        Fault fault = Fault.of(kind, phase);

        assertThatThrownBy(() -> bench.guard.run(effect, () -> {
                    tries.incrementAndGet();
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(tries).hasValue(repeated ? 3 : 1);
        assertThat(bench.guard.breaker().getMetrics().getNumberOfFailedCalls())
                .isEqualTo(EVIDENCE.contains(kind) ? tries.get() : 0);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, tries.get() - 1));
    }
}

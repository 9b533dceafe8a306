package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

/** Calls whose success says nothing of the backend. */
final class GuardFailuresOnlyTest {

    private final Bench bench = new Bench(Bench.single());
    private final Guard borrow = bench.guard.failuresOnly();

    @Test
    void theirSuccessesDoNotHideFailuresOfOthers() throws Exception {
        for (int i = 0; i < 4; i++) {
            borrow.run(Effect.READ, () -> {});
            bench.guard.observe(Fault.passing(), 1);
        }

        assertThat(bench.state()).isEqualTo(State.OPEN);
        assertThat(bench.guard.counts().succeeded()).isEqualTo(4);
    }

    @Test
    void theirFailuresCount() {
        for (int i = 0; i < 4; i++) {
            borrow.begin(Effect.UNSAFE).failure(Fault.passing());
        }

        assertThat(bench.state()).isEqualTo(State.OPEN);
    }

    @Test
    void whileTheBackendIsTriedOutTheyCloseTheBreaker() throws Exception {
        bench.tripAndWait();

        borrow.run(Effect.READ, () -> {});
        borrow.run(Effect.READ, () -> {});

        assertThat(bench.state()).isEqualTo(State.CLOSED);
        bench.checkIdle();
    }

    @Test
    void otherViewsKeepIt() throws Exception {
        Guard view = borrow.classifying(Fault.CLASSIFIER).within(d -> d.jdbcAcquire());
        view.run(Effect.READ, () -> {});

        assertThat(bench.guard.breaker().getMetrics().getNumberOfSuccessfulCalls())
                .isZero();
    }

    @Test
    void oneFromBeforeTheTripGivesNoProbesPlaceAway() {
        Attempt late = borrow.begin(Effect.READ);
        bench.tripAndWait();
        bench.guard.begin(Effect.READ);
        bench.guard.begin(Effect.READ);

        late.success();

        assertThatThrownBy(() -> bench.guard.begin(Effect.READ)).isInstanceOf(CallRefusedException.class);
    }
}

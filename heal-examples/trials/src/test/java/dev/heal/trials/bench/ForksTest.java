package dev.heal.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs and is measured; what the figures are is for the program to say. */
final class ForksTest {

    private static final Forks BRIEF = new Forks(0, 1, 100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GuardBench.bare",
                "GuardBench.heal",
                "GuardBench.resilience4j",
                "RefusalBench.heal",
                "RefusalBench.resilience4j"
            })
    void everyBenchmarkIsMeasured(String name) {
        ForkCost cost = BRIEF.run("dev.heal.trials.bench." + name, 0);
        assertThat(cost.cpuNanos()).isPositive();
        assertThat(cost.wallNanos()).isPositive();
        assertThat(cost.bytes()).isNotNegative();
        assertThat(cost.json()).matches("\\{\"cpuNanos\":[0-9.]+,\"wallNanos\":[0-9.]+,\"bytes\":[0-9.]+}");
    }

    @Test
    void anUnknownBenchmarkIsReported() {
        assertThatThrownBy(() -> BRIEF.run("dev.heal.trials.bench.GuardBench.nothing", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("benchmark dev.heal.trials.bench.GuardBench.nothing");
    }
}

package dev.heal.testkit;

import static dev.heal.testkit.HealAssertions.assertThatDecisions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.failure.Effect;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// spotless:off
// docs begin
@ExtendWith(HealExtension.class)
@HealSettings("heal.guard.vectors.breaker.wait-open=5s")
class VectorStoreDownTest {

    @Test
    void answersWithoutTheStoreAndComesBack(TestHeal test) {
        Faults store = test.faults("vectors");
        Search search = new Search(test.guard("vectors"), store.around(() -> "live"));

        store.fail(1, () -> new ConnectException("refused")).lasting(Duration.ofSeconds(30));
        for (int i = 0; i < 50; i++) {
            assertThat(search.answer()).isEqualTo("cached");
        }
        HealAssertions.assertThat(test).hasState("vectors", State.OPEN).explains("vectors", "connection-dead");
        assertThat(store.calls()).isLessThan(50);                // the rest was refused

        test.time().advance(Duration.ofSeconds(30));             // the store is back
        for (int i = 0; i < 3; i++) {
            assertThat(search.answer()).isEqualTo("live");
        }
        assertThatDecisions(test).about("vectors")
                .include("open").because("connection-dead").within(Duration.ofSeconds(5))
                .thenInclude("try")
                .thenInclude("close");
    }
    // docs end
    // spotless:on

    /** The code under test. */
    private record Search(Guard guard, Guard.Call<String, IOException> store) {
        String answer() {
            try {
                return guard.call(Effect.READ, store);
            } catch (IOException | CallRefusedException away) {
                return "cached";
            }
        }
    }
}

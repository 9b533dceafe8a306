package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.page.Chart.Step;
import dev.heal.chaos.page.Lanes.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From 1 s before the fault to 4 s after its begin. */
final class LanesTest {

    @Test
    void aLaneRunsFromBeginToEndWithoutAGap() {
        assertThat(Lanes.of(chart(
                                step(0.5, "db", "CLOSED", "OPEN"),
                                step(1.5, "db", "OPEN", "HALF_OPEN"),
                                step(2, "db", "HALF_OPEN", "CLOSED")))
                        .get("db"))
                .containsExactly(
                        new Span(-1, 0.5, "CLOSED"),
                        new Span(0.5, 1.5, "OPEN"),
                        new Span(1.5, 2, "HALF_OPEN"),
                        new Span(2, 4, "CLOSED"));
    }

    @Test
    void whatWasOpenedBeforeTheChartIsOpenAtItsBegin() {
        assertThat(Lanes.of(chart(step(-3, "db", "CLOSED", "OPEN"))).get("db"))
                .containsExactly(new Span(-1, 4, "OPEN"));
    }

    @Test
    void whatWasNotCarriedOutOrIsNoStateMakesNoLane() {
        assertThat(Lanes.of(chart(
                        step(0.5, "db", "CLOSED", "CLOSED"),
                        step(1, "pool", "10", "15"),
                        step(5, "late", "CLOSED", "OPEN"))))
                .isEmpty();
        assertThat(Lanes.of(chart())).isEmpty();
    }

    @Test
    void eachResourceHasALaneOfItsOwn() {
        assertThat(Lanes.of(chart(step(1, "b", "CLOSED", "OPEN"), step(0, "a", "CLOSED", "OPEN"))))
                .containsOnlyKeys("a", "b");
    }

    private static Chart chart(Step... steps) {
        return new Chart(-1, 2, 4, List.of(), List.of(steps));
    }

    private static Step step(double at, String resource, String from, String to) {
        return new Step(at, resource, from, to, resource + ": " + from + " to " + to);
    }
}

package dev.heal.chaos.page;

import dev.heal.chaos.page.Chart.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** In which state each resource was when, read from the decisions that change a breaker's state. */
final class Lanes {

    private static final Set<String> STATES = Set.of("CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN");
    private static final String CLOSED = "CLOSED";

    private Lanes() {}

    /**
     * A time in one state.
     *
     * @param from its first second from the begin of the fault
     * @param to its last
     * @param state the breaker's name for it
     */
    record Span(double from, double to, String state) {

        boolean isClosed() {
            return state.equals(CLOSED);
        }

        /** The class that gives it its colour. */
        String style() {
            return state.equals("HALF_OPEN") ? "half" : "open";
        }

        /** In words. */
        String text() {
            return state.toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Spans without gaps from the chart's begin to its end, by resource; a resource that never changed has no lane. */
    static Map<String, List<Span>> of(Chart chart) {
        Map<String, List<Span>> lanes = new TreeMap<>();
        Map<String, Step> last = new HashMap<>();
        for (Step step : chart.steps()) {
            if (isChange(step) && step.at() <= chart.end()) {
                Step before = last.put(step.resource(), step);
                add(lanes, step.resource(), before, chart.begin(), step.at(), step.from());
            }
        }
        last.forEach((resource, step) -> add(lanes, resource, step, chart.begin(), chart.end(), step.to()));
        return lanes;
    }

    private static void add(
            Map<String, List<Span>> lanes, String resource, Step before, double begin, double to, String state) {
        List<Span> lane = lanes.computeIfAbsent(resource, any -> new ArrayList<>());
        double from = before == null ? begin : Math.max(begin, before.at());
        if (to > from) {
            lane.add(new Span(from, to, before == null ? state : before.to()));
        }
    }

    private static boolean isChange(Step step) {
        return STATES.contains(step.from())
                && STATES.contains(step.to())
                && !step.from().equals(step.to());
    }
}

package dev.heal.chaos.page;

import java.util.Comparator;
import java.util.List;

/**
 * What happened in one run, in seconds from the begin of the fault; what was before it is negative.
 *
 * @param begin the first second that is drawn, at most 0
 * @param gone when the cause of the fault was gone, at least 0
 * @param end the last second that is drawn, more than {@code gone}
 * @param calls every call, in any order
 * @param steps every decision, in any order
 */
public record Chart(double begin, double gone, double end, List<Dot> calls, List<Step> steps) {

    /**
     * A call.
     *
     * @param at when it was due
     * @param millis how long it took, at least 0
     * @param mark how it ended
     */
    public record Dot(double at, double millis, Mark mark) {}

    /**
     * A decision.
     *
     * @param at when it was taken
     * @param resource what about
     * @param from the state before
     * @param to the state after; {@code from} again if it was not carried out
     * @param sentence all of it in words
     */
    public record Step(double at, String resource, String from, String to, String sentence) {}

    /**
     * Sorts the decisions by time.
     *
     * @throws IllegalArgumentException if the times are not in order
     */
    public Chart {
        if (begin > 0 || gone < 0 || end <= gone) {
            throw new IllegalArgumentException(
                    "chart: begin <= 0 <= gone < end must hold, was " + begin + ", " + gone + ", " + end + " s");
        }
        calls = List.copyOf(calls);
        steps = steps.stream().sorted(Comparator.comparingDouble(Step::at)).toList();
    }

    boolean covers(double second) {
        return second >= begin && second <= end;
    }
}

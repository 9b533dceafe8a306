package dev.heal.chaos.page;

import java.util.List;

/**
 * What the charts of a fault have in common, so that they can be held against each other: the axis of time, the lanes, the scale
 * of the bars.
 *
 * @param axis of time
 * @param resources which have a lane, in its order
 * @param mostErrors calls of no use that the highest bar stands for, at least 1
 */
record Frame(Axis axis, List<String> resources, long mostErrors) {

    static final double WIDTH = 960;

    private static final double LEFT = 104;
    private static final double RIGHT = 14;
    private static final double LANE = 15;
    private static final double LANES_TOP = 40;

    static Frame of(Section section) {
        return new Frame(
                Axis.over(section.runs(), LEFT, WIDTH - LEFT - RIGHT),
                section.runs().stream()
                        .flatMap(run -> Lanes.of(run.chart()).keySet().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                section.runs().stream()
                        .flatMap(run -> Bins.errors(run.chart()).values().stream())
                        .mapToLong(bar ->
                                bar.values().stream().mapToLong(Long::longValue).sum())
                        .max()
                        .orElse(1));
    }

    /** The top of a resource's lane. */
    double lane(int index) {
        return LANES_TOP + index * LANE;
    }

    /** Where the times of the calls are drawn. */
    LatencyScale latency() {
        return new LatencyScale(lane(resources.size()) + 8, 120);
    }

    double latencyBottom() {
        return latency().top() + latency().height();
    }

    double barsTop() {
        return latencyBottom() + 10;
    }

    double barsHeight() {
        return 40;
    }

    /** Where the axis of time is. */
    double bottom() {
        return barsTop() + barsHeight();
    }

    double height() {
        return bottom() + 30;
    }
}

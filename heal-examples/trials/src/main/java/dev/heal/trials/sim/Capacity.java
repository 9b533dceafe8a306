package dev.heal.trials.sim;

import java.time.Duration;
import java.util.List;

/**
 * How fast the servers of a backend work over time, as a share of their full speed: 1 from the start, then constant from
 * step to step. Immutable.
 *
 * @param steps in order of time
 */
public record Capacity(List<Step> steps) {

    private static final double YEAR_NANOS = 365 * 86_400e9;

    /**
     * A change of speed.
     *
     * @param at since the start of the run
     * @param factor share of full speed from then on, in [0, 1]
     */
    public record Step(Duration at, double factor) {

        /** Checks the range. */
        public Step {
            if (!(factor >= 0 && factor <= 1)) {
                throw new IllegalArgumentException(
                        "capacity: factor must be in [0, 1], was " + factor + "; use 0.2 for 20 %");
            }
        }

        private long atNanos() {
            return at.toNanos();
        }
    }

    /** Checks that the steps are in order and that work ends at last. */
    public Capacity {
        steps = List.copyOf(steps);
        Duration last = Duration.ZERO;
        for (Step step : steps) {
            if (step.at().compareTo(last) < 0) {
                throw new IllegalArgumentException("capacity: steps must be in order of time, was " + step.at()
                        + " after " + last + "; sort them");
            }
            last = step.at();
        }
        if (!steps.isEmpty() && steps.get(steps.size() - 1).factor() == 0) {
            throw new IllegalArgumentException(
                    "capacity: the last factor must be > 0, was 0.0; add a step after which work goes on");
        }
    }

    /**
     * Full speed throughout.
     *
     * @return a capacity without steps
     */
    public static Capacity full() {
        return new Capacity(List.of());
    }

    /**
     * A trigger: less for a while, then full again.
     *
     * @param from when it begins
     * @param length how long it lasts
     * @param factor share of full speed meanwhile
     * @return the capacity
     */
    public static Capacity drop(Duration from, Duration length, double factor) {
        return new Capacity(List.of(new Step(from, factor), new Step(from.plus(length), 1)));
    }

    /** When work begun at a moment is done; a change of speed holds for work that is in progress, too. */
    long finish(long startNanos, long workNanos) {
        double left = workNanos;
        long from = startNanos;
        double factor = 1;
        for (Step step : steps) {
            long span = step.atNanos() - from;
            if (span > 0) {
                if (left <= span * factor) {
                    break;
                }
                left -= span * factor;
                from = step.atNanos();
            }
            factor = step.factor();
        }
        // rounded up, so that no work is done before its time
        return from + (long) Math.min(Math.ceil(left / factor), YEAR_NANOS);
    }
}

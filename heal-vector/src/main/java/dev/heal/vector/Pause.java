package dev.heal.vector;

/**
 * For how long something is left alone after it was refused: doubling from the shortest to the longest pause, until it is
 * accepted once. Immutable.
 *
 * @param untilNanos the end of the pause, on the ticker
 * @param refusals refusals in a row, 0 for none
 */
record Pause(long untilNanos, int refusals) {

    static final Pause NONE = new Pause(0, 0);

    private static final int MOST_DOUBLINGS = 30;

    boolean isOver(long nowNanos) {
        return refusals == 0 || nowNanos - untilNanos >= 0;
    }

    /** Those that were under way together count once. */
    Pause refused(long nowNanos, long shortestNanos, long longestNanos) {
        if (!isOver(nowNanos)) {
            return this;
        }
        long nanos = Math.min(longestNanos, shortestNanos << Math.min(refusals, MOST_DOUBLINGS));
        return new Pause(nowNanos + (nanos > 0 ? nanos : longestNanos), refusals + 1);
    }
}

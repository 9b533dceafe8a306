package dev.heal.testbed;

/**
 * What is done to the bytes of one direction.
 *
 * @param stalled whether nothing is forwarded
 * @param latencyNanos mean delay, 0 for none
 * @param jitterNanos largest distance of a delay from the mean, at most the mean
 * @param bytesPerSecond the rate, 0 for unlimited
 * @param endAfter number of bytes after which the connection ends, counted from when this was set; -1 for never
 * @param endByReset whether it then ends by RST instead of FIN
 */
record LaneSettings(
        boolean stalled, long latencyNanos, long jitterNanos, long bytesPerSecond, long endAfter, boolean endByReset) {
    static final LaneSettings NONE = new LaneSettings(false, 0, 0, 0, -1, false);

    LaneSettings withStall() {
        return new LaneSettings(true, latencyNanos, jitterNanos, bytesPerSecond, endAfter, endByReset);
    }

    LaneSettings withLatency(long nanos, long jitter) {
        return new LaneSettings(stalled, nanos, jitter, bytesPerSecond, endAfter, endByReset);
    }

    LaneSettings withRate(long rate) {
        return new LaneSettings(stalled, latencyNanos, jitterNanos, rate, endAfter, endByReset);
    }

    LaneSettings withEnd(long bytes, boolean byReset) {
        return new LaneSettings(stalled, latencyNanos, jitterNanos, bytesPerSecond, bytes, byReset);
    }
}

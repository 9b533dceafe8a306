package dev.heal.testbed;

import java.util.function.UnaryOperator;

/**
 * What is done to a connection through the proxy.
 *
 * @param entry what happens to a connection when it comes
 * @param holdNanos how long a new connection waits before it is connected to the target
 * @param up from client to server
 * @param down from server to client
 */
record LinkSettings(Entry entry, long holdNanos, LaneSettings up, LaneSettings down) {
    static final LinkSettings NONE = new LinkSettings(Entry.SERVE, 0, LaneSettings.NONE, LaneSettings.NONE);

    /** What happens to a connection when it comes. */
    enum Entry {
        SERVE,
        REFUSE,
        RESET
    }

    LinkSettings withEntry(Entry value) {
        return new LinkSettings(value, holdNanos, up, down);
    }

    LinkSettings withHold(long nanos) {
        return new LinkSettings(entry, nanos, up, down);
    }

    LinkSettings withLanes(Fault.Direction direction, UnaryOperator<LaneSettings> change) {
        return new LinkSettings(
                entry,
                holdNanos,
                direction == Fault.Direction.DOWN ? up : change.apply(up),
                direction == Fault.Direction.UP ? down : change.apply(down));
    }
}

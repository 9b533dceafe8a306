package dev.heal.testbed;

import dev.heal.testbed.LinkSettings.Entry;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A disturbance of connections, to be given to {@link FaultProxy#apply}. Faults add up: latency and a rate may hold at
 * the same time; the same fault given again replaces its older values. Immutable.
 *
 * <p>{@link #reset()} and {@link #close()} happen once, to the connections open at the moment. All others hold until
 * {@link FaultProxy#clear()}, for open and new connections unless narrowed by {@link #forNew()} or
 * {@link #forExisting()}. Byte counts start when the fault is applied, for new connections when they open.
 */
public final class Fault {
    static final String GRAMMAR = "refuse, reset-on-accept, reset, close, stall, reset-after BYTES, truncate BYTES,"
            + " latency MEAN [JITTER], bandwidth BYTES-PER-SECOND, slow-accept TIME, then [up|down] [new|existing]";

    private final String text;
    private final Scope scope;
    private final End end;
    private final UnaryOperator<LinkSettings> effect;

    private Fault(String text, Scope scope, End end, UnaryOperator<LinkSettings> effect) {
        this.text = text;
        this.scope = scope;
        this.end = end;
        this.effect = effect;
    }

    /** Which way bytes flow. */
    public enum Direction {
        /** From client to server. */
        UP,
        /** From server to client. */
        DOWN,
        /** Both ways. */
        BOTH
    }

    /** Which connections a fault is for. */
    enum Scope {
        ALL,
        NEW,
        EXISTING
    }

    /** How open connections end at once. */
    enum End {
        NONE,
        RESET,
        FIN
    }

    /** The proxy's port is closed: new connections are refused. Open ones go on. */
    public static Fault refuse() {
        return new Fault("refuse", Scope.NEW, End.NONE, settings -> settings.withEntry(Entry.REFUSE));
    }

    /** New connections are accepted and reset at once. Open ones go on. */
    public static Fault resetOnAccept() {
        return new Fault("reset-on-accept", Scope.NEW, End.NONE, settings -> settings.withEntry(Entry.RESET));
    }

    /** Open connections are reset (RST) once, on both sides. */
    public static Fault reset() {
        return new Fault("reset", Scope.EXISTING, End.RESET, UnaryOperator.identity());
    }

    /** Open connections are closed (FIN) once, on both sides; what the proxy still held is lost. */
    public static Fault close() {
        return new Fault("close", Scope.EXISTING, End.FIN, UnaryOperator.identity());
    }

    /** The connection is reset (RST) after a number of bytes in one direction; with BOTH, in either. */
    public static Fault resetAfter(Direction direction, long bytes) {
        return lanes("reset-after " + atLeast("bytes", 0, bytes), direction, lane -> lane.withEnd(bytes, true));
    }

    /** The connection is closed (FIN) after a number of bytes in one direction; with BOTH, in either. */
    public static Fault truncate(Direction direction, long bytes) {
        return lanes("truncate " + atLeast("bytes", 0, bytes), direction, lane -> lane.withEnd(bytes, false));
    }

    /** Nothing is forwarded both ways, connections stay open; all goes on when cleared. */
    public static Fault stall() {
        return stall(Direction.BOTH);
    }

    /** Nothing is forwarded in a direction, connections stay open; all goes on when cleared. */
    public static Fault stall(Direction direction) {
        return lanes("stall", direction, LaneSettings::withStall);
    }

    /** Each piece of data is late by {@code mean} give or take {@code jitter}, both ways; order is kept. */
    public static Fault latency(Duration mean, Duration jitter) {
        return latency(Direction.BOTH, mean, jitter);
    }

    /**
     * Each piece of data is late by {@code mean} give or take {@code jitter}, evenly spread; order is kept.
     *
     * @param mean at least zero
     * @param jitter in [0, mean]
     */
    public static Fault latency(Direction direction, Duration mean, Duration jitter) {
        long nanos = atLeast("latency", 0, mean.toNanos());
        long spread = atLeast("jitter", 0, jitter.toNanos());
        if (spread > nanos) {
            throw new IllegalArgumentException("fault 'jitter': must be in [0, mean], was " + jitter
                    + " with a mean of " + mean + "; lower the jitter");
        }
        return lanes(
                "latency " + mean.toMillis() + "ms " + jitter.toMillis() + "ms",
                direction,
                lane -> lane.withLatency(nanos, spread));
    }

    /** At most this many bytes per second (at least 1) in a direction; with BOTH, each way. */
    public static Fault bandwidth(Direction direction, long bytesPerSecond) {
        return lanes(
                "bandwidth " + atLeast("bytesPerSecond", 1, bytesPerSecond),
                direction,
                lane -> lane.withRate(bytesPerSecond));
    }

    /** New connections open for the client but reach the server only after a delay. */
    public static Fault slowAccept(Duration delay) {
        long nanos = atLeast("delay", 0, delay.toNanos());
        return new Fault(
                "slow-accept " + delay.toMillis() + "ms", Scope.NEW, End.NONE, settings -> settings.withHold(nanos));
    }

    /**
     * Reads a fault from words: {@code refuse}, {@code reset-on-accept}, {@code reset}, {@code close}, {@code stall},
     * {@code reset-after 100}, {@code truncate 100}, {@code latency 200ms 50ms}, {@code bandwidth 1000},
     * {@code slow-accept 1s}; those about bytes may be followed by {@code up} or {@code down}, those that last by
     * {@code new} or {@code existing}.
     *
     * @throws IllegalArgumentException if the words are no fault
     */
    public static Fault parse(String words) {
        return FaultParser.fault(words);
    }

    /** This fault for connections that open from now on. */
    public Fault forNew() {
        if (end != End.NONE) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': must be for existing connections, was for new ones; use resetOnAccept()");
        }
        return new Fault(text + " new", Scope.NEW, end, effect);
    }

    /** This fault for connections that are open when it is applied. */
    public Fault forExisting() {
        if (scope == Scope.NEW) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': must be for new connections, was for existing ones; use reset()");
        }
        return new Fault(text + " existing", Scope.EXISTING, end, effect);
    }

    /** The words that {@link #parse} takes. */
    @Override
    public String toString() {
        return text;
    }

    boolean isForNew() {
        return scope != Scope.EXISTING;
    }

    boolean isForExisting() {
        return scope != Scope.NEW;
    }

    End end() {
        return end;
    }

    /** Whether it is about bytes, of one direction or both. */
    boolean hasDirection() {
        return scope == Scope.ALL;
    }

    LinkSettings on(LinkSettings settings) {
        return effect.apply(settings);
    }

    private static Fault lanes(String text, Direction direction, UnaryOperator<LaneSettings> change) {
        String suffix = switch (direction) {
            case UP -> " up";
            case DOWN -> " down";
            case BOTH -> "";
        };
        return new Fault(text + suffix, Scope.ALL, End.NONE, settings -> settings.withLanes(direction, change));
    }

    private static long atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "fault '" + name + "': must be at least " + least + ", was " + value + "; use clear() for none");
        }
        return value;
    }
}

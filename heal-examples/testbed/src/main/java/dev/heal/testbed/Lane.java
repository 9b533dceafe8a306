package dev.heal.testbed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * One direction of a connection: what came in and is not yet forwarded, at most {@value #CAPACITY} bytes. When it is
 * full the source is not read, and the source's own buffers fill. Used by the proxy's thread only.
 */
final class Lane {
    /** "Nothing to do until something else happens", as a waiting time. */
    static final long NEVER = Long.MAX_VALUE;

    static final int CAPACITY = 256 * 1024;
    private static final long SECOND = 1_000_000_000;

    /** A limited rate is kept in steps of this part of a second. */
    private static final int SLICES = 50;

    private final SocketChannel source;
    private final SocketChannel sink;
    private final SplittableRandom random;
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private LaneSettings settings = LaneSettings.NONE;
    private int queued;
    private long forwarded;
    private long endAt = -1;
    private long lastRelease;
    private long nextByteAt;
    private boolean sinkFull;
    private State state = State.OPEN;

    /** How far the direction is on its way to its end. */
    enum State {
        OPEN,
        /** The source ended in good order; what it sent before is still to be forwarded. */
        SOURCE_ENDED,
        /** The source was reset. */
        SOURCE_RESET,
        /** The end was passed on. */
        ENDED
    }

    /** What the connection is to do after some forwarding. */
    enum Outcome {
        GO_ON,
        CLOSE,
        RESET
    }

    private record Chunk(ByteBuffer bytes, long release) {}

    Lane(SocketChannel source, SocketChannel sink, SplittableRandom random, long now) {
        this.source = source;
        this.sink = sink;
        this.random = random;
        this.lastRelease = now;
        this.nextByteAt = now;
    }

    void set(LaneSettings next) {
        if (next.endAfter() != settings.endAfter() || next.endByReset() != settings.endByReset()) {
            endAt = next.endAfter() < 0 ? -1 : forwarded + next.endAfter();
        }
        settings = next;
    }

    boolean wantsRead() {
        return state == State.OPEN && queued < CAPACITY;
    }

    boolean wantsWrite() {
        return sinkFull && !settings.stalled();
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    long forwarded() {
        return forwarded;
    }

    /** Takes what the source has, into a buffer lent for the moment. */
    void read(ByteBuffer buffer, long now) {
        buffer.clear().limit(Math.min(buffer.capacity(), CAPACITY - queued));
        try {
            int count = source.read(buffer);
            if (count < 0) {
                state = State.SOURCE_ENDED;
            } else if (count > 0) {
                ByteBuffer copy = ByteBuffer.allocate(count).put(buffer.flip()).flip();
                queue.add(new Chunk(copy, release(now)));
                queued += count;
            }
        } catch (IOException reset) {
            state = State.SOURCE_RESET;
        }
    }

    /** Forwards what is due. */
    Outcome write(long now) throws IOException {
        sinkFull = false;
        if (settings.stalled()) {
            return Outcome.GO_ON;
        }
        while (!sinkFull && !atEnd() && !queue.isEmpty() && dueIn(now) == 0) {
            forward(queue.element(), now);
        }
        if (atEnd()) {
            return settings.endByReset() ? Outcome.RESET : Outcome.CLOSE;
        }
        // A reset comes after the data sent before it, but does not wait for a reader.
        if (state == State.SOURCE_RESET && (queue.isEmpty() || sinkFull)) {
            return Outcome.RESET;
        }
        if (state == State.SOURCE_ENDED && queue.isEmpty()) {
            sink.shutdownOutput();
            state = State.ENDED;
        }
        return Outcome.GO_ON;
    }

    /** Nanoseconds until something is due, {@link #NEVER} if that depends on others. */
    long dueIn(long now) {
        if (queue.isEmpty() || settings.stalled() || sinkFull) {
            return NEVER;
        }
        long late = settings.latencyNanos() == 0 ? 0 : queue.element().release() - now;
        long slow = settings.bytesPerSecond() == 0 ? 0 : nextByteAt - now;
        return Math.max(0, Math.max(late, slow));
    }

    private boolean atEnd() {
        return endAt >= 0 && forwarded >= endAt;
    }

    private void forward(Chunk chunk, long now) throws IOException {
        ByteBuffer bytes = chunk.bytes();
        int limit = bytes.limit();
        bytes.limit(bytes.position() + portion(bytes.remaining()));
        int count = sink.write(bytes);
        sinkFull = bytes.hasRemaining();
        bytes.limit(limit);
        forwarded += count;
        queued -= count;
        long rate = settings.bytesPerSecond();
        if (rate > 0) {
            // Time in which nothing was sent is not made up for.
            nextByteAt = (nextByteAt - now > 0 ? nextByteAt : now) + count * SECOND / rate;
        }
        if (!bytes.hasRemaining()) {
            queue.remove();
        }
    }

    private int portion(int available) {
        long portion = available;
        if (settings.bytesPerSecond() > 0) {
            portion = Math.min(portion, Math.max(1, settings.bytesPerSecond() / SLICES));
        }
        if (endAt >= 0) {
            portion = Math.min(portion, endAt - forwarded);
        }
        return (int) portion;
    }

    /** When a piece of data that comes now may go on: never before the one ahead of it. */
    private long release(long now) {
        long jitter = settings.jitterNanos();
        long release = now + settings.latencyNanos() + (jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1));
        if (release - lastRelease > 0) {
            lastRelease = release;
        }
        return lastRelease;
    }
}

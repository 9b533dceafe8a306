package dev.heal.testbed;

import dev.heal.testbed.Lane.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/**
 * A client's connection together with the one to the server. Used by the proxy's thread only.
 *
 * <pre>
 *   HELD (slow accept) --&gt; CONNECTING --&gt; OPEN --&gt; LINGERING (FIN sent) --&gt; GONE
 * </pre>
 */
final class Link {
    /** After a FIN the peers may still send, which is thrown away; then the sockets close for good. */
    private static final long LINGER_NANOS = 1_000_000_000;

    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final InetSocketAddress target;
    private final Lane up;
    private final Lane down;
    private State state = State.HELD;
    private long stateEnds;
    private boolean silent;
    private LinkSettings settings = LinkSettings.NONE;

    private enum State {
        HELD,
        CONNECTING,
        OPEN,
        LINGERING,
        GONE
    }

    Link(Selector selector, SocketChannel client, InetSocketAddress target, SplittableRandom random, long now)
            throws IOException {
        this.client = client;
        this.server = SocketChannel.open();
        this.target = target;
        for (SocketChannel channel : new SocketChannel[] {client, server}) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        this.clientKey = client.register(selector, 0, this);
        this.serverKey = server.register(selector, 0, this);
        this.up = new Lane(client, server, random.split(), now);
        this.down = new Lane(server, client, random.split(), now);
        this.stateEnds = now;
    }

    /** Settles how long the client waits before the server is asked. */
    void hold(long nanos) {
        stateEnds += nanos;
    }

    void set(LinkSettings next) {
        settings = next;
        if (!silent) {
            up.set(next.up());
            down.set(next.down());
        }
    }

    LinkSettings settings() {
        return settings;
    }

    /** From now on nothing is forwarded any more, whatever is set later. */
    void silence() {
        up.set(LaneSettings.NONE.withStall());
        down.set(LaneSettings.NONE.withStall());
        silent = true;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    long forwarded(Fault.Direction direction) {
        return switch (direction) {
            case UP -> up.forwarded();
            case DOWN -> down.forwarded();
            case BOTH -> up.forwarded() + down.forwarded();
        };
    }

    /** Does all that can be done now. Errors of the sockets end the link, as they would without a proxy. */
    void step(ByteBuffer buffer, long now) {
        try {
            advance(buffer, now);
        } catch (IOException e) {
            end(Outcome.RESET, now);
        }
    }

    /** Nanoseconds until {@link #step} has something to do by itself. */
    long dueIn(long now) {
        return switch (state) {
            case HELD, LINGERING -> Math.max(0, stateEnds - now);
            case OPEN -> Math.min(up.dueIn(now), down.dueIn(now));
            case CONNECTING, GONE -> Lane.NEVER;
        };
    }

    /** Ends the link by FIN or RST on both sides. */
    void end(Outcome how, long now) {
        if (state == State.GONE || how == Outcome.GO_ON) {
            return;
        }
        try {
            if (how == Outcome.CLOSE && state == State.OPEN) {
                client.shutdownOutput();
                server.shutdownOutput();
                state = State.LINGERING;
                stateEnds = now + LINGER_NANOS;
                clientKey.interestOps(SelectionKey.OP_READ);
                serverKey.interestOps(SelectionKey.OP_READ);
            } else if (how == Outcome.RESET || state != State.LINGERING) {
                // A connection without a server yet holds nothing, and closing it sends FIN all the same.
                drop(how == Outcome.RESET);
            }
        } catch (IOException e) {
            drop(true);
        }
    }

    /** Closes both sockets. */
    void drop(boolean byReset) {
        state = State.GONE;
        for (SocketChannel channel : new SocketChannel[] {client, server}) {
            try (channel) {
                if (byReset && channel.isOpen()) {
                    // Without lingering, close sends RST and forgets what was not sent.
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            } catch (IOException gone) {
                // The peer was faster.
            }
        }
    }

    private void advance(ByteBuffer buffer, long now) throws IOException {
        if (state == State.HELD && stateEnds - now <= 0) {
            state = server.connect(target) ? State.OPEN : State.CONNECTING;
        }
        if (state == State.CONNECTING && server.finishConnect()) {
            state = State.OPEN;
        }
        if (state == State.OPEN) {
            forward(buffer, now);
        } else if (state == State.LINGERING) {
            linger(buffer, now);
        }
        if (state == State.CONNECTING) {
            serverKey.interestOps(SelectionKey.OP_CONNECT);
        } else if (state == State.OPEN) {
            clientKey.interestOps(ops(up, down));
            serverKey.interestOps(ops(down, up));
        }
    }

    private void forward(ByteBuffer buffer, long now) throws IOException {
        if (clientKey.isReadable() && up.wantsRead()) {
            up.read(buffer, now);
        }
        if (serverKey.isReadable() && down.wantsRead()) {
            down.read(buffer, now);
        }
        end(up.write(now), now);
        if (state == State.OPEN) {
            end(down.write(now), now);
        }
        if (state == State.OPEN && up.isEnded() && down.isEnded()) {
            drop(false);
        }
    }

    private void linger(ByteBuffer buffer, long now) throws IOException {
        int left = client.read(buffer.clear());
        int right = server.read(buffer.clear());
        if (stateEnds - now <= 0 || (left < 0 && right < 0)) {
            drop(false);
        } else {
            // A socket at its end is readable for ever.
            clientKey.interestOps(left < 0 ? 0 : SelectionKey.OP_READ);
            serverKey.interestOps(right < 0 ? 0 : SelectionKey.OP_READ);
        }
    }

    private static int ops(Lane out, Lane in) {
        return (out.wantsRead() ? SelectionKey.OP_READ : 0) | (in.wantsWrite() ? SelectionKey.OP_WRITE : 0);
    }
}

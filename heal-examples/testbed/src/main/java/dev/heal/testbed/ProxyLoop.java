package dev.heal.testbed;

import dev.heal.testbed.LinkSettings.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The proxy's only thread: waits for sockets, commands and due times, in one place. All fields but the queue of commands
 * and the stop flag belong to that thread.
 */
final class ProxyLoop implements Runnable {
    private static final int BACKLOG = 1024;
    private static final int BUFFER = 16 * 1024;

    private final Queue<Command<?>> commands = new ConcurrentLinkedQueue<>();
    private final Selector selector;
    private final int port;
    private final long seed;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final List<Link> links = new ArrayList<>();
    private volatile boolean stopped;
    private @Nullable ServerSocketChannel door;
    private InetSocketAddress target;
    private LinkSettings settings = LinkSettings.NONE;
    private long accepted;
    private long upBefore;
    private long downBefore;

    private record Command<T>(Supplier<T> task, CompletableFuture<T> result) {
        void run() {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }
    }

    ProxyLoop(int port, InetSocketAddress target, long seed) throws IOException {
        this.port = port;
        this.target = target;
        this.seed = seed;
        this.selector = Selector.open();
        try {
            this.door = open(selector, port);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Runs a task on the loop's thread, or fails it if the loop has ended. */
    <T> CompletableFuture<T> submit(Supplier<T> task) {
        Command<T> command = new Command<>(task, new CompletableFuture<>());
        commands.add(command);
        selector.wakeup();
        if (!selector.isOpen()) {
            failRest();
        }
        return command.result();
    }

    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!stopped) {
                select();
                runCommands();
                long now = System.nanoTime();
                if (door != null && selector.selectedKeys().stream().anyMatch(key -> key.channel() == door)) {
                    acceptAll(door, now);
                }
                stepAll(now);
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            links.forEach(link -> link.drop(false));
            closeDoor();
            failRest();
        }
    }

    void apply(Fault fault) {
        long now = System.nanoTime();
        if (fault.isForExisting()) {
            for (Link link : links) {
                link.set(fault.on(link.settings()));
                switch (fault.end()) {
                    case NONE -> {}
                    case RESET -> link.end(Lane.Outcome.RESET, now);
                    case FIN -> link.end(Lane.Outcome.CLOSE, now);
                }
            }
        }
        if (fault.isForNew()) {
            settings = fault.on(settings);
        }
        moveDoor();
        flush();
    }

    void clear() {
        settings = LinkSettings.NONE;
        links.forEach(link -> link.set(LinkSettings.NONE));
        moveDoor();
    }

    void target(InetSocketAddress next) {
        target = next;
    }

    void silence() {
        links.forEach(Link::silence);
    }

    int connections() {
        return (int) links.stream().filter(link -> !link.isGone()).count();
    }

    long accepted() {
        return accepted;
    }

    long forwarded(Fault.Direction direction) {
        long before = switch (direction) {
            case UP -> upBefore;
            case DOWN -> downBefore;
            case BOTH -> upBefore + downBefore;
        };
        return before
                + links.stream().mapToLong(link -> link.forwarded(direction)).sum();
    }

    private void select() throws IOException {
        long now = System.nanoTime();
        long wait = links.stream().mapToLong(link -> link.dueIn(now)).min().orElse(Lane.NEVER);
        // Other selections of this loop may have used up a command's wake-up: look at the queue, not only at the
        // wake-up.
        if (wait == 0 || !commands.isEmpty()) {
            selector.selectNow();
        } else if (wait == Lane.NEVER) {
            selector.select();
        } else {
            selector.select(wait / 1_000_000 + 1);
        }
    }

    private void runCommands() {
        for (Command<?> command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }

    private void acceptAll(ServerSocketChannel from, long now) throws IOException {
        for (SocketChannel client = accept(from); client != null; client = accept(from)) {
            accepted++;
            if (settings.entry() == Entry.RESET) {
                reset(client);
            } else {
                Link link = new Link(selector, client, target, new SplittableRandom(seed + accepted), now);
                link.hold(settings.holdNanos());
                link.set(settings);
                links.add(link);
            }
        }
    }

    private static void reset(SocketChannel client) throws IOException {
        try (client) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
    }

    private static @Nullable SocketChannel accept(ServerSocketChannel from) {
        try {
            return from.accept();
        } catch (IOException clientIsGone) {
            return null;
        }
    }

    private void stepAll(long now) throws IOException {
        boolean ended = false;
        for (Iterator<Link> all = links.iterator(); all.hasNext(); ) {
            Link link = all.next();
            if (!link.isGone()) {
                link.step(buffer, now);
            }
            if (link.isGone()) {
                upBefore += link.forwarded(Fault.Direction.UP);
                downBefore += link.forwarded(Fault.Direction.DOWN);
                all.remove();
                ended = true;
            }
        }
        if (ended) {
            selector.selectNow();
        }
    }

    /** Opens or closes the port as the settings ask. */
    private void moveDoor() {
        try {
            if (settings.entry() == Entry.REFUSE) {
                closeDoor();
            } else if (door == null) {
                door = open(selector, port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeDoor() {
        ServerSocketChannel open = door;
        if (open != null) {
            door = null;
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A closed socket that is known to the selector is closed for the system at the next selection only. */
    private void flush() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failRest() {
        for (Command<?> command = commands.poll(); command != null; command = commands.poll()) {
            command.result().completeExceptionally(new ClosedSelectorException());
        }
    }

    private static ServerSocketChannel open(Selector selector, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(Ports.loopback(), port), BACKLOG);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}

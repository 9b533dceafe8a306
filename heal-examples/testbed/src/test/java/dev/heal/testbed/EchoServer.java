package dev.heal.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends back every byte with a fixed offset added, a thread per connection, and records how connections end. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, Ports.loopback());
    private final byte offset;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final AtomicLong received = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    volatile @Nullable IOException failure;
    private final Thread acceptor;

    EchoServer(int offset) throws IOException {
        this.offset = (byte) offset;
        acceptor = thread(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        // an accept under way when the socket is closed may still take one more connection, which must not stay open
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread unused = thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            failure = closed;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.addAndGet(count);
                if (new String(buffer, 0, count, StandardCharsets.UTF_8).startsWith("FLOOD")) {
                    flood(socket);
                }
                for (int i = 0; i < count; i++) {
                    buffer[i] += offset;
                }
                socket.getOutputStream().write(buffer, 0, count);
                sent.addAndGet(count);
            }
            ends.add("FIN");
        } catch (SocketException reset) {
            ends.add("RST");
        } catch (IOException other) {
            failure = other;
        }
    }

    private void flood(Socket socket) throws IOException {
        byte[] zeros = new byte[64 * 1024];
        while (true) {
            socket.getOutputStream().write(zeros);
            sent.addAndGet(zeros.length);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

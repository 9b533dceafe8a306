package dev.heal.scraper.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server on loopback that answers each path as told, byte for byte, and may so break every rule. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer() throws IOException {
        threads.execute(this::accept);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    public ScriptedServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    public ScriptedServer on(String path, String answer) {
        return on(path, answer.getBytes(StandardCharsets.UTF_8));
    }

    public ScriptedServer on(String path, byte[] answer) {
        return on(path, (request, out) -> out.write(answer));
    }

    /** A page with these headers, each ending in CRLF. */
    public ScriptedServer page(String path, String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return on(path, (request, out) -> {
            out.write(head);
            out.write(body);
        });
    }

    public ScriptedServer page(String path, String html) {
        return page(path, "Content-Type: text/html; charset=utf-8\r\n", html.getBytes(StandardCharsets.UTF_8));
    }

    public ScriptedServer status(String path, String statusAndHeaders) {
        return on(path, "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    public long asked(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).count();
    }

    /** Returns when the server is closed: for a script that answers never. */
    void hang() {
        isClosedWithin(Duration.ofDays(1));
    }

    boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                threads.execute(() -> answer(client));
            }
        } catch (IOException e) {
            if (closed.getCount() > 0) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            String start = in.readLine();
            if (start == null) {
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String[] header = line.split(":", 2);
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
            }
            Request request = new Request(start.split(" ", 3)[1], headers);
            requests.add(request);
            Script script = scripts.getOrDefault(
                    request.path(),
                    (r, out) -> out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8)));
            script.answer(request, client.getOutputStream());
        } catch (IOException e) {
            // the client hung up, which some tests want
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket client : open) {
            client.close();
        }
        threads.shutdownNow();
    }

    public record Request(String path, Map<String, String> headers) {}

    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream out) throws IOException;
    }
}

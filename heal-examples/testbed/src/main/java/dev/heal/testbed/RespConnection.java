package dev.heal.testbed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As much of Redis' protocol (RESP 2) as it takes to send a command and to read its answer as text. */
final class RespConnection {
    private RespConnection() {}

    static @Nullable String call(int port, int timeoutMillis, String... words) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(timeoutMillis);
            socket.connect(new InetSocketAddress(Ports.loopback(), port), timeoutMillis);
            socket.getOutputStream().write(encode(words));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String answer = read(in);
            awaitEnd(socket, in);
            return answer;
        }
    }

    /** Until the server has let go of the connection: it counts as one of its clients no longer. */
    private static void awaitEnd(Socket socket, InputStream in) {
        try {
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // That is an end as well.
        }
    }

    static byte[] encode(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    static @Nullable String read(InputStream in) throws IOException {
        String head = line(in);
        String rest = head.substring(1);
        return switch (head.charAt(0)) {
            case '+', ':' -> rest;
            case '-' -> throw new IllegalStateException(rest);
            case '$' -> bulk(in, Integer.parseInt(rest));
            case '*' -> array(in, Integer.parseInt(rest));
            default -> throw new IOException("redis: answer must start with one of + : - $ *, was '" + head + "'");
        };
    }

    private static @Nullable String bulk(InputStream in, int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        String end = line(in);
        if (bytes.length < length || !end.isEmpty()) {
            throw new EOFException("redis: answer must have " + length + " bytes, had " + bytes.length);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String array(InputStream in, int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.add(String.valueOf(read(in)));
        }
        return String.join("\n", elements);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("redis: answer must end with a line feed, the connection ended before");
            }
            if (b != '\r') {
                out.write(b);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}

package dev.heal.testbed;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server to be started as a process: it sends back each line, one connection at a time. */
final class LineServer {
    private LineServer() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (words.contains("--fail")) {
            System.out.println("this line tells why");
            System.exit(3);
        }
        int port = Integer.parseInt(words.get(words.indexOf("--port") + 1));
        try (ServerSocket server = new ServerSocket(port, 50, Ports.loopback())) {
            System.out.println("ready " + port);
            if (words.contains("--control")) {
                new Thread(LineServer::answerControls, "controls").start();
            }
            while (true) {
                serve(server);
            }
        }
    }

    private static void serve(ServerSocket server) throws Exception {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Takes any line but "bogus". */
    private static void answerControls() {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .forEach(line -> System.out.println(line.equals("bogus") ? "error 'bogus' is not known" : "ok"));
    }
}

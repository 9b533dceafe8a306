package dev.heal.testbed;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Free ports on the loopback interface. They are taken from [15000, 32000), below the range from which systems give
 * ports to outgoing connections: there, a connection of anybody could take the port of a server while it is down, and
 * the server would not come back.
 */
final class Ports {
    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;
    private static final int ATTEMPTS = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ports() {}

    static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /** A port nobody listens on at the moment. */
    static int free() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST + RANDOM.nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("ports: one of [15000, 32000) must be free, all " + ATTEMPTS + " tried were taken");
    }

    static int check(String server, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    server + " 'port': must be in [0, 65535], was " + port + "; use 0 for a free port");
        }
        return port;
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}

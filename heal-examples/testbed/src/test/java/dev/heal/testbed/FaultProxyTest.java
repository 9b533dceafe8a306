package dev.heal.testbed;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.testbed.Fault.Direction;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plain socket sees through the proxy, to the byte. */
class FaultProxyTest {
    private static final byte[] PING = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void launch() throws IOException {
        server = new EchoServer(0);
        proxy = FaultProxy.launch("127.0.0.1", server.port());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesBytesAndTheEndUnharmed() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        try (Socket client = connect()) {
            Thread writer = new Thread(() -> writeAndEnd(client, sent));
            writer.start();
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
            writer.join();
        }
        Await.until("the server sees the end", () -> server.ends.contains("FIN"));
        Await.until("the connection is forgotten", () -> proxy.connections() == 0);
        assertThat(proxy.forwarded(Direction.UP)).isEqualTo(sent.length);
        assertThat(proxy.forwarded(Direction.BOTH)).isEqualTo(2L * sent.length);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void passesAResetOn() throws Exception {
        Socket client = connect();
        ping(client);
        client.setSoLinger(true, 0);
        client.close();
        Await.until("the server sees the reset", () -> server.ends.contains("RST"));
    }

    @Test
    void targetThatRefusesShowsAsAReset() throws Exception {
        server.close();
        try (Socket client = connect()) {
            assertReset(client);
        }
    }

    @Test
    void refuseClosesThePortAndLeavesOpenConnectionsAlone() throws Exception {
        try (Socket open = connect()) {
            ping(open);
            proxy.apply(Fault.refuse());
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            ping(open);
            proxy.clear();
            ping(open);
        }
        try (Socket client = connect()) {
            ping(client);
        }
    }

    @Test
    void resetOnAcceptResetsNewConnectionsOnly() throws Exception {
        try (Socket open = connect()) {
            ping(open);
            proxy.apply(Fault.resetOnAccept());
            try (Socket fresh = connect()) {
                assertReset(fresh);
            }
            ping(open);
        }
    }

    @Test
    void resetHitsBothSidesOnce() throws Exception {
        try (Socket open = connect()) {
            ping(open);
            proxy.apply(Fault.reset());
            assertReset(open);
        }
        Await.until("the server sees the reset", () -> server.ends.contains("RST"));
        try (Socket fresh = connect()) {
            ping(fresh);
        }
    }

    @Test
    void closeEndsBothSidesInGoodOrderOnce() throws Exception {
        try (Socket open = connect()) {
            ping(open);
            proxy.apply(Fault.close());
            assertThat(open.getInputStream().read()).isEqualTo(-1);
        }
        Await.until("the server sees the end", () -> server.ends.contains("FIN"));
        try (Socket fresh = connect()) {
            ping(fresh);
        }
        Await.until("both are forgotten", () -> proxy.connections() == 0);
    }

    @Test
    void clientThatIgnoresTheEndIsCutOffAfterAWhile() throws Exception {
        try (Socket open = connect()) {
            ping(open);
            proxy.apply(Fault.close());
            Await.until("writing fails", () -> !canWrite(open));
        }
    }

    @Test
    void resetAfterDeliversExactlyThatManyBytes() throws Exception {
        proxy.apply(Fault.resetAfter(Direction.DOWN, 25));
        try (Socket client = connect()) {
            client.getOutputStream().write(new byte[100]);
            assertThat(client.getInputStream().readNBytes(25)).hasSize(25);
            assertReset(client);
        }
    }

    @Test
    void truncateDownDeliversExactlyThatManyBytesAndTheEnd() throws Exception {
        try (Socket client = connect()) {
            ping(client);
            proxy.apply(Fault.truncate(Direction.DOWN, 25));
            client.getOutputStream().write(new byte[100]);
            assertThat(client.getInputStream().readAllBytes()).hasSize(25);
        }
    }

    @Test
    void truncateUpLetsTheServerHaveExactlyThatManyBytes() throws Exception {
        proxy.apply(Fault.truncate(Direction.UP, 25));
        try (Socket client = connect()) {
            client.getOutputStream().write(new byte[100]);
            Await.until("the server sees the end", () -> server.ends.contains("FIN"));
            assertThat(server.received).hasValue(25);
        }
    }

    @Test
    void truncateAtZeroEndsAtOnce() throws Exception {
        try (Socket client = connect()) {
            proxy.apply(Fault.truncate(Direction.DOWN, 0));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void stallDownHidesTheAnswerUntilCleared() throws Exception {
        try (Socket client = connect()) {
            ping(client);
            proxy.apply(Fault.stall(Direction.DOWN));
            client.getOutputStream().write(PING);
            Await.until("the server has it", () -> server.received.get() == 2L * PING.length);
            assertSilent(client);
            proxy.clear();
            assertThat(client.getInputStream().readNBytes(PING.length)).isEqualTo(PING);
        }
    }

    @Test
    void stallUpKeepsTheRequestFromTheServer() throws Exception {
        try (Socket client = connect()) {
            proxy.apply(Fault.stall(Direction.UP));
            client.getOutputStream().write(PING);
            assertSilent(client);
            assertThat(server.received).hasValue(0);
            proxy.clear();
            assertThat(client.getInputStream().readNBytes(PING.length)).isEqualTo(PING);
        }
    }

    @Test
    void stallCanBeForExistingOrNewConnectionsOnly() throws Exception {
        try (Socket old = connect()) {
            ping(old);
            proxy.apply(Fault.stall().forExisting());
            try (Socket fresh = connect()) {
                ping(fresh);
                old.getOutputStream().write(PING);
                assertSilent(old);
                proxy.clear();
                proxy.apply(Fault.stall().forNew());
                ping(fresh);
            }
            try (Socket fresh = connect()) {
                fresh.getOutputStream().write(PING);
                assertSilent(fresh);
            }
        }
    }

    @Test
    void flipSilencesOldConnectionsForEverAndSendsNewOnesElsewhere() throws Exception {
        try (EchoServer other = new EchoServer(1);
                Socket old = connect()) {
            ping(old);
            proxy.flip("127.0.0.1", other.port());
            try (Socket fresh = connect()) {
                fresh.getOutputStream().write(new byte[] {10, 20});
                assertThat(fresh.getInputStream().readNBytes(2)).containsExactly(11, 21);
            }
            old.getOutputStream().write(PING);
            proxy.clear();
            assertSilent(old);
            assertThat(proxy.connections()).isPositive();
        }
    }

    @Test
    void targetLeavesOldConnectionsWhereTheyAre() throws Exception {
        try (EchoServer other = new EchoServer(1);
                Socket old = connect()) {
            ping(old);
            proxy.target("127.0.0.1", other.port());
            try (Socket fresh = connect()) {
                fresh.getOutputStream().write(new byte[] {10, 20});
                assertThat(fresh.getInputStream().readNBytes(2)).containsExactly(11, 21);
            }
            ping(old);
        }
    }

    @Test
    void latencyDelaysEachWayAndKeepsTheOrder() throws Exception {
        proxy.apply(Fault.latency(ofMillis(60), ofMillis(60)));
        try (Socket client = connect()) {
            byte[] all = new byte[60];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
                client.getOutputStream().write(i);
            }
            assertThat(client.getInputStream().readNBytes(all.length)).isEqualTo(all);
        }
        proxy.apply(Fault.latency(ofMillis(150), ofMillis(0)));
        try (Socket client = connect()) {
            long begin = System.nanoTime();
            ping(client);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
        }
    }

    @Test
    void clearDeliversWhatWasDelayedAtOnce() throws Exception {
        proxy.apply(Fault.latency(Duration.ofHours(1), Duration.ZERO));
        try (Socket client = connect()) {
            client.getOutputStream().write(PING);
            assertSilent(client);
            proxy.clear();
            assertThat(client.getInputStream().readNBytes(PING.length)).isEqualTo(PING);
        }
    }

    @Test
    void bandwidthLimitsTheRate() throws Exception {
        proxy.apply(Fault.bandwidth(Direction.DOWN, 50_000));
        try (Socket client = connect()) {
            long begin = System.nanoTime();
            client.getOutputStream().write(new byte[40_000]);
            assertThat(client.getInputStream().readNBytes(40_000)).hasSize(40_000);
            // 0.8 s, less the one step that may go ahead of time
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(700_000_000L);
        }
    }

    @Test
    void slowAcceptOpensAtOnceAndAnswersLate() throws Exception {
        proxy.apply(Fault.slowAccept(ofMillis(300)));
        long begin = System.nanoTime();
        try (Socket client = connect()) {
            ping(client);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
        }
    }

    @Test
    void holdsTheSenderBackWhenTheReceiverDoesNotRead() throws Exception {
        try (Socket client = connect()) {
            client.getOutputStream().write("FLOOD".getBytes(StandardCharsets.UTF_8));
            AtomicLong last = new AtomicLong(-1);
            Await.until("the sender is held back", () -> isAtRest(last));
            // the buffers of four sockets and the proxy's own 256 KiB
            assertThat(server.sent.get()).isLessThan(64L * 1024 * 1024);
        }
    }

    @Test
    void manyConnectionsAtOnce() throws Exception {
        Socket[] clients = new Socket[200];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = connect();
        }
        for (Socket client : clients) {
            ping(client);
        }
        assertThat(proxy.connections()).isEqualTo(clients.length);
        for (Socket client : clients) {
            client.close();
        }
        Await.until("all are forgotten", () -> proxy.connections() == 0);
    }

    /** A selection that flushes closed sockets must not swallow a command's wake-up: the command would wait for ever. */
    @Test
    void commandsAreHeardWhileConnectionsComeAndGo() throws Exception {
        for (int round = 0; round < 300; round++) {
            try (Socket client = connect()) {
                ping(client);
            }
            for (int i = 0; i < 20; i++) {
                // that there is an answer is the point; how many are still being forgotten is a matter of the machine
                assertThat(proxy.connections()).isBetween(0, round + 1);
            }
        }
        Await.until("all are forgotten", () -> proxy.connections() == 0);
    }

    @Test
    void closedProxyClosesItsConnectionsAndRefusesCommands() throws Exception {
        try (Socket client = connect()) {
            ping(client);
            proxy.close();
            proxy.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(proxy::clear).hasMessageContaining("must be open, was closed");
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    private boolean isAtRest(AtomicLong last) {
        long before = server.sent.get();
        LockSupport.parkNanos(300_000_000);
        return before > 0 && server.sent.get() == before && last.getAndSet(before) == before;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(Ports.loopback(), proxy.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void ping(Socket socket) throws IOException {
        socket.getOutputStream().write(PING);
        byte[] answer = new byte[PING.length];
        new DataInputStream(socket.getInputStream()).readFully(answer);
        assertThat(answer).isEqualTo(PING);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(60_000);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static boolean canWrite(Socket socket) {
        try {
            socket.getOutputStream().write(1);
            return true;
        } catch (IOException cutOff) {
            return false;
        }
    }

    private static void writeAndEnd(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

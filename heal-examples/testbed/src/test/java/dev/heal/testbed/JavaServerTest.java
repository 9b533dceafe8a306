package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaServerTest {
    private static final String MAIN = LineServer.class.getName();

    @Test
    void servesFreezesThawsAndRestartsOnTheSamePort() throws IOException {
        try (JavaServer server = JavaServer.launch("lines", MAIN, ServerOptions.defaults())) {
            int port = server.port();
            assertThat(echo(port, 10_000)).isEqualTo("hello");
            server.freeze();
            assertThat(server.isAlive()).isTrue();
            assertThatThrownBy(() -> echo(port, 300)).isInstanceOf(SocketTimeoutException.class);
            server.thaw();
            assertThat(echo(port, 60_000)).isEqualTo("hello");
            server.kill();
            assertThatThrownBy(() -> echo(port, 300)).isInstanceOf(IOException.class);
            server.restart();
            assertThat(server.port()).isEqualTo(port);
            assertThat(echo(port, 10_000)).isEqualTo("hello");
        }
    }

    @Test
    void closeDeletesTemporaryDataAndKeepsGivenData(@TempDir Path data) {
        Path temporary;
        try (JavaServer server = JavaServer.launch("lines", MAIN, ServerOptions.defaults())) {
            temporary = server.log();
            assertThat(temporary).exists();
        }
        assertThat(temporary.getParent()).doesNotExist();

        try (JavaServer server =
                JavaServer.launch("lines", MAIN, ServerOptions.defaults().withData(data))) {
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(Files.exists(data.resolve("server.log"))).isTrue();
    }

    @Test
    void failedStartTellsStatusAndLog() {
        assertThatThrownBy(() -> JavaServer.launch(
                        "lines", MAIN, ServerOptions.defaults().withArguments("--fail")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("(?s)lines on port \\d+: must answer within 60 s, ended with status 3; its log ends"
                        + " with:.*this line tells why");
    }

    @Test
    void refusesWhatItsStateDoesNotAllow() {
        JavaServer server = JavaServer.launch("lines", MAIN, ServerOptions.defaults());
        assertThatThrownBy(server::start).hasMessageContaining("must be down to be started, was up; use restart()");
        server.kill();
        server.kill();
        assertThatThrownBy(server::freeze).hasMessageContaining("must be up for signal STOP, was down");
        server.close();
        server.close();
        assertThatThrownBy(server::start).hasMessageContaining("must not be closed to be started");
        assertThatThrownBy(() -> ServerOptions.defaults().withPort(70_000))
                .hasMessage("server 'port': must be in [0, 65535], was 70000; use 0 for a free port");
    }

    @Test
    void relativeClassPathIsFoundFromTheServersDirectory() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(JavaServer.absolute(String.join(File.pathSeparator, "/a.jar", "b", "")))
                .isEqualTo(String.join(File.pathSeparator, "/a.jar", here + File.separator + "b", here));
    }

    private static String echo(int port, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket(Ports.loopback(), port)) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}

package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of the servers outlives the JVM that started them. */
class LeashTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "postgres", "redis", "qdrant"})
    void killedJvmLeavesNoProcessAndNoDataBehind(String frozen) throws Exception {
        Process jvm = holder(frozen);
        try (BufferedReader out = jvm.inputReader()) {
            List<Path> homes = new ArrayList<>();
            for (String line = out.readLine(); !"held".equals(line); line = out.readLine()) {
                assertThat(line).as("a directory of the child").isNotNull();
                homes.add(Path.of(line));
            }
            assertThat(homes).hasSize(3).allMatch(Files::isDirectory);
            List<Long> pids = jvm.descendants().map(ProcessHandle::pid).toList();
            assertThat(pids)
                    .as("three servers, three leashes, PostgreSQL's children")
                    .hasSizeGreaterThan(8);

            jvm.destroyForcibly().waitFor();

            Await.until("no process is left of " + pids, () -> pids.stream().noneMatch(Processes::runs));
            Await.until("no directory is left of " + homes, () -> homes.stream().noneMatch(Files::exists));
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void serverThatEndedByItselfLeavesItsDataToTheLeash() throws Exception {
        JavaServer server = JavaServer.launch("lines", LineServer.class.getName(), ServerOptions.defaults());
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        Await.until("the end is noticed", () -> !server.isAlive());
        server.start();
        assertThat(server.isAlive()).isTrue();
        server.close();
        assertThat(server.log().getParent()).doesNotExist();
    }

    private static Process holder(String frozen) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        frozen)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The JVM to be killed: holds all servers, one of them frozen. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            Testbed testbed = Testbed.launch(LineServer.class.getName(), ServerOptions.defaults());
            for (ServerProcess server : testbed.servers()) {
                System.out.println(server.log().getParent());
                if (server.toString().startsWith(args[0])) {
                    server.freeze();
                }
            }
            System.out.println("held");
            System.in.read();
        }
    }
}

package dev.heal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheTest {
    @TempDir
    Path root;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void makesADirectoryOnceForAllThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> BinaryCache.directory(root, "x", this::fill)));
            }
            for (Future<Path> result : results) {
                assertThat(result.get().resolve("file")).hasContent("text");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void makesADirectoryOnceForAllJvms() throws Exception {
        List<Process> jvms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jvms.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            root.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        int makers = 0;
        for (Process jvm : jvms) {
            String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jvm.waitFor()).as(printed).isZero();
            makers += printed.contains("made") ? 1 : 0;
        }
        assertThat(makers).isEqualTo(1);
    }

    @Test
    void makesADirectoryAgainThatLostAFile() throws IOException {
        Path directory = BinaryCache.directory(root, "x", this::fill);
        Files.delete(directory.resolve("file"));
        assertThat(BinaryCache.directory(root, "x", this::fill).resolve("file")).hasContent("text");
        assertThat(made).hasValue(2);
    }

    @Test
    void failedMakerLeavesNothingThatCountsAsMade() throws IOException {
        assertThatThrownBy(() -> BinaryCache.directory(root, "x", directory -> {
                    fill(directory);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(root.resolve("x")).doesNotExist();
        assertThat(BinaryCache.directory(root, "x", this::fill)).isDirectory();
    }

    private void fill(Path directory) throws IOException {
        made.incrementAndGet();
        Files.writeString(directory.resolve("file"), "text");
    }

    /** Another JVM that asks for the directory. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            BinaryCache.directory(Path.of(args[0]), "x", directory -> {
                Files.writeString(directory.resolve("file"), "text");
                System.out.println("made");
            });
        }
    }
}

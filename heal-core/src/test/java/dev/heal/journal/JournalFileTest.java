package dev.heal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.CapturedLog;
import dev.heal.journal.Decision.Verdict;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalFileTest {

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final ExecutorService io = time.runtime(1).io();
    private final Journal journal = new Journal();

    @Test
    void aLineHasAllFields() throws Exception {
        Map<String, Double> numbers = new HashMap<>(Map.of("calls", 12.0, "share", 0.5));
        numbers.put("unknown", Double.NaN);
        journal.keepIn(directory, io);
        journal.record(new Decision(
                        Instant.EPOCH,
                        "d\"b\\",
                        "raise limit",
                        "10",
                        "15",
                        new Decision.Cause("db", "queueing\u0001\ud83d", "pool"),
                        numbers,
                        "heal.limit.*")
                .in(Mode.SUGGEST)
                .by("ada")
                .suppressedBy("budget")
                .judging(7, Verdict.INCONCLUSIVE));
        time.runDue();
        assertThat(lines())
                .containsExactly(
                        "{\"id\":1,\"at\":\"1970-01-01T00:00:00Z\",\"resource\":\"d\\\"b\\\\\",\"action\":\"raise limit\","
                                + "\"from\":\"10\",\"to\":\"15\",\"cause\":{\"resource\":\"db\",\"kind\":\"queueing \\ud83d\","
                                + "\"layer\":\"pool\"},\"evidence\":{\"calls\":12.0,\"share\":0.5,\"unknown\":null},"
                                + "\"revert\":\"heal.limit.*\",\"mode\":\"suggest\",\"by\":\"ada\",\"suppressedBy\":\"budget\","
                                + "\"judges\":7,\"verdict\":\"inconclusive\"}");
    }

    @Test
    void whatDoesNotApplyIsLeftOut() {
        assertThat(JournalLine.of(decision(1)))
                .doesNotContain("suppressedBy", "judges", "verdict")
                .endsWith(",\"mode\":\"enforce\",\"by\":\"heal\"}");
    }

    @Test
    void linesStandInTheirOrder() throws Exception {
        try (HealRuntime runtime = HealRuntime.system();
                Journal.Subscription kept = journal.keepIn(directory, runtime.io())) {
            IntStream.range(0, 300).forEach(i -> journal.record(decision(i)));
            assertThat(kept).isNotNull();
        }
        assertThat(lines()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(lines().get(i)).startsWith("{\"id\":" + (i + 1) + ",");
        }
    }

    @Test
    void aFileThatHasGrownBecomesTheOlderOne() throws Exception {
        journal.keepIn(directory, io);
        Files.writeString(directory.resolve("journal.jsonl"), "x".repeat(4 * 1024 * 1024 + 1) + "\n");
        Files.writeString(directory.resolve("journal.1.jsonl"), "gone\n");
        journal.record(decision(1));
        time.runDue();
        assertThat(lines()).hasSize(1);
        assertThat(Files.readString(directory.resolve("journal.1.jsonl"))).startsWith("xxx");
    }

    @Test
    void aDirectoryThatIsAFileIsSaidSoOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(warningsOf(file)).hasSize(1).allMatch(w -> w.contains("must be writable, is not"));
        assertThat(journal.recent(10)).as("in memory").hasSize(3);
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsSaidSoOnce() throws Exception {
        assertThat(warningsOf(readOnly().resolve("sub"))).hasSize(1);
        assertThat(journal.recent(10)).hasSize(3);
    }

    @Test
    void aFullDiskIsSaidSoOnceAndTheNextLineIsWholeAgain() throws Exception {
        Path file = directory.resolve("journal.jsonl");
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            Files.createSymbolicLink(file, full);
            assertThat(warningsOf(directory)).hasSize(1);
            Files.delete(file);
        } else {
            journal.keepIn(directory, io);
        }
        // as a disk leaves it that became full in the middle of a line
        Files.writeString(file, "{\"id\":1,\"at\":\"19");
        journal.record(decision(9));
        journal.record(decision(10));
        time.runDue();
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).startsWith("{\"id\":").endsWith("}");
    }

    @Test
    void aDirectoryThatIsDeletedIsMadeAgain() throws Exception {
        Path sub = directory.resolve("state");
        journal.keepIn(sub, io);
        journal.record(decision(1));
        time.runDue();
        Files.delete(sub.resolve("journal.jsonl"));
        Files.delete(sub);
        journal.record(decision(2));
        time.runDue();
        assertThat(Files.readAllLines(sub.resolve("journal.jsonl"))).hasSize(1);
    }

    @Test
    void theCallerNeverWritesWhileTheExecutorIsFull() throws Exception {
        try (CapturedLog log = new CapturedLog(Journal.class);
                Busy busy = new Busy()) {
            Journal.Subscription kept = journal.keepIn(directory, busy.full);
            IntStream.range(0, JournalFile.MOST_WAITING + 10).forEach(i -> journal.record(decision(i)));
            assertThat(directory.resolve("journal.jsonl")).doesNotExist();

            kept.close();
            assertThat(lines()).hasSize(JournalFile.MOST_WAITING);
            assertThat(log.warnings()).hasSize(1).allMatch(w -> w.contains("10 decisions came faster"));
        }
    }

    @Test
    void anExecutorThatIsShutDownLosesNothing() throws Exception {
        HealRuntime runtime = HealRuntime.system();
        journal.keepIn(directory, runtime.io());
        runtime.close();
        journal.record(decision(1));
        assertThat(lines()).hasSize(1);
    }

    @Test
    void anExecutorThatDroppedItsTasksLosesNothingEither() throws Exception {
        journal.keepIn(directory, io);
        journal.record(decision(1));
        assertThat(io.shutdownNow()).hasSize(1);
        journal.record(decision(2));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void closingEndsTheWriting() throws Exception {
        Journal.Subscription kept = journal.keepIn(directory, io);
        journal.record(decision(1));
        kept.close();
        journal.record(decision(2));
        time.runDue();
        assertThat(lines()).hasSize(1);
    }

    private List<String> warningsOf(Path place) {
        try (CapturedLog log = new CapturedLog(Journal.class)) {
            journal.keepIn(place, io);
            for (int i = 0; i < 3; i++) {
                journal.record(decision(i));
                time.runDue();
            }
            return log.warnings();
        }
    }

    /** For root every directory can be written, but not the kernel's own. */
    private Path readOnly() throws IOException {
        Path sub = Files.createDirectory(directory.resolve("read-only"));
        return sub.toFile().setWritable(false) && !Files.isWritable(sub) ? sub : Path.of("/proc/self");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("journal.jsonl"));
    }

    private static Decision decision(int number) {
        return new Decision(
                Instant.ofEpochSecond(number),
                "db",
                "open",
                "CLOSED",
                "OPEN",
                new Decision.Cause("db", "time-out", "client"),
                Map.of(),
                "");
    }

    /** An executor that takes nothing. */
    private static final class Busy implements AutoCloseable {
        private final ThreadPoolExecutor full =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), (task, pool) -> {
                    throw new RejectedExecutionException("full");
                });

        Busy() {
            CountDownLatch never = new CountDownLatch(1);
            full.execute(() -> {
                try {
                    never.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() {
            full.shutdownNow();
        }
    }
}

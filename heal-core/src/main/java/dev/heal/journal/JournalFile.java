package dev.heal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions as JSON Lines in {@code journal.jsonl}; past 4 MiB the file becomes {@code journal.1.jsonl} and a new one is
 * begun. One task at a time writes what waits, so lines stand in the order in which they came. A directory that cannot be
 * written is said so once, and the journal goes on in memory.
 */
final class JournalFile implements Consumer<Decision> {

    static final int MOST_WAITING = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final Path file;
    private final Path older;
    private final ExecutorService io;
    private final Deque<Decision> waiting = new ArrayDeque<>(); // guarded by waiting
    private boolean taken; // guarded by waiting: a task is there that will write what waits
    private long dropped; // guarded by waiting
    private boolean unwritable; // guarded by this
    private boolean mayBeTorn = true; // guarded by this: the last line may lack its end

    JournalFile(Path directory, ExecutorService io) {
        this.file = directory.resolve("journal.jsonl");
        this.older = directory.resolve("journal.1.jsonl");
        this.io = io;
    }

    @Override
    public void accept(Decision decision) {
        synchronized (waiting) {
            if (waiting.size() == MOST_WAITING) {
                dropped++;
            } else {
                waiting.addLast(decision);
            }
            // an executor that was ended in a hurry has dropped its task
            if (taken && !io.isShutdown()) {
                return;
            }
            taken = true;
        }
        try {
            io.execute(this::drain);
        } catch (RejectedExecutionException full) {
            if (io.isShutdown()) {
                // closing: nobody else will write it
                drain();
                return;
            }
            // what waits is written with the next decision that finds room
            synchronized (waiting) {
                taken = false;
            }
        }
    }

    /** Writes what waits, on the calling thread. */
    synchronized void drain() {
        StringBuilder lines = new StringBuilder();
        long lost;
        synchronized (waiting) {
            taken = false;
            lost = dropped;
            dropped = 0;
            for (Decision d = waiting.pollFirst(); d != null; d = waiting.pollFirst()) {
                lines.append(JournalLine.of(d)).append('\n');
            }
        }
        if (lost > 0) {
            LOG.warn(
                    "journal '{}': {} decisions came faster than the disk took them; they were not written",
                    file,
                    lost);
        }
        if (lines.length() > 0) {
            append(lines.toString());
        }
    }

    private void append(String lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            }
            String begin = mayBeTorn && isTorn() ? "\n" : "";
            mayBeTorn = true;
            Files.writeString(
                    file, begin + lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            mayBeTorn = false;
            unwritable = false;
        } catch (IOException | RuntimeException e) {
            if (!unwritable) {
                LOG.warn(
                        "journal '{}': must be writable, is not ({}); decisions are kept in memory only",
                        file,
                        e.toString());
            }
            unwritable = true;
        }
    }

    /** Whether the file ends in the middle of a line: the disk was full, or the process was killed. */
    private boolean isTorn() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }
}

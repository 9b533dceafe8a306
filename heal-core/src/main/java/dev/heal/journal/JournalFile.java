package dev.heal.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions as JSON Lines in {@code journal.jsonl}; past 4 MiB the file becomes {@code journal.1.jsonl} and a new one is
 * begun. A directory that cannot be written is said so once, and the journal goes on in memory.
 */
final class JournalFile implements Consumer<Decision> {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final Path file;
    private final Path older;
    private final ExecutorService io;
    private boolean unwritable; // guarded by this

    JournalFile(Path directory, ExecutorService io) {
        this.file = directory.resolve("journal.jsonl");
        this.older = directory.resolve("journal.1.jsonl");
        this.io = io;
    }

    @Override
    public void accept(Decision decision) {
        try {
            io.execute(() -> append(decision));
        } catch (RejectedExecutionException closing) {
            append(decision);
        }
    }

    private synchronized void append(Decision decision) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    file,
                    json(decision) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            unwritable = false;
        } catch (IOException e) {
            if (!unwritable) {
                LOG.warn(
                        "journal '{}': must be writable, is not ({}); decisions are kept in memory only",
                        file,
                        e.toString());
            }
            unwritable = true;
        }
    }

    static String json(Decision d) {
        StringBuilder out = new StringBuilder("{");
        field(out, "at", d.at().toString()).append(',');
        field(out, "resource", d.resource()).append(',');
        field(out, "action", d.action()).append(',');
        field(out, "from", d.from()).append(',');
        field(out, "to", d.to()).append(",\"cause\":{");
        field(out, "resource", d.cause().resource()).append(',');
        field(out, "kind", d.cause().kind()).append(',');
        field(out, "layer", d.cause().layer()).append("},\"evidence\":{");
        String separator = "";
        for (Map.Entry<String, Double> number : d.evidence().entrySet()) {
            quoted(out.append(separator), number.getKey()).append(':').append(number.getValue());
            separator = ",";
        }
        return field(out.append("},"), "revert", d.revert()).append('}').toString();
    }

    private static StringBuilder field(StringBuilder out, String name, String value) {
        return quoted(quoted(out, name).append(':'), value);
    }

    private static StringBuilder quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }
}

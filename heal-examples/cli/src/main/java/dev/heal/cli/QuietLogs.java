package dev.heal.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps library logging out of the text for people: warnings only, and nothing that is said elsewhere already. */
final class QuietLogs implements AutoCloseable {

    /**
     * The Qdrant client logs every failed call with a stack trace, where the journal and the notes say it once; the tokenizer
     * looks for graphics cards and complains that there are none. Held, because the logging framework forgets the levels of
     * loggers that nobody holds.
     */
    private final List<Logger> silent = List.of(Logger.getLogger("io.qdrant.client"), Logger.getLogger("ai.djl"));

    private final Logger root = Logger.getLogger("");
    private final Level rootLevel = root.getLevel();

    QuietLogs() {
        root.setLevel(Level.WARNING);
        silent.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public void close() {
        root.setLevel(rootLevel);
        silent.forEach(logger -> logger.setLevel(null));
    }
}

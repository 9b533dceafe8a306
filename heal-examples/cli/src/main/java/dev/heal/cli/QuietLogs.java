package dev.heal.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps library logging out of the text for people: warnings only, and nothing that is said elsewhere already. */
final class QuietLogs implements AutoCloseable {

    /** Held, because the logging framework forgets the levels of loggers that nobody holds. */
    private final Logger qdrantClient = Logger.getLogger("io.qdrant.client");

    private final Logger root = Logger.getLogger("");
    private final Level rootLevel = root.getLevel();

    QuietLogs() {
        root.setLevel(Level.WARNING);
        // the client logs every failed call with a stack trace; the journal and the notes say it once
        qdrantClient.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        root.setLevel(rootLevel);
        qdrantClient.setLevel(null);
    }
}

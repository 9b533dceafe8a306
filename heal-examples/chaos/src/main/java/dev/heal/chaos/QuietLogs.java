package dev.heal.chaos;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the logs of pool and driver, which tell of every broken connection, out of the text for people. */
final class QuietLogs {

    /** Held, because the logging framework forgets the levels of loggers that nobody holds. */
    private static final List<Logger> SILENT =
            List.of(Logger.getLogger("com.zaxxer.hikari"), Logger.getLogger("org.postgresql"));

    private QuietLogs() {}

    static void install() {
        Logger.getLogger("").setLevel(Level.WARNING);
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }
}

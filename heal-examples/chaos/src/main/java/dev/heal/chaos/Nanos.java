package dev.heal.chaos;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Nanoseconds as text and as numbers of reports. Null is never. */
final class Nanos {

    private Nanos() {}

    /** For people. */
    static String text(@Nullable Long nanos) {
        if (nanos == null) {
            return "never";
        }
        double millis = nanos / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }

    /** Milliseconds to three places. */
    static @Nullable Double millis(@Nullable Long nanos) {
        return nanos == null ? null : Math.round(nanos / 1_000.0) / 1_000.0;
    }
}

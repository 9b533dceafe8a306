package dev.heal.config;

import dev.heal.settings.Setting;
import dev.heal.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of the configuration itself, {@code heal.config.*}.
 *
 * @param correct what is done about mistakes that have one reading
 * @param poll how often the file is looked at for changes; zero for never
 */
record Correcting(
        @Setting(
                value = "What is done about a mistake with one reading: memory corrects what is in effect, report only"
                        + " says so, off takes every line literally.",
                correction = Setting.Correction.NEVER)
        How correct,

        @Setting(
                value = "How often the file is looked at for changes; 0s for only at a reload.",
                min = "0s",
                max = "1d",
                unit = "s",
                reload = Setting.Reload.RESTART)
        Duration poll) {

    static final String KEY = "heal.config";

    Correcting() {
        this(How.MEMORY, Duration.ofSeconds(5));
    }

    /**
     * What is done about mistakes, from the most binding source that says so. A word that is none of these corrects nothing:
     * nobody can tell what was meant. A mode that only observes does not correct either.
     */
    static How stated(PropertiesFile file, Map<String, String> environment) {
        if ("observe".equals(text("heal.mode", file, environment).toLowerCase(Locale.ROOT))) {
            return How.REPORT;
        }
        String text = text(KEY + ".correct", file, environment);
        try {
            return text.isEmpty() ? How.MEMORY : (How) Settings.parse(How.class, text);
        } catch (IllegalArgumentException unknown) {
            return How.REPORT;
        }
    }

    /** How often to look at the file, from the most binding source that says so in so many words. */
    static Duration poll(PropertiesFile file, Map<String, String> environment) {
        Duration byDefault = new Correcting().poll();
        String text = text(KEY + ".poll", file, environment);
        try {
            Duration stated = text.isEmpty() ? byDefault : (Duration) Settings.parse(Duration.class, text);
            return stated.isNegative() || stated.compareTo(Duration.ofDays(1)) > 0 ? byDefault : stated;
        } catch (IllegalArgumentException | ArithmeticException unknown) {
            return byDefault;
        }
    }

    private static String text(String key, PropertiesFile file, Map<String, String> environment) {
        String property = System.getProperty(key);
        String variable = environment.get(key.toUpperCase(Locale.ROOT).replace('.', '_'));
        PropertiesFile.Entry entry = file.entries().get(key);
        String text = property != null ? property : variable != null ? variable : entry != null ? entry.value() : "";
        return text.strip();
    }

    /** How far a correction goes. */
    enum How {
        /** Lines are taken literally. */
        OFF,
        /** Corrections are listed and not applied. */
        REPORT,
        /** Corrections are in effect; the file stays as it is. */
        MEMORY
    }
}

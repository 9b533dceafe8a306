package dev.heal.chaos.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Who is tried: how the application reaches its servers. */
public enum Wiring {
    /** Heal around the clients, wired as in the scraper. */
    HEAL {
        @Override
        Stores open(Servers servers, Path directory, List<String> settings) throws IOException {
            return new HealStores(servers, directory, settings);
        }
    },
    /** The clients with their defaults. */
    PLAIN {
        @Override
        Stores open(Servers servers, Path directory, List<String> settings) {
            return new PlainStores(servers);
        }
    };

    /**
     * Opens the clients.
     *
     * @param directory for files of its own
     * @param settings lines of Heal's file of settings; of no meaning for others
     */
    abstract Stores open(Servers servers, Path directory, List<String> settings) throws IOException;

    /**
     * Whether its goals decide how a run ends.
     *
     * @return true for Heal
     */
    public boolean mustHold() {
        return this == HEAL;
    }

    /** The name on command lines and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.heal.jdbc;

import dev.heal.jdbc.hikari.HikariPilot;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds out what can be done with a data source. Where HikariCP is not on the class path, none of its names is loaded. */
final class PilotFinder {

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

    private PilotFinder() {}

    static PoolPilot of(DataSource source) {
        if (!isHikariHere()) {
            return new PlainPilot(source);
        }
        HikariPilot pilot = HikariPilot.of(source);
        return pilot == null ? new PlainPilot(source) : new HikariPort(pilot, isHikariByName(source) ? null : source);
    }

    /** Whether a data source is a HikariCP pool by its name, be it of a class loader that Heal does not see. */
    static boolean isHikariByName(DataSource source) {
        for (@Nullable Class<?> type = source.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(HIKARI)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHikariHere() {
        try {
            Class.forName(HIKARI, false, PilotFinder.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

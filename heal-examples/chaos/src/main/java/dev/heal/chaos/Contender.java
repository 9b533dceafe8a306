package dev.heal.chaos;

import com.zaxxer.hikari.HikariConfig;
import java.util.Locale;

/** Who is tried: a way to reach the database through a pool of the given settings. */
enum Contender {
    PLAIN {
        @Override
        Access open(HikariConfig config) {
            return new PlainAccess(config);
        }
    },
    HEAL {
        @Override
        Access open(HikariConfig config) {
            return new HealAccess(config);
        }
    };

    abstract Access open(HikariConfig config);

    /** A pool with every setting at its default but its size. */
    Access open(String jdbcUrl, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(poolSize);
        return open(config);
    }

    /** Whether its goals decide how the program ends. */
    boolean mustHold() {
        return this == HEAL;
    }

    /** The name on the command line and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

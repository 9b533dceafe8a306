package dev.heal.chaos;

import dev.heal.jdbc.HealingDataSource.SqlWork;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How one contender reaches its database. Safe for use by many threads. */
interface Access extends AutoCloseable {

    /** Runs what only reads. */
    <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException;

    /** Where connections for everything else come from. */
    DataSource source();

    /** What it has to say of itself, empty for nothing. */
    String explain();

    @Override
    void close();
}

package dev.heal.chaos;

import dev.heal.chaos.Call.Kind;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What one call does. */
record Work(Kind kind, Body body) {

    /** The part that may fail. */
    @FunctionalInterface
    interface Body {
        void run(OpenCall call, Access access) throws SQLException;
    }

    /** A call that reads, on the contender's way to read. */
    static Work reading(SqlWork<?> work) {
        return new Work(Kind.READ, (call, access) -> {
            Object unused = access.read(connection -> call.use(connection, work));
        });
    }

    /** A call that writes: a connection, statements on it in auto-commit, and the connection back. */
    static Work writing(SqlWork<?> work) {
        return new Work(Kind.WRITE, (call, access) -> {
            try (Connection connection = access.source().getConnection()) {
                Object unused = call.use(connection, work);
            }
        });
    }

    /** One statement whose result nobody needs. */
    static SqlWork<Boolean> statement(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        };
    }
}

package dev.heal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one statement was made and set up, so that the same can be made on another connection. Kept only while a connection
 * is in auto-commit and read-only. Parameters that can be read once, or change while nobody looks, spoil it.
 *
 * @param <S> the kind of statement
 */
final class StatementRecipe<S extends Statement> {

    private final Making<S> making;
    private final Map<String, Step<S>> attributes = new LinkedHashMap<>();
    private final Map<Integer, Step<S>> parameters = new LinkedHashMap<>();
    private S current;
    // by a cancel, from any thread
    private volatile boolean spoiled;

    StatementRecipe(S made, Making<S> making) {
        this.current = made;
        this.making = making;
    }

    void attribute(String name, Step<S> step) {
        attributes.put(name, step);
    }

    void parameter(int index, Step<S> step) {
        parameters.put(index, step);
    }

    void parameter(int index, @Nullable Object value, Step<S> step) {
        if (isFixed(value)) {
            parameters.put(index, step);
        } else {
            spoil();
        }
    }

    void clearParameters() {
        parameters.clear();
    }

    void spoil() {
        spoiled = true;
    }

    boolean isSpoiled() {
        return spoiled;
    }

    /** The statement of the connection in use. */
    S current() {
        return current;
    }

    S makeOn(Connection connection) throws SQLException {
        S made = making.on(connection);
        for (Step<S> step : attributes.values()) {
            step.on(made);
        }
        for (Step<S> step : parameters.values()) {
            step.on(made);
        }
        current = made;
        return made;
    }

    private static boolean isFixed(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double
                || value instanceof Float
                || value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof UUID
                || (value instanceof TemporalAccessor
                        && value.getClass().getName().startsWith("java.time."));
    }

    /** Makes a statement. */
    @FunctionalInterface
    interface Making<S> {
        S on(Connection connection) throws SQLException;
    }

    /** Sets one thing of it. */
    @FunctionalInterface
    interface Step<S> {
        void on(S statement) throws SQLException;
    }

    /** Executes it. */
    @FunctionalInterface
    interface Execution<S, R extends @Nullable Object> {
        R on(S statement) throws SQLException;
    }
}

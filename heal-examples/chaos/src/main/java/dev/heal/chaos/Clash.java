package dev.heal.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Two transactions that cannot both be carried out: the server rolls one of them back. */
enum Clash {
    /** Each locks one row and then wants the other's: 40P01 for one of them. */
    DEADLOCK("40P01", 2) {
        @Override
        void step(Connection connection, int firstRow, int secondRow, Runnable meet) throws SQLException {
            add(connection, firstRow);
            meet.run();
            add(connection, secondRow);
        }
    },
    /** Both read one row and write what they read plus one: 40001 for the one that comes second. */
    SERIALIZATION("40001", 1) {
        @Override
        void begin(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
            }
        }

        @Override
        void step(Connection connection, int firstRow, int secondRow, Runnable meet) throws SQLException {
            int row = Math.min(firstRow, secondRow);
            long read = read(connection, row);
            meet.run();
            write(connection, row, read + 1);
        }
    };

    private final String state;
    private final int sum;

    Clash(String state, int sum) {
        this.state = state;
        this.sum = sum;
    }

    /** The first thing in each transaction. */
    void begin(Connection connection) throws SQLException {}

    /**
     * One side of it, within a transaction.
     *
     * @param firstRow a row of the table {@code account}
     * @param secondRow another; the other side has the two the other way round
     * @param meet returns when the other side has come as far
     */
    abstract void step(Connection connection, int firstRow, int secondRow, Runnable meet) throws SQLException;

    /** SQLState of the transaction that is rolled back. */
    String state() {
        return state;
    }

    /** What each side adds to the sum of all balances when it is carried out once. */
    int sum() {
        return sum;
    }

    private static void add(Connection connection, int row) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update account set balance = balance + 1 where id = ?")) {
            statement.setInt(1, row);
            statement.executeUpdate();
        }
    }

    private static long read(Connection connection, int row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select balance from account where id = ?")) {
            statement.setInt(1, row);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void write(Connection connection, int row, long balance) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update account set balance = ? where id = ?")) {
            statement.setLong(1, balance);
            statement.setInt(2, row);
            statement.executeUpdate();
        }
    }
}

package dev.heal.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that were acknowledged against rows that are there. Each write inserts an id of its own into a table that would take it
 * twice; at the end a client of the ledger's own counts. Safe for use by many threads.
 */
final class Ledger {

    static final String TABLE = "create table ledger (id bigint not null)";

    private final AtomicLong next = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    /**
     * The count.
     *
     * @param acknowledged rows whose insert came back without an error
     * @param lost how many of those are not there
     * @param duplicated ids that are there more than once
     * @param unacknowledged rows that are there although their insert failed or did not come back
     */
    record Balance(long acknowledged, long lost, long duplicated, long unacknowledged) {}

    /** Inserts the next row, once. */
    Boolean insert(Connection connection) throws SQLException {
        long id = next.incrementAndGet();
        insert(connection, id);
        return acknowledge(id);
    }

    long newId() {
        return next.incrementAndGet();
    }

    boolean acknowledge(long id) {
        return acknowledged.add(id);
    }

    static void insert(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into ledger values (?)")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /** Counts the rows of all these databases together. */
    Balance balance(List<String> jdbcUrls) throws SQLException {
        // before the rows: what is acknowledged from here on is not expected to be there
        Set<Long> expected = new HashSet<>(acknowledged);
        Map<Long, Integer> present = new HashMap<>();
        for (String url : jdbcUrls) {
            count(url, present);
        }
        return new Balance(
                expected.size(),
                expected.stream().filter(id -> !present.containsKey(id)).count(),
                present.values().stream().filter(times -> times > 1).count(),
                present.keySet().stream().filter(id -> !expected.contains(id)).count());
    }

    private static void count(String url, Map<Long, Integer> present) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from ledger")) {
            while (rows.next()) {
                present.merge(rows.getLong(1), 1, Integer::sum);
            }
        }
    }
}

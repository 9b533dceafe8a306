package dev.heal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The result sets of one connection that may be open, newest first, so that none outlives the connection: not every pool
 * sees to that. At most 64 are remembered, as a host may rely on its driver to close them.
 *
 * <p>Without locks: connections are used by one thread at a time. Where one is not, an entry may be lost, no more: links
 * only ever lead to older entries, so there is no cycle.
 */
final class OpenResults {

    private static final int MAX = 64;

    private final ConnectionState state;
    private @Nullable WatchedResultSet newest;
    private int size;

    OpenResults(ConnectionState state) {
        this.state = state;
    }

    /** The wrapper of a statement's result set; the same one when the driver gives the same again. */
    @Nullable
    ResultSet of(@Nullable ResultSet wrapped, @Nullable Statement owner, boolean cursor) {
        if (wrapped == null) {
            return null;
        }
        for (WatchedResultSet each = newest; each != null; each = each.older) {
            if (each.wrapped == wrapped) {
                return each;
            }
        }
        WatchedResultSet added = new WatchedResultSet(wrapped, owner, state, cursor);
        added.older = newest;
        newest = added;
        if (++size > MAX) {
            forgetTheOldest();
        }
        return added;
    }

    /** The statement that a result set came from, as the host knows it; null if the driver says that there is none. */
    @Nullable
    Statement statementOf(WatchedResultSet results) throws SQLException {
        Statement unknown = results.wrapped.getStatement();
        if (results.statement != null || unknown == null) {
            return results.statement;
        }
        return new WatchedStatement(unknown, state.handle(), state, null);
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** It was closed. */
    void closed(WatchedResultSet closed) {
        if (closed == newest) {
            newest = closed.older;
            size--;
            return;
        }
        retain(each -> each != closed);
    }

    /** Its statement was closed, which closes its result sets. */
    void closedBy(Statement owner) {
        retain(each -> each.statement != owner);
    }

    /** Its statement was executed again: drivers have closed what was left open. */
    void supersededBy(Statement owner) {
        retain(each -> each.statement != owner || !isClosed(each.wrapped));
    }

    void closeAll() {
        WatchedResultSet each = newest;
        newest = null;
        size = 0;
        for (; each != null; each = each.older) {
            closeQuietly(each.wrapped);
        }
    }

    private void retain(Test test) {
        WatchedResultSet kept = null;
        int left = 0;
        for (WatchedResultSet each = newest; each != null; each = each.older) {
            if (test.holds(each)) {
                kept = each;
                left++;
            } else if (kept == null) {
                newest = each.older;
            } else {
                kept.older = each.older;
            }
        }
        size = left;
    }

    private void forgetTheOldest() {
        int[] place = {0};
        retain(each -> place[0]++ < MAX);
    }

    private static boolean isClosed(ResultSet results) {
        try {
            return results.isClosed();
        } catch (SQLException | RuntimeException e) {
            return true;
        }
    }

    private static void closeQuietly(ResultSet results) {
        try {
            results.close();
        } catch (SQLException | RuntimeException e) {
            // the connection is on its way back: what its result sets have to say interests nobody
        }
    }

    private interface Test {
        boolean holds(WatchedResultSet each);
    }
}

package dev.heal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL exceptions that a throwable carries, nearest first: itself, causes (pools and mappers wrap), and next ones. */
final class SqlChain {

    /** Chains are short; of a batch, which may have an exception for each of its statements, the first ones are enough. */
    private static final int MAX = 16;

    private SqlChain() {}

    static List<SQLException> of(Throwable thrown) {
        List<Throwable> seen = new ArrayList<>();
        seen.add(thrown);
        // the list grows while it is walked
        for (int i = 0; i < seen.size(); i++) {
            Throwable each = seen.get(i);
            add(seen, each.getCause());
            if (each instanceof SQLException e) {
                add(seen, e.getNextException());
            }
        }
        return seen.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
    }

    static boolean hasBatch(List<SQLException> chain) {
        return chain.stream().anyMatch(BatchUpdateException.class::isInstance);
    }

    private static void add(List<Throwable> seen, @Nullable Throwable next) {
        // by identity: chains may be cyclic, and equals is the exceptions' own
        if (next != null && seen.size() < MAX && seen.stream().noneMatch(each -> each == next)) {
            seen.add(next);
        }
    }
}

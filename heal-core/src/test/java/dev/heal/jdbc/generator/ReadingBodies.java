package dev.heal.jdbc.generator;

import java.sql.ResultSet;
import java.util.Set;

/** What the methods of result sets and of the description of a database do. */
final class ReadingBodies {

    /** Where a result set is a cursor, these may fetch from the server. */
    private static final Set<String> MOVES =
            Set.of("absolute", "afterLast", "beforeFirst", "first", "last", "next", "previous", "relative");

    private static final Set<String> WRITES = Set.of("deleteRow", "insertRow", "refreshRow", "updateRow");

    private ReadingBodies() {}

    static String ofResultSet(JdbcMethod method) {
        String name = method.name();
        String call = method.callOn("wrapped");
        if (MOVES.contains(name)) {
            return Body.ofCursor(method);
        } else if (WRITES.contains(name)) {
            return Body.marked(method, "state.execute()", "state.answered(started)", "result");
        }
        return switch (name) {
            case "getStatement" -> Body.plain("return state.results().statementOf(this)");
            case "close" -> "        state.results().closed(this);\n" + Body.ofCursor(method);
            case "setFetchSize" -> Body.plain(call) + "        cursor = a != 0;\n";
            case "unwrap", "isWrapperFor" -> Delegate.unwrapping(method, "wrapped");
            default -> Body.plain(method, call);
        };
    }

    static String ofMetaData(JdbcMethod method) {
        if (method.returns(ResultSet.class)) {
            return Body.marked(
                    method, "state.execute()", "state.answered(started)", "state.results().of(result, null, false)");
        }
        return switch (method.name()) {
            case "getConnection" -> "        return connection;\n";
            case "unwrap", "isWrapperFor" -> Delegate.unwrapping(method, "wrapped");
            default -> Body.plain(method, method.callOn("wrapped"));
        };
    }
}

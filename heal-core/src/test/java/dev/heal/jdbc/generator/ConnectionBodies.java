package dev.heal.jdbc.generator;

import java.util.Set;

/** What the methods of a connection do. */
final class ConnectionBodies {

    /** The pool's connection, which may change. */
    static final String TARGET = "state.physical()";

    /** Getters for which some drivers ask the server. */
    private static final Set<String> ASKING = Set.of("getSchema", "getTransactionIsolation");

    private ConnectionBodies() {}

    static String of(JdbcMethod method) {
        String call = method.callOn(TARGET);
        return switch (method.name()) {
            case "createStatement" -> made(method, "WatchedStatement");
            case "prepareStatement" -> made(method, "WatchedPreparedStatement");
            case "prepareCall" ->
                "        state.session().makes();\n"
                        + quiet(method, "new WatchedCallableStatement(result, this, state)");
            case "getMetaData" ->
                "        state.session().shares();\n"
                        + Body.plain("return new WatchedDatabaseMetaData(" + call + ", this, state)");
            case "commit" -> marked(method, "begin()", "settled(started)", "settlingFailed");
            case "rollback" ->
                method.has()
                        ? marked(method, "begin()", "settled(started)", "rollbackFailed")
                        : marked(method, "begin()", "answered(started)", "settlingFailed");
            case "releaseSavepoint" -> marked(method, "begin()", "answered(started)", "settlingFailed");
            case "setSavepoint" -> marked(method, "execute()", "answered(started)", "settlingFailed");
            case "setAutoCommit" -> setting(method, "autoCommit(started, a)");
            case "setReadOnly" -> setting(method, "readOnly(started, a)");
            case "getAutoCommit" -> Body.plain("return state.sawAutoCommit(" + call + ")");
            case "isValid" ->
                "        if (state.isClosed()) { return false; }\n"
                        + marked(method, "begin()", "valid(started, result)", "failed");
            case "isClosed" -> Body.plain("return state.isClosed() || " + call);
            case "close" -> "        state.close();\n";
            case "abort" -> "        state.abort(a);\n";
            case "unwrap", "isWrapperFor" -> Delegate.unwrapping(method, TARGET);
            default -> other(method, call);
        };
    }

    private static String other(JdbcMethod method, String call) {
        String name = method.name();
        if (name.startsWith("set") || name.endsWith("Request")) {
            return setting(method, "set(started)");
        } else if (name.startsWith("create")) {
            return "        state.session().shares();\n" + Body.plain(method, call);
        }
        return ASKING.contains(name) ? quiet(method, "result") : Body.plain(method, call);
    }

    /** Whatever sets up the session: where that fails, nobody knows how it is set up. */
    private static String setting(JdbcMethod method, String success) {
        String failure = "settingFailed(started, \"" + method.name() + "\", thrown)";
        return marked(method, "begin()", success, "result", failure);
    }

    /** With a recipe where it may be needed; making a plain statement asks nobody. */
    private static String made(JdbcMethod method, String delegate) {
        String recipe = "new StatementRecipe<>(result, other -> " + method.callOn("other") + ")";
        String result = "new " + delegate + "(result, this, state, state.recordsReads() ? " + recipe + " : null)";
        String counted = "        state.session().makes();\n";
        return method.name().equals("createStatement")
                ? counted + Body.plain("Statement result = " + method.callOn(TARGET) + "; return " + result)
                : counted + quiet(method, result);
    }

    private static String quiet(JdbcMethod method, String result) {
        return marked(method, "begin()", "ended(started)", result, "failed(started, thrown)");
    }

    private static String marked(JdbcMethod method, String begin, String success, String failure) {
        return marked(method, begin, success, "result", failure + "(started, thrown)");
    }

    private static String marked(JdbcMethod method, String begin, String success, String result, String failure) {
        return Body.marked(
                method, "state." + begin, method.callOn(TARGET), "state." + success, result, Body.failing(failure));
    }
}

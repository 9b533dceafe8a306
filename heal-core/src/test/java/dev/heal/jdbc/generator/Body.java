package dev.heal.jdbc.generator;

/** The bodies that delegates have, as source text. */
final class Body {

    private Body() {}

    /** A call that rarely goes to the server: nothing but the call, unless it throws. */
    static String plain(JdbcMethod method, String call) {
        String statement = method.returnsNothing() ? call : "return " + call;
        return method.throwsNothing() ? "        " + statement + ";\n" : plain(statement);
    }

    static String plain(String statement) {
        return "        try { " + statement + "; } catch (SQLException e) { state.heard(e); throw e; }\n";
    }

    /**
     * A call that may go to the server.
     *
     * @param begin expression that marks the beginning
     * @param call the call itself
     * @param success statement for the case that it returns
     * @param result what to return, in terms of {@code result}
     * @param failure statements for the case that it throws
     */
    static String marked(JdbcMethod method, String begin, String call, String success, String result, String failure) {
        boolean nothing = method.returnsNothing();
        return "        long started = " + begin + ";\n"
                + "        try {\n"
                + "            " + (nothing ? "" : method.returnType() + " result = ") + call + ";\n"
                + "            " + success + ";\n"
                + (nothing ? "" : "            return " + result + ";\n")
                + "        } catch (Throwable thrown) {\n"
                + "            " + failure + "\n"
                + "        }\n";
    }

    /** The same with the usual end. */
    static String marked(JdbcMethod method, String begin, String success, String result) {
        return marked(method, begin, method.callOn("wrapped"), success, result, failing("failed(started, thrown)"));
    }

    /** A call whose success says nothing of the server. */
    static String quiet(JdbcMethod method, String result) {
        return marked(method, "state.begin()", "state.ended(started)", result);
    }

    /** A call that goes to the server only where rows are fetched as they are read. */
    static String ofCursor(JdbcMethod method) {
        return "        if (!cursor) {\n            "
                + plain(method, method.callOn("wrapped")).strip()
                + (method.returnsNothing() ? "\n            return;" : "")
                + "\n        }\n"
                + quiet(method, "result");
    }

    static String failing(String report) {
        return "state." + report + ";\n            throw thrown;";
    }
}

package dev.heal.jdbc.generator;

import java.math.BigDecimal;
import java.net.URL;
import java.sql.ResultSet;
import java.sql.SQLType;
import java.util.Arrays;
import java.util.Set;

/** What the methods of statements do. */
final class StatementBodies {

    /** Parameters of these types are the same when they are set a second time. */
    private static final Set<Class<?>> FIXED = Set.of(String.class, BigDecimal.class, URL.class, SQLType.class);

    /** What a statement is set up with besides its parameters. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "setCursorName",
            "setEscapeProcessing",
            "setFetchDirection",
            "setFetchSize",
            "setLargeMaxRows",
            "setMaxFieldSize",
            "setMaxRows",
            "setPoolable",
            "setQueryTimeout");

    private final boolean takesParameters;
    private final boolean hasRecipe;

    StatementBodies(boolean takesParameters, boolean hasRecipe) {
        this.takesParameters = takesParameters;
        this.hasRecipe = hasRecipe;
    }

    String of(JdbcMethod method) {
        String call = method.callOn("wrapped");
        switch (method.name()) {
            case "getConnection" -> {
                return Body.plain(call + "; return connection");
            }
            case "close" -> {
                return "        state.results().closedBy(this);\n" + Body.ofCursor(method);
            }
            case "getResultSet", "getGeneratedKeys" -> {
                return Body.plain("return state.results().of(" + call + ", this, cursor)");
            }
            case "getMetaData", "getParameterMetaData" -> {
                return Body.quiet(method, "result");
            }
            case "unwrap", "isWrapperFor" -> {
                return Delegate.unwrapping(method, "wrapped");
            }
            default -> {
                return method.name().startsWith("execute")
                        ? execute(method)
                        : Body.plain(method, call) + recorded(method);
            }
        }
    }

    private String execute(JdbcMethod method) {
        String result = method.returns(ResultSet.class) ? "state.results().of(result, this, cursor)" : "result";
        String failure = Body.failing("failed(started, thrown)");
        if (isRepeatable(method)) {
            String again =
                    "state.repeat(started, thrown, recipe, fresh -> wrapped = fresh, s -> " + method.callOn("s") + ")";
            failure = "if (recipe == null || !state.mayRepeat(thrown, recipe)) { " + failure.replaceAll("\\s+", " ")
                    + " }\n" + "            return "
                    + result.replace("result,", again + ",").replaceAll("^result$", again) + ";";
        }
        return Body.marked(
                method, "state.execute()", method.callOn("wrapped"), "state.executed(started, this)", result, failure);
    }

    /** Only what a statement is made for: SQL in the call of a plain one, none in that of a prepared one. */
    private boolean isRepeatable(JdbcMethod method) {
        boolean reads = method.name().equals("executeQuery") || method.name().equals("execute");
        return hasRecipe && reads && (takesParameters ? method.has() : method.has(String.class));
    }

    private String recorded(JdbcMethod method) {
        if (!hasRecipe) {
            return method.name().equals("setFetchSize") ? "        cursor = a != 0;\n" : "";
        }
        String name = method.name();
        String step = "s -> " + method.callOn("s");
        if (name.equals("setFetchSize")) {
            return "        cursor = a != 0;\n" + record("attribute(\"setFetchSize\", " + step + ")");
        } else if (ATTRIBUTES.contains(name)) {
            return record("attribute(\"" + name + "\", " + step + ")");
        } else if (name.equals("clearParameters")) {
            return record("clearParameters()");
        } else if (name.equals("setObject")) {
            return record("parameter(a, b, " + step + ")");
        } else if (takesParameters && name.startsWith("set")) {
            return record(isFixed(method) ? "parameter(a, " + step + ")" : "spoil()");
        }
        return Set.of("addBatch", "cancel", "closeOnCompletion").contains(name) ? record("spoil()") : "";
    }

    private static boolean isFixed(JdbcMethod method) {
        return Arrays.stream(method.parameterTypes()).allMatch(type -> type.isPrimitive() || FIXED.contains(type));
    }

    private static String record(String call) {
        return "        if (recipe != null) { recipe." + call + "; }\n";
    }
}

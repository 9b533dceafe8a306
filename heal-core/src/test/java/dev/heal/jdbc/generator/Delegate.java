package dev.heal.jdbc.generator;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One class to be written.
 *
 * @param jdbc the interface it implements
 * @param wrapped what it calls
 * @param doc its first sentence
 * @param members its fields and constructor
 * @param imports what the members need
 * @param bodies what its methods do
 */
record Delegate(
        Class<?> jdbc,
        String wrapped,
        String doc,
        String members,
        List<String> imports,
        Function<JdbcMethod, String> bodies) {

    static final String PACKAGE = "dev.heal.jdbc";

    private static final String NULLABLE = "org.jspecify.annotations.Nullable";

    static final List<Delegate> ALL = List.of(
            connection(),
            statement(Statement.class, new StatementBodies(false, true), true),
            statement(PreparedStatement.class, new StatementBodies(true, true), true),
            statement(CallableStatement.class, new StatementBodies(true, false), false),
            resultSet(),
            metaData());

    String name() {
        return "Watched" + jdbc.getSimpleName();
    }

    String source() {
        SourceNames names = new SourceNames();
        names.use("javax.annotation.processing.Generated");
        imports.forEach(names::use);
        String implemented = names.of(jdbc);
        String methods = JdbcMethod.of(jdbc, names).stream().map(this::method).collect(Collectors.joining("\n"));
        return "package " + PACKAGE + ";\n\n" + names.imports() + "\n/** " + doc
                + " Written by a generator: not for editing. */\n"
                + "@Generated(\"" + DelegateGenerator.class.getName() + "\")\n"
                + "@SuppressWarnings({\"deprecation\", \"NullAway\"})\n"
                + "final class " + name() + " implements " + implemented + " {\n"
                + "    // spotless:off\n" + members + "\n" + methods + "\n"
                + "    @Override\n    public String toString() {\n"
                + "        return \"" + name() + "@\" + Integer.toHexString(System.identityHashCode(this)) + \" of \" + " + wrapped
                + ";\n    }\n    // spotless:on\n}\n";
    }

    static String unwrapping(JdbcMethod method, String wrapped) {
        return method.name().equals("unwrap")
                ? "        return Unwrapping.unwrap(this, " + wrapped + ", a, state);\n"
                : Body.plain("return Unwrapping.isWrapperFor(this, " + wrapped + ", a)");
    }

    private String method(JdbcMethod method) {
        return "    @Override\n    " + method.head() + "\n" + bodies.apply(method) + "    }\n";
    }

    private static Delegate connection() {
        String members = """
                    private final ConnectionState state;

                    WatchedConnection(ConnectionState state) {
                        this.state = state;
                    }
                """;
        return new Delegate(
                Connection.class,
                ConnectionBodies.TARGET,
                "A connection that tells what passes through it.",
                members,
                List.of(),
                ConnectionBodies::of);
    }

    private static Delegate statement(Class<?> jdbc, StatementBodies bodies, boolean recipe) {
        String type = jdbc.getSimpleName();
        String members = """
                    private final WatchedConnection connection;
                    private final ConnectionState state;
                RECIPE    private TYPE wrapped;
                    private boolean cursor;

                    WatchedTYPE(TYPE wrapped, WatchedConnection connection, ConnectionState statePARAMETER) {
                        this.wrapped = wrapped;
                        this.connection = connection;
                        this.state = state;
                ASSIGNMENT    }
                """.replace(
                        "RECIPE", recipe ? "    private final @Nullable StatementRecipe<TYPE> recipe;\n" : "")
                .replace("PARAMETER", recipe ? ", @Nullable StatementRecipe<TYPE> recipe" : "")
                .replace("ASSIGNMENT", recipe ? "        this.recipe = recipe;\n" : "")
                .replace("private TYPE", recipe ? "private TYPE" : "private final TYPE")
                .replace("TYPE", type);
        return new Delegate(
                jdbc,
                "wrapped",
                "A statement that tells what passes through it.",
                members,
                recipe ? List.of(NULLABLE) : List.of(),
                bodies::of);
    }

    private static Delegate resultSet() {
        String members = """
                    final ResultSet wrapped;
                    final @Nullable Statement statement;
                    @Nullable WatchedResultSet older;
                    private final ConnectionState state;
                    private boolean cursor;

                    WatchedResultSet(ResultSet wrapped, @Nullable Statement statement, ConnectionState state, boolean cursor) {
                        this.wrapped = wrapped;
                        this.statement = statement;
                        this.state = state;
                        this.cursor = cursor;
                    }
                """;
        return new Delegate(
                ResultSet.class,
                "wrapped",
                "A result set that tells when it breaks.",
                members,
                List.of(NULLABLE, "java.sql.Statement"),
                ReadingBodies::ofResultSet);
    }

    private static Delegate metaData() {
        String members = """
                    private final DatabaseMetaData wrapped;
                    private final WatchedConnection connection;
                    private final ConnectionState state;

                    WatchedDatabaseMetaData(DatabaseMetaData wrapped, WatchedConnection connection, ConnectionState state) {
                        this.wrapped = wrapped;
                        this.connection = connection;
                        this.state = state;
                    }
                """;
        return new Delegate(
                DatabaseMetaData.class,
                "wrapped",
                "The description of a database, which leads back to the connection it was got from.",
                members,
                List.of(),
                ReadingBodies::ofMetaData);
    }
}

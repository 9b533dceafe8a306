package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** A statement that tells what passes through it. Written by a generator: not for editing. */
@Generated("dev.heal.jdbc.generator.DelegateGenerator")
@SuppressWarnings({"deprecation", "NullAway"})
final class WatchedStatement implements Statement {
    // spotless:off
    private final WatchedConnection connection;
    private final ConnectionState state;
    private final @Nullable StatementRecipe<Statement> recipe;
    private Statement wrapped;
    private boolean cursor;

    WatchedStatement(Statement wrapped, WatchedConnection connection, ConnectionState state, @Nullable StatementRecipe<Statement> recipe) {
        this.wrapped = wrapped;
        this.connection = connection;
        this.state = state;
        this.recipe = recipe;
    }

    @Override
    public void addBatch(String a) throws SQLException {
        try { wrapped.addBatch(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void cancel() throws SQLException {
        try { wrapped.cancel(); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void clearBatch() throws SQLException {
        try { wrapped.clearBatch(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void clearWarnings() throws SQLException {
        try { wrapped.clearWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void close() throws SQLException {
        state.results().closedBy(this);
        if (!cursor) {
            try { wrapped.close(); } catch (SQLException e) { state.heard(e); throw e; }
            return;
        }
        long started = state.begin();
        try {
            wrapped.close();
            state.ended(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        try { wrapped.closeOnCompletion(); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public String enquoteIdentifier(String a, boolean b) throws SQLException {
        try { return wrapped.enquoteIdentifier(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String enquoteLiteral(String a) throws SQLException {
        try { return wrapped.enquoteLiteral(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String enquoteNCharLiteral(String a) throws SQLException {
        try { return wrapped.enquoteNCharLiteral(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean execute(String a) throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute(a);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            if (recipe == null || !state.mayRepeat(thrown, recipe)) { state.failed(started, thrown); throw thrown; }
            return state.repeat(started, thrown, recipe, fresh -> wrapped = fresh, s -> s.execute(a));
        }
    }

    @Override
    public boolean execute(String a, int[] b) throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean execute(String a, String[] b) throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean execute(String a, int b) throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int[] executeBatch() throws SQLException {
        long started = state.execute();
        try {
            int[] result = wrapped.executeBatch();
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        long started = state.execute();
        try {
            long[] result = wrapped.executeLargeBatch();
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public long executeLargeUpdate(String a) throws SQLException {
        long started = state.execute();
        try {
            long result = wrapped.executeLargeUpdate(a);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public long executeLargeUpdate(String a, int[] b) throws SQLException {
        long started = state.execute();
        try {
            long result = wrapped.executeLargeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public long executeLargeUpdate(String a, String[] b) throws SQLException {
        long started = state.execute();
        try {
            long result = wrapped.executeLargeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public long executeLargeUpdate(String a, int b) throws SQLException {
        long started = state.execute();
        try {
            long result = wrapped.executeLargeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet executeQuery(String a) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.executeQuery(a);
            state.executed(started, this);
            return state.results().of(result, this, cursor);
        } catch (Throwable thrown) {
            if (recipe == null || !state.mayRepeat(thrown, recipe)) { state.failed(started, thrown); throw thrown; }
            return state.results().of(state.repeat(started, thrown, recipe, fresh -> wrapped = fresh, s -> s.executeQuery(a)), this, cursor);
        }
    }

    @Override
    public int executeUpdate(String a) throws SQLException {
        long started = state.execute();
        try {
            int result = wrapped.executeUpdate(a);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int executeUpdate(String a, int[] b) throws SQLException {
        long started = state.execute();
        try {
            int result = wrapped.executeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int executeUpdate(String a, String[] b) throws SQLException {
        long started = state.execute();
        try {
            int result = wrapped.executeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int executeUpdate(String a, int b) throws SQLException {
        long started = state.execute();
        try {
            int result = wrapped.executeUpdate(a, b);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        try { wrapped.getConnection(); return connection; } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        try { return wrapped.getFetchDirection(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getFetchSize() throws SQLException {
        try { return wrapped.getFetchSize(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        try { return state.results().of(wrapped.getGeneratedKeys(), this, cursor); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        try { return wrapped.getLargeMaxRows(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        try { return wrapped.getLargeUpdateCount(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        try { return wrapped.getMaxFieldSize(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxRows() throws SQLException {
        try { return wrapped.getMaxRows(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        try { return wrapped.getMoreResults(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean getMoreResults(int a) throws SQLException {
        try { return wrapped.getMoreResults(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        try { return wrapped.getQueryTimeout(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        try { return state.results().of(wrapped.getResultSet(), this, cursor); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        try { return wrapped.getResultSetConcurrency(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        try { return wrapped.getResultSetHoldability(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getResultSetType() throws SQLException {
        try { return wrapped.getResultSetType(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getUpdateCount() throws SQLException {
        try { return wrapped.getUpdateCount(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        try { return wrapped.getWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        try { return wrapped.isCloseOnCompletion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isClosed() throws SQLException {
        try { return wrapped.isClosed(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isPoolable() throws SQLException {
        try { return wrapped.isPoolable(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isSimpleIdentifier(String a) throws SQLException {
        try { return wrapped.isSimpleIdentifier(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        try { return Unwrapping.isWrapperFor(this, wrapped, a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void setCursorName(String a) throws SQLException {
        try { wrapped.setCursorName(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setCursorName", s -> s.setCursorName(a)); }
    }

    @Override
    public void setEscapeProcessing(boolean a) throws SQLException {
        try { wrapped.setEscapeProcessing(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setEscapeProcessing", s -> s.setEscapeProcessing(a)); }
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        try { wrapped.setFetchDirection(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setFetchDirection", s -> s.setFetchDirection(a)); }
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        try { wrapped.setFetchSize(a); } catch (SQLException e) { state.heard(e); throw e; }
        cursor = a != 0;
        if (recipe != null) { recipe.attribute("setFetchSize", s -> s.setFetchSize(a)); }
    }

    @Override
    public void setLargeMaxRows(long a) throws SQLException {
        try { wrapped.setLargeMaxRows(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setLargeMaxRows", s -> s.setLargeMaxRows(a)); }
    }

    @Override
    public void setMaxFieldSize(int a) throws SQLException {
        try { wrapped.setMaxFieldSize(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setMaxFieldSize", s -> s.setMaxFieldSize(a)); }
    }

    @Override
    public void setMaxRows(int a) throws SQLException {
        try { wrapped.setMaxRows(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setMaxRows", s -> s.setMaxRows(a)); }
    }

    @Override
    public void setPoolable(boolean a) throws SQLException {
        try { wrapped.setPoolable(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setPoolable", s -> s.setPoolable(a)); }
    }

    @Override
    public void setQueryTimeout(int a) throws SQLException {
        try { wrapped.setQueryTimeout(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setQueryTimeout", s -> s.setQueryTimeout(a)); }
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        return Unwrapping.unwrap(this, wrapped, a, state);
    }

    @Override
    public String toString() {
        return "WatchedStatement@" + Integer.toHexString(System.identityHashCode(this)) + " of " + wrapped;
    }
    // spotless:on
}

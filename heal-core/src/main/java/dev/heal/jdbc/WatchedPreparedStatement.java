package dev.heal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** A statement that tells what passes through it. Written by a generator: not for editing. */
@Generated("dev.heal.jdbc.generator.DelegateGenerator")
@SuppressWarnings({"deprecation", "NullAway"})
final class WatchedPreparedStatement implements PreparedStatement {
    // spotless:off
    private final WatchedConnection connection;
    private final ConnectionState state;
    private final @Nullable StatementRecipe<PreparedStatement> recipe;
    private PreparedStatement wrapped;
    private boolean cursor;

    WatchedPreparedStatement(PreparedStatement wrapped, WatchedConnection connection, ConnectionState state, @Nullable StatementRecipe<PreparedStatement> recipe) {
        this.wrapped = wrapped;
        this.connection = connection;
        this.state = state;
        this.recipe = recipe;
    }

    @Override
    public void addBatch() throws SQLException {
        try { wrapped.addBatch(); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
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
    public void clearParameters() throws SQLException {
        try { wrapped.clearParameters(); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.clearParameters(); }
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
    public boolean execute() throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute();
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            if (recipe == null || !state.mayRepeat(thrown, recipe)) { state.failed(started, thrown); throw thrown; }
            return state.repeat(started, thrown, recipe, fresh -> wrapped = fresh, s -> s.execute());
        }
    }

    @Override
    public boolean execute(String a) throws SQLException {
        long started = state.execute();
        try {
            boolean result = wrapped.execute(a);
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
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
    public long executeLargeUpdate() throws SQLException {
        long started = state.execute();
        try {
            long result = wrapped.executeLargeUpdate();
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
    public ResultSet executeQuery() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.executeQuery();
            state.executed(started, this);
            return state.results().of(result, this, cursor);
        } catch (Throwable thrown) {
            if (recipe == null || !state.mayRepeat(thrown, recipe)) { state.failed(started, thrown); throw thrown; }
            return state.results().of(state.repeat(started, thrown, recipe, fresh -> wrapped = fresh, s -> s.executeQuery()), this, cursor);
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
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        long started = state.execute();
        try {
            int result = wrapped.executeUpdate();
            state.executed(started, this);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
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
    public ResultSetMetaData getMetaData() throws SQLException {
        long started = state.begin();
        try {
            ResultSetMetaData result = wrapped.getMetaData();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
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
    public ParameterMetaData getParameterMetaData() throws SQLException {
        long started = state.begin();
        try {
            ParameterMetaData result = wrapped.getParameterMetaData();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
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
    public void setArray(int a, Array b) throws SQLException {
        try { wrapped.setArray(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setAsciiStream(int a, InputStream b) throws SQLException {
        try { wrapped.setAsciiStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setAsciiStream(int a, InputStream b, int c) throws SQLException {
        try { wrapped.setAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setAsciiStream(int a, InputStream b, long c) throws SQLException {
        try { wrapped.setAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBigDecimal(int a, BigDecimal b) throws SQLException {
        try { wrapped.setBigDecimal(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setBigDecimal(a, b)); }
    }

    @Override
    public void setBinaryStream(int a, InputStream b) throws SQLException {
        try { wrapped.setBinaryStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBinaryStream(int a, InputStream b, int c) throws SQLException {
        try { wrapped.setBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBinaryStream(int a, InputStream b, long c) throws SQLException {
        try { wrapped.setBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBlob(int a, InputStream b) throws SQLException {
        try { wrapped.setBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBlob(int a, InputStream b, long c) throws SQLException {
        try { wrapped.setBlob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBlob(int a, Blob b) throws SQLException {
        try { wrapped.setBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setBoolean(int a, boolean b) throws SQLException {
        try { wrapped.setBoolean(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setBoolean(a, b)); }
    }

    @Override
    public void setByte(int a, byte b) throws SQLException {
        try { wrapped.setByte(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setByte(a, b)); }
    }

    @Override
    public void setBytes(int a, byte[] b) throws SQLException {
        try { wrapped.setBytes(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setCharacterStream(int a, Reader b) throws SQLException {
        try { wrapped.setCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setCharacterStream(int a, Reader b, int c) throws SQLException {
        try { wrapped.setCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setCharacterStream(int a, Reader b, long c) throws SQLException {
        try { wrapped.setCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setClob(int a, Reader b) throws SQLException {
        try { wrapped.setClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setClob(int a, Reader b, long c) throws SQLException {
        try { wrapped.setClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setClob(int a, Clob b) throws SQLException {
        try { wrapped.setClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setCursorName(String a) throws SQLException {
        try { wrapped.setCursorName(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setCursorName", s -> s.setCursorName(a)); }
    }

    @Override
    public void setDate(int a, Date b) throws SQLException {
        try { wrapped.setDate(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setDate(int a, Date b, Calendar c) throws SQLException {
        try { wrapped.setDate(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setDouble(int a, double b) throws SQLException {
        try { wrapped.setDouble(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setDouble(a, b)); }
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
    public void setFloat(int a, float b) throws SQLException {
        try { wrapped.setFloat(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setFloat(a, b)); }
    }

    @Override
    public void setInt(int a, int b) throws SQLException {
        try { wrapped.setInt(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setInt(a, b)); }
    }

    @Override
    public void setLargeMaxRows(long a) throws SQLException {
        try { wrapped.setLargeMaxRows(a); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.attribute("setLargeMaxRows", s -> s.setLargeMaxRows(a)); }
    }

    @Override
    public void setLong(int a, long b) throws SQLException {
        try { wrapped.setLong(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setLong(a, b)); }
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
    public void setNCharacterStream(int a, Reader b) throws SQLException {
        try { wrapped.setNCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setNCharacterStream(int a, Reader b, long c) throws SQLException {
        try { wrapped.setNCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setNClob(int a, Reader b) throws SQLException {
        try { wrapped.setNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setNClob(int a, Reader b, long c) throws SQLException {
        try { wrapped.setNClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setNClob(int a, NClob b) throws SQLException {
        try { wrapped.setNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setNString(int a, String b) throws SQLException {
        try { wrapped.setNString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setNString(a, b)); }
    }

    @Override
    public void setNull(int a, int b) throws SQLException {
        try { wrapped.setNull(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setNull(a, b)); }
    }

    @Override
    public void setNull(int a, int b, String c) throws SQLException {
        try { wrapped.setNull(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setNull(a, b, c)); }
    }

    @Override
    public void setObject(int a, Object b) throws SQLException {
        try { wrapped.setObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, b, s -> s.setObject(a, b)); }
    }

    @Override
    public void setObject(int a, Object b, int c) throws SQLException {
        try { wrapped.setObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, b, s -> s.setObject(a, b, c)); }
    }

    @Override
    public void setObject(int a, Object b, int c, int d) throws SQLException {
        try { wrapped.setObject(a, b, c, d); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, b, s -> s.setObject(a, b, c, d)); }
    }

    @Override
    public void setObject(int a, Object b, SQLType c) throws SQLException {
        try { wrapped.setObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, b, s -> s.setObject(a, b, c)); }
    }

    @Override
    public void setObject(int a, Object b, SQLType c, int d) throws SQLException {
        try { wrapped.setObject(a, b, c, d); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, b, s -> s.setObject(a, b, c, d)); }
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
    public void setRef(int a, Ref b) throws SQLException {
        try { wrapped.setRef(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setRowId(int a, RowId b) throws SQLException {
        try { wrapped.setRowId(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setSQLXML(int a, SQLXML b) throws SQLException {
        try { wrapped.setSQLXML(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setShort(int a, short b) throws SQLException {
        try { wrapped.setShort(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setShort(a, b)); }
    }

    @Override
    public void setString(int a, String b) throws SQLException {
        try { wrapped.setString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setString(a, b)); }
    }

    @Override
    public void setTime(int a, Time b) throws SQLException {
        try { wrapped.setTime(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setTime(int a, Time b, Calendar c) throws SQLException {
        try { wrapped.setTime(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setTimestamp(int a, Timestamp b) throws SQLException {
        try { wrapped.setTimestamp(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setTimestamp(int a, Timestamp b, Calendar c) throws SQLException {
        try { wrapped.setTimestamp(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public void setURL(int a, URL b) throws SQLException {
        try { wrapped.setURL(a, b); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.parameter(a, s -> s.setURL(a, b)); }
    }

    @Override
    public void setUnicodeStream(int a, InputStream b, int c) throws SQLException {
        try { wrapped.setUnicodeStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
        if (recipe != null) { recipe.spoil(); }
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        return Unwrapping.unwrap(this, wrapped, a, state);
    }

    @Override
    public String toString() {
        return "WatchedPreparedStatement@" + Integer.toHexString(System.identityHashCode(this)) + " of " + wrapped;
    }
    // spotless:on
}

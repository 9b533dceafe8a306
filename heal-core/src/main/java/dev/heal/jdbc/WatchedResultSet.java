package dev.heal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** A result set that tells when it breaks. Written by a generator: not for editing. */
@Generated("dev.heal.jdbc.generator.DelegateGenerator")
@SuppressWarnings({"deprecation", "NullAway"})
final class WatchedResultSet implements ResultSet {
    // spotless:off
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

    @Override
    public boolean absolute(int a) throws SQLException {
        if (!cursor) {
            try { return wrapped.absolute(a); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.absolute(a);
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void afterLast() throws SQLException {
        if (!cursor) {
            try { wrapped.afterLast(); } catch (SQLException e) { state.heard(e); throw e; }
            return;
        }
        long started = state.begin();
        try {
            wrapped.afterLast();
            state.ended(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void beforeFirst() throws SQLException {
        if (!cursor) {
            try { wrapped.beforeFirst(); } catch (SQLException e) { state.heard(e); throw e; }
            return;
        }
        long started = state.begin();
        try {
            wrapped.beforeFirst();
            state.ended(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        try { wrapped.cancelRowUpdates(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void clearWarnings() throws SQLException {
        try { wrapped.clearWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void close() throws SQLException {
        state.results().closed(this);
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
    public void deleteRow() throws SQLException {
        long started = state.execute();
        try {
            wrapped.deleteRow();
            state.answered(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int findColumn(String a) throws SQLException {
        try { return wrapped.findColumn(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean first() throws SQLException {
        if (!cursor) {
            try { return wrapped.first(); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.first();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Array getArray(int a) throws SQLException {
        try { return wrapped.getArray(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Array getArray(String a) throws SQLException {
        try { return wrapped.getArray(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getAsciiStream(int a) throws SQLException {
        try { return wrapped.getAsciiStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getAsciiStream(String a) throws SQLException {
        try { return wrapped.getAsciiStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public BigDecimal getBigDecimal(int a) throws SQLException {
        try { return wrapped.getBigDecimal(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public BigDecimal getBigDecimal(int a, int b) throws SQLException {
        try { return wrapped.getBigDecimal(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public BigDecimal getBigDecimal(String a) throws SQLException {
        try { return wrapped.getBigDecimal(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public BigDecimal getBigDecimal(String a, int b) throws SQLException {
        try { return wrapped.getBigDecimal(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getBinaryStream(int a) throws SQLException {
        try { return wrapped.getBinaryStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getBinaryStream(String a) throws SQLException {
        try { return wrapped.getBinaryStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Blob getBlob(int a) throws SQLException {
        try { return wrapped.getBlob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Blob getBlob(String a) throws SQLException {
        try { return wrapped.getBlob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean getBoolean(int a) throws SQLException {
        try { return wrapped.getBoolean(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean getBoolean(String a) throws SQLException {
        try { return wrapped.getBoolean(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public byte getByte(int a) throws SQLException {
        try { return wrapped.getByte(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public byte getByte(String a) throws SQLException {
        try { return wrapped.getByte(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public byte[] getBytes(int a) throws SQLException {
        try { return wrapped.getBytes(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public byte[] getBytes(String a) throws SQLException {
        try { return wrapped.getBytes(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Reader getCharacterStream(int a) throws SQLException {
        try { return wrapped.getCharacterStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Reader getCharacterStream(String a) throws SQLException {
        try { return wrapped.getCharacterStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Clob getClob(int a) throws SQLException {
        try { return wrapped.getClob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Clob getClob(String a) throws SQLException {
        try { return wrapped.getClob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getConcurrency() throws SQLException {
        try { return wrapped.getConcurrency(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getCursorName() throws SQLException {
        try { return wrapped.getCursorName(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Date getDate(int a) throws SQLException {
        try { return wrapped.getDate(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Date getDate(int a, Calendar b) throws SQLException {
        try { return wrapped.getDate(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Date getDate(String a) throws SQLException {
        try { return wrapped.getDate(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Date getDate(String a, Calendar b) throws SQLException {
        try { return wrapped.getDate(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public double getDouble(int a) throws SQLException {
        try { return wrapped.getDouble(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public double getDouble(String a) throws SQLException {
        try { return wrapped.getDouble(a); } catch (SQLException e) { state.heard(e); throw e; }
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
    public float getFloat(int a) throws SQLException {
        try { return wrapped.getFloat(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public float getFloat(String a) throws SQLException {
        try { return wrapped.getFloat(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getHoldability() throws SQLException {
        try { return wrapped.getHoldability(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getInt(int a) throws SQLException {
        try { return wrapped.getInt(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getInt(String a) throws SQLException {
        try { return wrapped.getInt(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public long getLong(int a) throws SQLException {
        try { return wrapped.getLong(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public long getLong(String a) throws SQLException {
        try { return wrapped.getLong(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        try { return wrapped.getMetaData(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Reader getNCharacterStream(int a) throws SQLException {
        try { return wrapped.getNCharacterStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Reader getNCharacterStream(String a) throws SQLException {
        try { return wrapped.getNCharacterStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public NClob getNClob(int a) throws SQLException {
        try { return wrapped.getNClob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public NClob getNClob(String a) throws SQLException {
        try { return wrapped.getNClob(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getNString(int a) throws SQLException {
        try { return wrapped.getNString(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getNString(String a) throws SQLException {
        try { return wrapped.getNString(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Object getObject(int a) throws SQLException {
        try { return wrapped.getObject(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public <T> T getObject(int a, Class<T> b) throws SQLException {
        try { return wrapped.getObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Object getObject(int a, Map<String, Class<?>> b) throws SQLException {
        try { return wrapped.getObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Object getObject(String a) throws SQLException {
        try { return wrapped.getObject(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public <T> T getObject(String a, Class<T> b) throws SQLException {
        try { return wrapped.getObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Object getObject(String a, Map<String, Class<?>> b) throws SQLException {
        try { return wrapped.getObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Ref getRef(int a) throws SQLException {
        try { return wrapped.getRef(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Ref getRef(String a) throws SQLException {
        try { return wrapped.getRef(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getRow() throws SQLException {
        try { return wrapped.getRow(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public RowId getRowId(int a) throws SQLException {
        try { return wrapped.getRowId(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public RowId getRowId(String a) throws SQLException {
        try { return wrapped.getRowId(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLXML getSQLXML(int a) throws SQLException {
        try { return wrapped.getSQLXML(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLXML getSQLXML(String a) throws SQLException {
        try { return wrapped.getSQLXML(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public short getShort(int a) throws SQLException {
        try { return wrapped.getShort(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public short getShort(String a) throws SQLException {
        try { return wrapped.getShort(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Statement getStatement() throws SQLException {
        try { return state.results().statementOf(this); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getString(int a) throws SQLException {
        try { return wrapped.getString(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getString(String a) throws SQLException {
        try { return wrapped.getString(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Time getTime(int a) throws SQLException {
        try { return wrapped.getTime(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Time getTime(int a, Calendar b) throws SQLException {
        try { return wrapped.getTime(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Time getTime(String a) throws SQLException {
        try { return wrapped.getTime(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Time getTime(String a, Calendar b) throws SQLException {
        try { return wrapped.getTime(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Timestamp getTimestamp(int a) throws SQLException {
        try { return wrapped.getTimestamp(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Timestamp getTimestamp(int a, Calendar b) throws SQLException {
        try { return wrapped.getTimestamp(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Timestamp getTimestamp(String a) throws SQLException {
        try { return wrapped.getTimestamp(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Timestamp getTimestamp(String a, Calendar b) throws SQLException {
        try { return wrapped.getTimestamp(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getType() throws SQLException {
        try { return wrapped.getType(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public URL getURL(int a) throws SQLException {
        try { return wrapped.getURL(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public URL getURL(String a) throws SQLException {
        try { return wrapped.getURL(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getUnicodeStream(int a) throws SQLException {
        try { return wrapped.getUnicodeStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public InputStream getUnicodeStream(String a) throws SQLException {
        try { return wrapped.getUnicodeStream(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        try { return wrapped.getWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void insertRow() throws SQLException {
        long started = state.execute();
        try {
            wrapped.insertRow();
            state.answered(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        try { return wrapped.isAfterLast(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        try { return wrapped.isBeforeFirst(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isClosed() throws SQLException {
        try { return wrapped.isClosed(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isFirst() throws SQLException {
        try { return wrapped.isFirst(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isLast() throws SQLException {
        try { return wrapped.isLast(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        try { return Unwrapping.isWrapperFor(this, wrapped, a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean last() throws SQLException {
        if (!cursor) {
            try { return wrapped.last(); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.last();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        try { wrapped.moveToCurrentRow(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        try { wrapped.moveToInsertRow(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean next() throws SQLException {
        if (!cursor) {
            try { return wrapped.next(); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.next();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean previous() throws SQLException {
        if (!cursor) {
            try { return wrapped.previous(); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.previous();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void refreshRow() throws SQLException {
        long started = state.execute();
        try {
            wrapped.refreshRow();
            state.answered(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean relative(int a) throws SQLException {
        if (!cursor) {
            try { return wrapped.relative(a); } catch (SQLException e) { state.heard(e); throw e; }
        }
        long started = state.begin();
        try {
            boolean result = wrapped.relative(a);
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        try { return wrapped.rowDeleted(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean rowInserted() throws SQLException {
        try { return wrapped.rowInserted(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        try { return wrapped.rowUpdated(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        try { wrapped.setFetchDirection(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        try { wrapped.setFetchSize(a); } catch (SQLException e) { state.heard(e); throw e; }
        cursor = a != 0;
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        return Unwrapping.unwrap(this, wrapped, a, state);
    }

    @Override
    public void updateArray(int a, Array b) throws SQLException {
        try { wrapped.updateArray(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateArray(String a, Array b) throws SQLException {
        try { wrapped.updateArray(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(int a, InputStream b) throws SQLException {
        try { wrapped.updateAsciiStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(int a, InputStream b, int c) throws SQLException {
        try { wrapped.updateAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(int a, InputStream b, long c) throws SQLException {
        try { wrapped.updateAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(String a, InputStream b) throws SQLException {
        try { wrapped.updateAsciiStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(String a, InputStream b, int c) throws SQLException {
        try { wrapped.updateAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateAsciiStream(String a, InputStream b, long c) throws SQLException {
        try { wrapped.updateAsciiStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBigDecimal(int a, BigDecimal b) throws SQLException {
        try { wrapped.updateBigDecimal(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBigDecimal(String a, BigDecimal b) throws SQLException {
        try { wrapped.updateBigDecimal(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(int a, InputStream b) throws SQLException {
        try { wrapped.updateBinaryStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(int a, InputStream b, int c) throws SQLException {
        try { wrapped.updateBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(int a, InputStream b, long c) throws SQLException {
        try { wrapped.updateBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(String a, InputStream b) throws SQLException {
        try { wrapped.updateBinaryStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(String a, InputStream b, int c) throws SQLException {
        try { wrapped.updateBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBinaryStream(String a, InputStream b, long c) throws SQLException {
        try { wrapped.updateBinaryStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(int a, InputStream b) throws SQLException {
        try { wrapped.updateBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(int a, InputStream b, long c) throws SQLException {
        try { wrapped.updateBlob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(int a, Blob b) throws SQLException {
        try { wrapped.updateBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(String a, InputStream b) throws SQLException {
        try { wrapped.updateBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(String a, InputStream b, long c) throws SQLException {
        try { wrapped.updateBlob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBlob(String a, Blob b) throws SQLException {
        try { wrapped.updateBlob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBoolean(int a, boolean b) throws SQLException {
        try { wrapped.updateBoolean(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBoolean(String a, boolean b) throws SQLException {
        try { wrapped.updateBoolean(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateByte(int a, byte b) throws SQLException {
        try { wrapped.updateByte(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateByte(String a, byte b) throws SQLException {
        try { wrapped.updateByte(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBytes(int a, byte[] b) throws SQLException {
        try { wrapped.updateBytes(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateBytes(String a, byte[] b) throws SQLException {
        try { wrapped.updateBytes(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(int a, Reader b) throws SQLException {
        try { wrapped.updateCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(int a, Reader b, int c) throws SQLException {
        try { wrapped.updateCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(int a, Reader b, long c) throws SQLException {
        try { wrapped.updateCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(String a, Reader b) throws SQLException {
        try { wrapped.updateCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(String a, Reader b, int c) throws SQLException {
        try { wrapped.updateCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateCharacterStream(String a, Reader b, long c) throws SQLException {
        try { wrapped.updateCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(int a, Reader b) throws SQLException {
        try { wrapped.updateClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(int a, Reader b, long c) throws SQLException {
        try { wrapped.updateClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(int a, Clob b) throws SQLException {
        try { wrapped.updateClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(String a, Reader b) throws SQLException {
        try { wrapped.updateClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(String a, Reader b, long c) throws SQLException {
        try { wrapped.updateClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateClob(String a, Clob b) throws SQLException {
        try { wrapped.updateClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateDate(int a, Date b) throws SQLException {
        try { wrapped.updateDate(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateDate(String a, Date b) throws SQLException {
        try { wrapped.updateDate(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateDouble(int a, double b) throws SQLException {
        try { wrapped.updateDouble(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateDouble(String a, double b) throws SQLException {
        try { wrapped.updateDouble(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateFloat(int a, float b) throws SQLException {
        try { wrapped.updateFloat(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateFloat(String a, float b) throws SQLException {
        try { wrapped.updateFloat(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateInt(int a, int b) throws SQLException {
        try { wrapped.updateInt(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateInt(String a, int b) throws SQLException {
        try { wrapped.updateInt(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateLong(int a, long b) throws SQLException {
        try { wrapped.updateLong(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateLong(String a, long b) throws SQLException {
        try { wrapped.updateLong(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNCharacterStream(int a, Reader b) throws SQLException {
        try { wrapped.updateNCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNCharacterStream(int a, Reader b, long c) throws SQLException {
        try { wrapped.updateNCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNCharacterStream(String a, Reader b) throws SQLException {
        try { wrapped.updateNCharacterStream(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNCharacterStream(String a, Reader b, long c) throws SQLException {
        try { wrapped.updateNCharacterStream(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(int a, Reader b) throws SQLException {
        try { wrapped.updateNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(int a, Reader b, long c) throws SQLException {
        try { wrapped.updateNClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(int a, NClob b) throws SQLException {
        try { wrapped.updateNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(String a, Reader b) throws SQLException {
        try { wrapped.updateNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(String a, Reader b, long c) throws SQLException {
        try { wrapped.updateNClob(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNClob(String a, NClob b) throws SQLException {
        try { wrapped.updateNClob(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNString(int a, String b) throws SQLException {
        try { wrapped.updateNString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNString(String a, String b) throws SQLException {
        try { wrapped.updateNString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNull(int a) throws SQLException {
        try { wrapped.updateNull(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateNull(String a) throws SQLException {
        try { wrapped.updateNull(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(int a, Object b) throws SQLException {
        try { wrapped.updateObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(int a, Object b, int c) throws SQLException {
        try { wrapped.updateObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(int a, Object b, SQLType c) throws SQLException {
        try { wrapped.updateObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(int a, Object b, SQLType c, int d) throws SQLException {
        try { wrapped.updateObject(a, b, c, d); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(String a, Object b) throws SQLException {
        try { wrapped.updateObject(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(String a, Object b, int c) throws SQLException {
        try { wrapped.updateObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(String a, Object b, SQLType c) throws SQLException {
        try { wrapped.updateObject(a, b, c); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateObject(String a, Object b, SQLType c, int d) throws SQLException {
        try { wrapped.updateObject(a, b, c, d); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateRef(int a, Ref b) throws SQLException {
        try { wrapped.updateRef(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateRef(String a, Ref b) throws SQLException {
        try { wrapped.updateRef(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateRow() throws SQLException {
        long started = state.execute();
        try {
            wrapped.updateRow();
            state.answered(started);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void updateRowId(int a, RowId b) throws SQLException {
        try { wrapped.updateRowId(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateRowId(String a, RowId b) throws SQLException {
        try { wrapped.updateRowId(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateSQLXML(int a, SQLXML b) throws SQLException {
        try { wrapped.updateSQLXML(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateSQLXML(String a, SQLXML b) throws SQLException {
        try { wrapped.updateSQLXML(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateShort(int a, short b) throws SQLException {
        try { wrapped.updateShort(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateShort(String a, short b) throws SQLException {
        try { wrapped.updateShort(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateString(int a, String b) throws SQLException {
        try { wrapped.updateString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateString(String a, String b) throws SQLException {
        try { wrapped.updateString(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateTime(int a, Time b) throws SQLException {
        try { wrapped.updateTime(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateTime(String a, Time b) throws SQLException {
        try { wrapped.updateTime(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateTimestamp(int a, Timestamp b) throws SQLException {
        try { wrapped.updateTimestamp(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void updateTimestamp(String a, Timestamp b) throws SQLException {
        try { wrapped.updateTimestamp(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean wasNull() throws SQLException {
        try { return wrapped.wasNull(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String toString() {
        return "WatchedResultSet@" + Integer.toHexString(System.identityHashCode(this)) + " of " + wrapped;
    }
    // spotless:on
}

package dev.heal.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;

/** A connection that tells what passes through it. Written by a generator: not for editing. */
@Generated("dev.heal.jdbc.generator.DelegateGenerator")
@SuppressWarnings({"deprecation", "NullAway"})
final class WatchedConnection implements Connection {
    // spotless:off
    private final ConnectionState state;

    WatchedConnection(ConnectionState state) {
        this.state = state;
    }

    @Override
    public void abort(Executor a) throws SQLException {
        state.abort(a);
    }

    @Override
    public void beginRequest() throws SQLException {
        long started = state.begin();
        try {
            state.physical().beginRequest();
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "beginRequest", thrown);
            throw thrown;
        }
    }

    @Override
    public void clearWarnings() throws SQLException {
        try { state.physical().clearWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void close() throws SQLException {
        state.close();
    }

    @Override
    public void commit() throws SQLException {
        long started = state.begin();
        try {
            state.physical().commit();
            state.settled(started);
        } catch (Throwable thrown) {
            state.settlingFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Array createArrayOf(String a, Object[] b) throws SQLException {
        state.session().shares();
        try { return state.physical().createArrayOf(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Blob createBlob() throws SQLException {
        state.session().shares();
        try { return state.physical().createBlob(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Clob createClob() throws SQLException {
        state.session().shares();
        try { return state.physical().createClob(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public NClob createNClob() throws SQLException {
        state.session().shares();
        try { return state.physical().createNClob(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        state.session().shares();
        try { return state.physical().createSQLXML(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Statement createStatement() throws SQLException {
        state.session().makes();
        try { Statement result = state.physical().createStatement(); return new WatchedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.createStatement()) : null); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Statement createStatement(int a, int b) throws SQLException {
        state.session().makes();
        try { Statement result = state.physical().createStatement(a, b); return new WatchedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.createStatement(a, b)) : null); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Statement createStatement(int a, int b, int c) throws SQLException {
        state.session().makes();
        try { Statement result = state.physical().createStatement(a, b, c); return new WatchedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.createStatement(a, b, c)) : null); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Struct createStruct(String a, Object[] b) throws SQLException {
        state.session().shares();
        try { return state.physical().createStruct(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public void endRequest() throws SQLException {
        long started = state.begin();
        try {
            state.physical().endRequest();
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "endRequest", thrown);
            throw thrown;
        }
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        try { return state.sawAutoCommit(state.physical().getAutoCommit()); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getCatalog() throws SQLException {
        try { return state.physical().getCatalog(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        try { return state.physical().getClientInfo(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getClientInfo(String a) throws SQLException {
        try { return state.physical().getClientInfo(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getHoldability() throws SQLException {
        try { return state.physical().getHoldability(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        state.session().shares();
        try { return new WatchedDatabaseMetaData(state.physical().getMetaData(), this, state); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        try { return state.physical().getNetworkTimeout(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getSchema() throws SQLException {
        long started = state.begin();
        try {
            String result = state.physical().getSchema();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        long started = state.begin();
        try {
            int result = state.physical().getTransactionIsolation();
            state.ended(started);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        try { return state.physical().getTypeMap(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        try { return state.physical().getWarnings(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isClosed() throws SQLException {
        try { return state.isClosed() || state.physical().isClosed(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        try { return state.physical().isReadOnly(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isValid(int a) throws SQLException {
        if (state.isClosed()) { return false; }
        long started = state.begin();
        try {
            boolean result = state.physical().isValid(a);
            state.valid(started, result);
            return result;
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        try { return Unwrapping.isWrapperFor(this, state.physical(), a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String nativeSQL(String a) throws SQLException {
        try { return state.physical().nativeSQL(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public CallableStatement prepareCall(String a) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            CallableStatement result = state.physical().prepareCall(a);
            state.ended(started);
            return new WatchedCallableStatement(result, this, state);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public CallableStatement prepareCall(String a, int b, int c) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            CallableStatement result = state.physical().prepareCall(a, b, c);
            state.ended(started);
            return new WatchedCallableStatement(result, this, state);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public CallableStatement prepareCall(String a, int b, int c, int d) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            CallableStatement result = state.physical().prepareCall(a, b, c, d);
            state.ended(started);
            return new WatchedCallableStatement(result, this, state);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a, int[] b) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a, b);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a, b)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a, String[] b) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a, b);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a, b)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a, int b) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a, b);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a, b)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a, int b, int c) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a, b, c);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a, b, c)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String a, int b, int c, int d) throws SQLException {
        state.session().makes();
        long started = state.begin();
        try {
            PreparedStatement result = state.physical().prepareStatement(a, b, c, d);
            state.ended(started);
            return new WatchedPreparedStatement(result, this, state, state.recordsReads() ? new StatementRecipe<>(result, other -> other.prepareStatement(a, b, c, d)) : null);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void releaseSavepoint(Savepoint a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().releaseSavepoint(a);
            state.answered(started);
        } catch (Throwable thrown) {
            state.settlingFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void rollback() throws SQLException {
        long started = state.begin();
        try {
            state.physical().rollback();
            state.settled(started);
        } catch (Throwable thrown) {
            state.rollbackFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void rollback(Savepoint a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().rollback(a);
            state.answered(started);
        } catch (Throwable thrown) {
            state.settlingFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void setAutoCommit(boolean a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setAutoCommit(a);
            state.autoCommit(started, a);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setAutoCommit", thrown);
            throw thrown;
        }
    }

    @Override
    public void setCatalog(String a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setCatalog(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setCatalog", thrown);
            throw thrown;
        }
    }

    @Override
    public void setClientInfo(String a, String b) throws SQLClientInfoException {
        long started = state.begin();
        try {
            state.physical().setClientInfo(a, b);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setClientInfo", thrown);
            throw thrown;
        }
    }

    @Override
    public void setClientInfo(Properties a) throws SQLClientInfoException {
        long started = state.begin();
        try {
            state.physical().setClientInfo(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setClientInfo", thrown);
            throw thrown;
        }
    }

    @Override
    public void setHoldability(int a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setHoldability(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setHoldability", thrown);
            throw thrown;
        }
    }

    @Override
    public void setNetworkTimeout(Executor a, int b) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setNetworkTimeout(a, b);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setNetworkTimeout", thrown);
            throw thrown;
        }
    }

    @Override
    public void setReadOnly(boolean a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setReadOnly(a);
            state.readOnly(started, a);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setReadOnly", thrown);
            throw thrown;
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        long started = state.execute();
        try {
            Savepoint result = state.physical().setSavepoint();
            state.answered(started);
            return result;
        } catch (Throwable thrown) {
            state.settlingFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Savepoint setSavepoint(String a) throws SQLException {
        long started = state.execute();
        try {
            Savepoint result = state.physical().setSavepoint(a);
            state.answered(started);
            return result;
        } catch (Throwable thrown) {
            state.settlingFailed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public void setSchema(String a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setSchema(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setSchema", thrown);
            throw thrown;
        }
    }

    @Override
    public void setShardingKey(ShardingKey a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setShardingKey(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setShardingKey", thrown);
            throw thrown;
        }
    }

    @Override
    public void setShardingKey(ShardingKey a, ShardingKey b) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setShardingKey(a, b);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setShardingKey", thrown);
            throw thrown;
        }
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey a, int b) throws SQLException {
        long started = state.begin();
        try {
            boolean result = state.physical().setShardingKeyIfValid(a, b);
            state.set(started);
            return result;
        } catch (Throwable thrown) {
            state.settingFailed(started, "setShardingKeyIfValid", thrown);
            throw thrown;
        }
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey a, ShardingKey b, int c) throws SQLException {
        long started = state.begin();
        try {
            boolean result = state.physical().setShardingKeyIfValid(a, b, c);
            state.set(started);
            return result;
        } catch (Throwable thrown) {
            state.settingFailed(started, "setShardingKeyIfValid", thrown);
            throw thrown;
        }
    }

    @Override
    public void setTransactionIsolation(int a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setTransactionIsolation(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setTransactionIsolation", thrown);
            throw thrown;
        }
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> a) throws SQLException {
        long started = state.begin();
        try {
            state.physical().setTypeMap(a);
            state.set(started);
        } catch (Throwable thrown) {
            state.settingFailed(started, "setTypeMap", thrown);
            throw thrown;
        }
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        return Unwrapping.unwrap(this, state.physical(), a, state);
    }

    @Override
    public String toString() {
        return "WatchedConnection@" + Integer.toHexString(System.identityHashCode(this)) + " of " + state.physical();
    }
    // spotless:on
}

package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import javax.annotation.processing.Generated;

/** The description of a database, which leads back to the connection it was got from. Written by a generator: not for editing. */
@Generated("dev.heal.jdbc.generator.DelegateGenerator")
@SuppressWarnings({"deprecation", "NullAway"})
final class WatchedDatabaseMetaData implements DatabaseMetaData {
    // spotless:off
    private final DatabaseMetaData wrapped;
    private final WatchedConnection connection;
    private final ConnectionState state;

    WatchedDatabaseMetaData(DatabaseMetaData wrapped, WatchedConnection connection, ConnectionState state) {
        this.wrapped = wrapped;
        this.connection = connection;
        this.state = state;
    }

    @Override
    public boolean allProceduresAreCallable() throws SQLException {
        try { return wrapped.allProceduresAreCallable(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean allTablesAreSelectable() throws SQLException {
        try { return wrapped.allTablesAreSelectable(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean autoCommitFailureClosesAllResultSets() throws SQLException {
        try { return wrapped.autoCommitFailureClosesAllResultSets(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean dataDefinitionCausesTransactionCommit() throws SQLException {
        try { return wrapped.dataDefinitionCausesTransactionCommit(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean dataDefinitionIgnoredInTransactions() throws SQLException {
        try { return wrapped.dataDefinitionIgnoredInTransactions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean deletesAreDetected(int a) throws SQLException {
        try { return wrapped.deletesAreDetected(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
        try { return wrapped.doesMaxRowSizeIncludeBlobs(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean generatedKeyAlwaysReturned() throws SQLException {
        try { return wrapped.generatedKeyAlwaysReturned(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getAttributes(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getAttributes(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getBestRowIdentifier(String a, String b, String c, int d, boolean e) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getBestRowIdentifier(a, b, c, d, e);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getCatalogSeparator() throws SQLException {
        try { return wrapped.getCatalogSeparator(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getCatalogTerm() throws SQLException {
        try { return wrapped.getCatalogTerm(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getCatalogs();
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getClientInfoProperties();
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getColumnPrivileges(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getColumnPrivileges(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getColumns(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getColumns(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection;
    }

    @Override
    public ResultSet getCrossReference(String a, String b, String c, String d, String e, String f) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getCrossReference(a, b, c, d, e, f);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int getDatabaseMajorVersion() throws SQLException {
        try { return wrapped.getDatabaseMajorVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getDatabaseMinorVersion() throws SQLException {
        try { return wrapped.getDatabaseMinorVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getDatabaseProductName() throws SQLException {
        try { return wrapped.getDatabaseProductName(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getDatabaseProductVersion() throws SQLException {
        try { return wrapped.getDatabaseProductVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getDefaultTransactionIsolation() throws SQLException {
        try { return wrapped.getDefaultTransactionIsolation(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getDriverMajorVersion() {
        return wrapped.getDriverMajorVersion();
    }

    @Override
    public int getDriverMinorVersion() {
        return wrapped.getDriverMinorVersion();
    }

    @Override
    public String getDriverName() throws SQLException {
        try { return wrapped.getDriverName(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getDriverVersion() throws SQLException {
        try { return wrapped.getDriverVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getExportedKeys(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getExportedKeys(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getExtraNameCharacters() throws SQLException {
        try { return wrapped.getExtraNameCharacters(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getFunctionColumns(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getFunctionColumns(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getFunctions(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getFunctions(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getIdentifierQuoteString() throws SQLException {
        try { return wrapped.getIdentifierQuoteString(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getImportedKeys(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getImportedKeys(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getIndexInfo(String a, String b, String c, boolean d, boolean e) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getIndexInfo(a, b, c, d, e);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int getJDBCMajorVersion() throws SQLException {
        try { return wrapped.getJDBCMajorVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getJDBCMinorVersion() throws SQLException {
        try { return wrapped.getJDBCMinorVersion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxBinaryLiteralLength() throws SQLException {
        try { return wrapped.getMaxBinaryLiteralLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxCatalogNameLength() throws SQLException {
        try { return wrapped.getMaxCatalogNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxCharLiteralLength() throws SQLException {
        try { return wrapped.getMaxCharLiteralLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnNameLength() throws SQLException {
        try { return wrapped.getMaxColumnNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnsInGroupBy() throws SQLException {
        try { return wrapped.getMaxColumnsInGroupBy(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnsInIndex() throws SQLException {
        try { return wrapped.getMaxColumnsInIndex(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnsInOrderBy() throws SQLException {
        try { return wrapped.getMaxColumnsInOrderBy(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnsInSelect() throws SQLException {
        try { return wrapped.getMaxColumnsInSelect(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxColumnsInTable() throws SQLException {
        try { return wrapped.getMaxColumnsInTable(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxConnections() throws SQLException {
        try { return wrapped.getMaxConnections(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxCursorNameLength() throws SQLException {
        try { return wrapped.getMaxCursorNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxIndexLength() throws SQLException {
        try { return wrapped.getMaxIndexLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public long getMaxLogicalLobSize() throws SQLException {
        try { return wrapped.getMaxLogicalLobSize(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxProcedureNameLength() throws SQLException {
        try { return wrapped.getMaxProcedureNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxRowSize() throws SQLException {
        try { return wrapped.getMaxRowSize(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxSchemaNameLength() throws SQLException {
        try { return wrapped.getMaxSchemaNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxStatementLength() throws SQLException {
        try { return wrapped.getMaxStatementLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxStatements() throws SQLException {
        try { return wrapped.getMaxStatements(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxTableNameLength() throws SQLException {
        try { return wrapped.getMaxTableNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxTablesInSelect() throws SQLException {
        try { return wrapped.getMaxTablesInSelect(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getMaxUserNameLength() throws SQLException {
        try { return wrapped.getMaxUserNameLength(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        try { return wrapped.getNumericFunctions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getPrimaryKeys(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getPrimaryKeys(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getProcedureColumns(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getProcedureColumns(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getProcedureTerm() throws SQLException {
        try { return wrapped.getProcedureTerm(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getProcedures(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getProcedures(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getPseudoColumns(String a, String b, String c, String d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getPseudoColumns(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        try { return wrapped.getResultSetHoldability(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public RowIdLifetime getRowIdLifetime() throws SQLException {
        try { return wrapped.getRowIdLifetime(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        try { return wrapped.getSQLKeywords(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public int getSQLStateType() throws SQLException {
        try { return wrapped.getSQLStateType(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getSchemaTerm() throws SQLException {
        try { return wrapped.getSchemaTerm(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getSchemas();
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getSchemas(String a, String b) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getSchemas(a, b);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getSearchStringEscape() throws SQLException {
        try { return wrapped.getSearchStringEscape(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getStringFunctions() throws SQLException {
        try { return wrapped.getStringFunctions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getSuperTables(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getSuperTables(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getSuperTypes(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getSuperTypes(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getSystemFunctions() throws SQLException {
        try { return wrapped.getSystemFunctions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getTablePrivileges(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getTablePrivileges(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getTableTypes();
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getTables(String a, String b, String c, String[] d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getTables(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        try { return wrapped.getTimeDateFunctions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getTypeInfo();
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public ResultSet getUDTs(String a, String b, String c, int[] d) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getUDTs(a, b, c, d);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public String getURL() throws SQLException {
        try { return wrapped.getURL(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String getUserName() throws SQLException {
        try { return wrapped.getUserName(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public ResultSet getVersionColumns(String a, String b, String c) throws SQLException {
        long started = state.execute();
        try {
            ResultSet result = wrapped.getVersionColumns(a, b, c);
            state.answered(started);
            return state.results().of(result, null, false);
        } catch (Throwable thrown) {
            state.failed(started, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean insertsAreDetected(int a) throws SQLException {
        try { return wrapped.insertsAreDetected(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isCatalogAtStart() throws SQLException {
        try { return wrapped.isCatalogAtStart(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        try { return wrapped.isReadOnly(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        try { return Unwrapping.isWrapperFor(this, wrapped, a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean locatorsUpdateCopy() throws SQLException {
        try { return wrapped.locatorsUpdateCopy(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean nullPlusNonNullIsNull() throws SQLException {
        try { return wrapped.nullPlusNonNullIsNull(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean nullsAreSortedAtEnd() throws SQLException {
        try { return wrapped.nullsAreSortedAtEnd(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean nullsAreSortedAtStart() throws SQLException {
        try { return wrapped.nullsAreSortedAtStart(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean nullsAreSortedHigh() throws SQLException {
        try { return wrapped.nullsAreSortedHigh(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean nullsAreSortedLow() throws SQLException {
        try { return wrapped.nullsAreSortedLow(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean othersDeletesAreVisible(int a) throws SQLException {
        try { return wrapped.othersDeletesAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean othersInsertsAreVisible(int a) throws SQLException {
        try { return wrapped.othersInsertsAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean othersUpdatesAreVisible(int a) throws SQLException {
        try { return wrapped.othersUpdatesAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean ownDeletesAreVisible(int a) throws SQLException {
        try { return wrapped.ownDeletesAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean ownInsertsAreVisible(int a) throws SQLException {
        try { return wrapped.ownInsertsAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean ownUpdatesAreVisible(int a) throws SQLException {
        try { return wrapped.ownUpdatesAreVisible(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesLowerCaseIdentifiers() throws SQLException {
        try { return wrapped.storesLowerCaseIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
        try { return wrapped.storesLowerCaseQuotedIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesMixedCaseIdentifiers() throws SQLException {
        try { return wrapped.storesMixedCaseIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
        try { return wrapped.storesMixedCaseQuotedIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesUpperCaseIdentifiers() throws SQLException {
        try { return wrapped.storesUpperCaseIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
        try { return wrapped.storesUpperCaseQuotedIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsANSI92EntryLevelSQL() throws SQLException {
        try { return wrapped.supportsANSI92EntryLevelSQL(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsANSI92FullSQL() throws SQLException {
        try { return wrapped.supportsANSI92FullSQL(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsANSI92IntermediateSQL() throws SQLException {
        try { return wrapped.supportsANSI92IntermediateSQL(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsAlterTableWithAddColumn() throws SQLException {
        try { return wrapped.supportsAlterTableWithAddColumn(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsAlterTableWithDropColumn() throws SQLException {
        try { return wrapped.supportsAlterTableWithDropColumn(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsBatchUpdates() throws SQLException {
        try { return wrapped.supportsBatchUpdates(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCatalogsInDataManipulation() throws SQLException {
        try { return wrapped.supportsCatalogsInDataManipulation(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCatalogsInIndexDefinitions() throws SQLException {
        try { return wrapped.supportsCatalogsInIndexDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
        try { return wrapped.supportsCatalogsInPrivilegeDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCatalogsInProcedureCalls() throws SQLException {
        try { return wrapped.supportsCatalogsInProcedureCalls(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCatalogsInTableDefinitions() throws SQLException {
        try { return wrapped.supportsCatalogsInTableDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsColumnAliasing() throws SQLException {
        try { return wrapped.supportsColumnAliasing(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsConvert() throws SQLException {
        try { return wrapped.supportsConvert(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsConvert(int a, int b) throws SQLException {
        try { return wrapped.supportsConvert(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCoreSQLGrammar() throws SQLException {
        try { return wrapped.supportsCoreSQLGrammar(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsCorrelatedSubqueries() throws SQLException {
        try { return wrapped.supportsCorrelatedSubqueries(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
        try { return wrapped.supportsDataDefinitionAndDataManipulationTransactions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsDataManipulationTransactionsOnly() throws SQLException {
        try { return wrapped.supportsDataManipulationTransactionsOnly(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsDifferentTableCorrelationNames() throws SQLException {
        try { return wrapped.supportsDifferentTableCorrelationNames(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsExpressionsInOrderBy() throws SQLException {
        try { return wrapped.supportsExpressionsInOrderBy(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsExtendedSQLGrammar() throws SQLException {
        try { return wrapped.supportsExtendedSQLGrammar(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsFullOuterJoins() throws SQLException {
        try { return wrapped.supportsFullOuterJoins(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsGetGeneratedKeys() throws SQLException {
        try { return wrapped.supportsGetGeneratedKeys(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsGroupBy() throws SQLException {
        try { return wrapped.supportsGroupBy(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsGroupByBeyondSelect() throws SQLException {
        try { return wrapped.supportsGroupByBeyondSelect(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsGroupByUnrelated() throws SQLException {
        try { return wrapped.supportsGroupByUnrelated(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsIntegrityEnhancementFacility() throws SQLException {
        try { return wrapped.supportsIntegrityEnhancementFacility(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsLikeEscapeClause() throws SQLException {
        try { return wrapped.supportsLikeEscapeClause(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsLimitedOuterJoins() throws SQLException {
        try { return wrapped.supportsLimitedOuterJoins(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMinimumSQLGrammar() throws SQLException {
        try { return wrapped.supportsMinimumSQLGrammar(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMixedCaseIdentifiers() throws SQLException {
        try { return wrapped.supportsMixedCaseIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
        try { return wrapped.supportsMixedCaseQuotedIdentifiers(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMultipleOpenResults() throws SQLException {
        try { return wrapped.supportsMultipleOpenResults(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMultipleResultSets() throws SQLException {
        try { return wrapped.supportsMultipleResultSets(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsMultipleTransactions() throws SQLException {
        try { return wrapped.supportsMultipleTransactions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsNamedParameters() throws SQLException {
        try { return wrapped.supportsNamedParameters(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsNonNullableColumns() throws SQLException {
        try { return wrapped.supportsNonNullableColumns(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOpenCursorsAcrossCommit() throws SQLException {
        try { return wrapped.supportsOpenCursorsAcrossCommit(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOpenCursorsAcrossRollback() throws SQLException {
        try { return wrapped.supportsOpenCursorsAcrossRollback(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOpenStatementsAcrossCommit() throws SQLException {
        try { return wrapped.supportsOpenStatementsAcrossCommit(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOpenStatementsAcrossRollback() throws SQLException {
        try { return wrapped.supportsOpenStatementsAcrossRollback(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOrderByUnrelated() throws SQLException {
        try { return wrapped.supportsOrderByUnrelated(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsOuterJoins() throws SQLException {
        try { return wrapped.supportsOuterJoins(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsPositionedDelete() throws SQLException {
        try { return wrapped.supportsPositionedDelete(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsPositionedUpdate() throws SQLException {
        try { return wrapped.supportsPositionedUpdate(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsRefCursors() throws SQLException {
        try { return wrapped.supportsRefCursors(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsResultSetConcurrency(int a, int b) throws SQLException {
        try { return wrapped.supportsResultSetConcurrency(a, b); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsResultSetHoldability(int a) throws SQLException {
        try { return wrapped.supportsResultSetHoldability(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsResultSetType(int a) throws SQLException {
        try { return wrapped.supportsResultSetType(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSavepoints() throws SQLException {
        try { return wrapped.supportsSavepoints(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSchemasInDataManipulation() throws SQLException {
        try { return wrapped.supportsSchemasInDataManipulation(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSchemasInIndexDefinitions() throws SQLException {
        try { return wrapped.supportsSchemasInIndexDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
        try { return wrapped.supportsSchemasInPrivilegeDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSchemasInProcedureCalls() throws SQLException {
        try { return wrapped.supportsSchemasInProcedureCalls(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSchemasInTableDefinitions() throws SQLException {
        try { return wrapped.supportsSchemasInTableDefinitions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSelectForUpdate() throws SQLException {
        try { return wrapped.supportsSelectForUpdate(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSharding() throws SQLException {
        try { return wrapped.supportsSharding(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsStatementPooling() throws SQLException {
        try { return wrapped.supportsStatementPooling(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
        try { return wrapped.supportsStoredFunctionsUsingCallSyntax(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsStoredProcedures() throws SQLException {
        try { return wrapped.supportsStoredProcedures(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSubqueriesInComparisons() throws SQLException {
        try { return wrapped.supportsSubqueriesInComparisons(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSubqueriesInExists() throws SQLException {
        try { return wrapped.supportsSubqueriesInExists(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSubqueriesInIns() throws SQLException {
        try { return wrapped.supportsSubqueriesInIns(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsSubqueriesInQuantifieds() throws SQLException {
        try { return wrapped.supportsSubqueriesInQuantifieds(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsTableCorrelationNames() throws SQLException {
        try { return wrapped.supportsTableCorrelationNames(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int a) throws SQLException {
        try { return wrapped.supportsTransactionIsolationLevel(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsTransactions() throws SQLException {
        try { return wrapped.supportsTransactions(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsUnion() throws SQLException {
        try { return wrapped.supportsUnion(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean supportsUnionAll() throws SQLException {
        try { return wrapped.supportsUnionAll(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        return Unwrapping.unwrap(this, wrapped, a, state);
    }

    @Override
    public boolean updatesAreDetected(int a) throws SQLException {
        try { return wrapped.updatesAreDetected(a); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean usesLocalFilePerTable() throws SQLException {
        try { return wrapped.usesLocalFilePerTable(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public boolean usesLocalFiles() throws SQLException {
        try { return wrapped.usesLocalFiles(); } catch (SQLException e) { state.heard(e); throw e; }
    }

    @Override
    public String toString() {
        return "WatchedDatabaseMetaData@" + Integer.toHexString(System.identityHashCode(this)) + " of " + wrapped;
    }
    // spotless:on
}

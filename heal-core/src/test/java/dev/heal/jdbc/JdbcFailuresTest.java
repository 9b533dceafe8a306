package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds and phases beyond the plain table of states: classes, chains, batches, and the act of getting a connection. */
final class JdbcFailuresTest {

    @ParameterizedTest
    @CsvSource({"HY000", "P0001", "24000", "40002", "40003", "55000", "3D000", "90131", "00000"})
    void anUnknownStateIsTheStatementsOwnAffair(String state) {
        Failure failure = statement(new SQLException("text", state));
        assertThat(failure).isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, state));
        assertThat(failure.kind().isEvidence()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HY000,1040", "HY000,1203", "HY000,50200", "P0001,1205", "P0001,1290", "3F000,3024"})
    void aVendorCodeUnderAnotherStateSaysNothing(String state, int code) {
        assertThat(statement(new SQLException("text", state, code)))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, state));
    }

    @Test
    void aPoolWithoutStateAndCauseIsExhausted() {
        Failure failure = statement(new SQLTransientConnectionException("pool: no connection within 30 s"));
        assertThat(failure).isEqualTo(new Failure(Kind.EXHAUSTED, Phase.NOT_SENT, "SQLTransientConnectionException"));
        assertThat(failure.kind().isEvidence()).isFalse();
        assertThat(statement(new IllegalStateException("mapper", new SQLTransientConnectionException("pool"))))
                .isEqualTo(failure);
    }

    @Test
    void aTimeOutWithoutAStateIsThePoolsWhileAConnectionIsGotAndTheStatementsLater() {
        SQLTimeoutException thrown = new SQLTimeoutException("no connection in time");
        assertThat(acquire(thrown)).isEqualTo(new Failure(Kind.EXHAUSTED, Phase.NOT_SENT, "SQLTimeoutException"));
        assertThat(statement(thrown)).isEqualTo(new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "SQLTimeoutException"));
        SQLTimeoutException caused = new SQLTimeoutException("login", new IOException("stalled"));
        assertThat(acquire(caused)).isEqualTo(new Failure(Kind.TIME_OUT, Phase.NOT_SENT, "SQLTimeoutException"));
    }

    @Test
    void classesDecideWhereNoStateIsKnown() {
        assertThat(statement(new SQLTimeoutException("text", "S1T00")))
                .isEqualTo(new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "S1T00"));
        assertThat(statement(new SQLTransactionRollbackException("text", "90131", 90131)))
                .isEqualTo(new Failure(Kind.LOCK, Phase.NOT_APPLIED, "90131"));
        assertThat(statement(new SQLTransientConnectionException("text", new IOException("reset"))))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "SQLTransientConnectionException"));
        assertThat(statement(new SQLTransientException("text")))
                .isEqualTo(new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, "SQLTransientException"));
        assertThat(statement(new SQLRecoverableException("text", "HY000")))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "HY000"));
        assertThat(statement(new SQLNonTransientConnectionException("text", "90013", 90013)))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, "90013"));
    }

    @Test
    void aKnownStateBeatsTheClass() {
        assertThat(statement(new SQLNonTransientConnectionException("text", "08S01")))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "08S01"));
        assertThat(statement(new SQLSyntaxErrorException("text", "42000", 1203)))
                .isEqualTo(new Failure(Kind.OVERLOAD, Phase.NOT_SENT, "42000/1203"));
        assertThat(statement(new SQLTransientException("text", new SQLException("text", "23505"))))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, "23505"));
    }

    @Test
    void theStateMayStandInACauseOrInANextException() {
        assertThat(statement(new SQLTransientConnectionException("pool", new SQLException("refused", "08001"))))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08001"));
        assertThat(statement(new IllegalStateException("mapper", new SQLException("cut", "08006"))))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "08006"));
        SQLException first = new SQLException("see the next one", "HY000");
        first.setNextException(new SQLException("cut", "08006"));
        assertThat(statement(new IllegalStateException(first)).code()).isEqualTo("08006");
    }

    @Test
    void theNearestKnownStateWins() {
        SQLException thrown = new SQLException("outer", "55P03", new SQLException("cause", "08006"));
        thrown.setNextException(new SQLException("next", "53300"));
        assertThat(statement(thrown).code()).isEqualTo("55P03");
        SQLException vague = new SQLException("outer", "HY000", new SQLException("cause", "08006"));
        vague.setNextException(new SQLException("next", "53300"));
        assertThat(statement(vague).code()).isEqualTo("08006");
    }

    @Test
    void chainsMayBeCyclicOrWithoutEnd() {
        SQLException one = new SQLException("one", "HY000");
        SQLException two = new SQLException("two", "HY000", one);
        one.initCause(two);
        one.setNextException(two);
        assertThat(statement(one).kind()).isEqualTo(Kind.PERMANENT);
        Throwable deep = new SQLException("cut", "08006");
        for (int i = 0; i < 100; i++) {
            deep = new IllegalStateException(deep);
        }
        assertThat(statement(deep).code()).isEqualTo("IllegalStateException");
    }

    @Test
    void aPartOfABatchMayBeApplied() {
        assertThat(statement(batch("57014"))).isEqualTo(new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "57014"));
        assertThat(statement(new IllegalStateException(batch("23505"))))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, "23505"));
        BatchUpdateException vague = new BatchUpdateException("batch", "HY000", new int[] {1});
        vague.setNextException(new SQLException("locked", "55P03"));
        assertThat(statement(vague)).isEqualTo(new Failure(Kind.LOCK, Phase.MAYBE_APPLIED, "55P03"));
        assertThat(statement(new BatchUpdateException(new int[] {1}, new SQLTransactionRollbackException()))
                        .phase())
                .isEqualTo(Phase.MAYBE_APPLIED);
    }

    @Test
    void aBatchThatTheServerRolledBackIsNotApplied() {
        assertThat(statement(batch("40001"))).isEqualTo(new Failure(Kind.LOCK, Phase.NOT_APPLIED, "40001"));
        assertThat(statement(batch("40P01"))).isEqualTo(new Failure(Kind.LOCK, Phase.NOT_APPLIED, "40P01"));
        // under the same state, but MySQL undoes the waiting statement only
        assertThat(statement(new BatchUpdateException("batch", "40001", 1205, new int[] {1})))
                .isEqualTo(new Failure(Kind.LOCK, Phase.MAYBE_APPLIED, "40001/1205"));
    }

    @Test
    void gettingAConnectionSendsNothingOfTheCallers() {
        assertThat(acquire(new SQLException("cut", "08006")))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08006"));
        assertThat(acquire(new SQLTransientConnectionException("text", new IOException("reset")))
                        .phase())
                .isEqualTo(Phase.NOT_SENT);
    }

    @Test
    void whatTheHostsCodeThrowsSaysNothingOfTheDatabase() {
        assertThat(statement(new IllegalStateException("business")))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, "IllegalStateException"));
        assertThat(statement(new UncheckedIOException(new IOException())).kind().isEvidence())
                .isFalse();
        assertThat(statement(new SQLException("plain")))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, "SQLException"));
    }

    @Test
    void conflictsAreSerializationFailuresAndDeadlocks() {
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40001"))).isTrue();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40P01"))).isTrue();
        assertThat(JdbcFailures.isConflict(new IllegalStateException(batch("40001"))))
                .isTrue();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40002"))).isFalse();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "55P03"))).isFalse();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "08006", new SQLException("x", "40001"))))
                .isFalse();
        assertThat(JdbcFailures.isConflict(new SQLException("x"))).isFalse();
        assertThat(JdbcFailures.isConflict(new IllegalStateException())).isFalse();
    }

    /** As PostgreSQL's driver does it: the state of the statement that failed, which is the next exception. */
    private static BatchUpdateException batch(String state) {
        SQLException failed = new SQLException("statement 2 of 3", state);
        BatchUpdateException batch = new BatchUpdateException("batch", state, 0, new int[] {1}, failed);
        batch.setNextException(failed);
        return batch;
    }

    private static Failure statement(Throwable thrown) {
        return JdbcFailures.STATEMENT.classify(thrown);
    }

    private static Failure acquire(Throwable thrown) {
        return JdbcFailures.ACQUIRE.classify(thrown);
    }
}

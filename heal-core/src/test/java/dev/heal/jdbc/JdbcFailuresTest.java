package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdbcFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08001,CONNECTION_DEAD,NOT_SENT",
        "08004,CONNECTION_DEAD,NOT_SENT",
        "08000,CONNECTION_DEAD,MAYBE_APPLIED",
        "08003,CONNECTION_DEAD,MAYBE_APPLIED",
        "08006,CONNECTION_DEAD,MAYBE_APPLIED",
        "08S01,CONNECTION_DEAD,MAYBE_APPLIED",
        "57P01,CONNECTION_DEAD,MAYBE_APPLIED",
        "57P02,CONNECTION_DEAD,MAYBE_APPLIED",
        "57P03,TRANSIENT,NOT_SENT",
        "25006,FAILOVER,NOT_APPLIED"
    })
    void statesOfConnectionsAndServersSpeakAgainstTheDatabase(String state, Kind kind, Phase phase) {
        Failure failure = classify(new SQLException("text", state));
        assertThat(failure).isEqualTo(new Failure(kind, phase, state));
        assertThat(failure.kind().isEvidence()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"23505", "42P01", "22001", "40001", "40P01", "53300", "57014", "55P03", "HY000", "90121"})
    void everythingElseIsTheStatementsOwnAffair(String state) {
        Failure failure = classify(new SQLException("text", state));
        assertThat(failure).isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, state));
        assertThat(failure.kind().isEvidence()).isFalse();
    }

    @Test
    void withoutAStateTheTypeIsTheCode() {
        assertThat(classify(new SQLTransientConnectionException("pool: no connection within 30 s")))
                .isEqualTo(new Failure(
                        Kind.PERMANENT, Phase.MAYBE_APPLIED, SQLTransientConnectionException.class.getSimpleName()));
    }

    @Test
    void theStateMayStandInACause() {
        assertThat(classify(new SQLTransientConnectionException("pool", new SQLException("refused", "08001"))))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08001"));
        assertThat(classify(new IllegalStateException("mapper", new SQLException("cut", "08006"))))
                .isEqualTo(new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "08006"));
    }

    @Test
    void whatTheHostsCodeThrowsSaysNothingOfTheDatabase() {
        assertThat(classify(new IllegalStateException("business")))
                .isEqualTo(new Failure(Kind.PERMANENT, Phase.MAYBE_APPLIED, "IllegalStateException"));
        assertThat(classify(new java.io.UncheckedIOException(new java.io.IOException()))
                        .kind()
                        .isEvidence())
                .isFalse();
    }

    @Test
    void conflictsAreSerializationFailuresAndDeadlocks() {
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40001"))).isTrue();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40P01"))).isTrue();
        assertThat(JdbcFailures.isConflict(new SQLException("x", "40002"))).isFalse();
        assertThat(JdbcFailures.isConflict(new SQLException("x"))).isFalse();
        assertThat(JdbcFailures.isConflict(new IllegalStateException())).isFalse();
    }

    private static Failure classify(Throwable thrown) {
        return JdbcFailures.INSTANCE.classify(thrown);
    }
}

package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole functions in transactions, on a data source that fails by script. */
final class TransactionsTest {

    private final VirtualTime time = new VirtualTime();
    private final ScriptedDataSource script = new ScriptedDataSource();
    private final AtomicInteger runs = new AtomicInteger();
    private Guard guard = new Guard("db", Live.of(settings(Duration.ZERO)), time.runtime(3));

    @Test
    void itCommitsWhatReturns() throws Exception {
        assertThat(source().inTransaction(Effect.UNSAFE, this::work)).isEqualTo("run 1");
        assertThat(script.log)
                .containsExactly("getConnection", "setAutoCommit false", "commit", "setAutoCommit true", "close");
    }

    @Test
    void itRollsBackWhatThrows() {
        IllegalArgumentException thrown = new IllegalArgumentException("the host's own");
        assertThatThrownBy(() -> source().inTransaction(Effect.UNSAFE, connection -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(script.log)
                .containsExactly("getConnection", "setAutoCommit false", "rollback", "setAutoCommit true", "close");
    }

    @ParameterizedTest
    @EnumSource
    void aConflictRunsTheWholeFunctionAgainAtMostFiveTimes(Effect effect) {
        script.failing("commit", conflicts(100));

        assertThatThrownBy(() -> source().inTransaction(effect, this::work)).hasMessage("conflict 6");

        assertThat(runs).hasValue(6);
        assertThat(Collections.frequency(script.log, "rollback")).isEqualTo(6);
        assertThat(Collections.frequency(script.log, "close")).isEqualTo(6);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls())
                .as("conflicts say nothing of the database")
                .isZero();
        assertThat(time.nanos()).isBetween(6L, Duration.ofMillis(310).toNanos());
    }

    @Test
    void aConflictInTheFunctionIsRunAgainToo() throws Exception {
        String result = source().inTransaction(Effect.UNSAFE, connection -> {
            if (runs.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40P01");
            }
            return "third";
        });
        assertThat(result).isEqualTo("third");
        assertThat(Collections.frequency(script.log, "commit")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aConflictThatTheHostWrappedIsRunAgainByOneLayerOnly(Effect effect) {
        assertThatThrownBy(() -> source().inTransaction(effect, connection -> {
                    throw new IllegalStateException(
                            "mapper " + runs.incrementAndGet(), new SQLException("deadlock", "40P01"));
                }))
                .hasMessage("mapper 6");
        assertThat(guard.counts().retries()).as("tries of the guard's own").isZero();
    }

    @Test
    void aConflictOfACallInsideIsRunAgainByOneLayerOnly() {
        HealingDataSource source = source();
        assertThatThrownBy(() -> source.inTransaction(
                        Effect.UNSAFE,
                        outer -> source.read(inner -> {
                            throw new SQLException("conflict " + runs.incrementAndGet(), "40001");
                        })))
                .isInstanceOf(SQLException.class);
        assertThat(runs.get() - 1L)
                .as("runs beyond the first")
                .isEqualTo(guard.counts().retries());
    }

    @Test
    void aTransactionInsideAnotherIsRunAgainByTheInnerOneOnly() {
        HealingDataSource source = source();
        assertThatThrownBy(() -> source.inTransaction(
                        Effect.UNSAFE,
                        outer -> source.inTransaction(Effect.UNSAFE, inner -> {
                            throw new SQLException("conflict " + runs.incrementAndGet(), "40001");
                        })))
                .hasMessage("conflict 6");
        assertThat(guard.counts().retries()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLockBeforeCommitIsTriedAgainByTheGuard(Effect effect) throws Exception {
        String result = source().inTransaction(effect, connection -> {
            if (runs.incrementAndGet() == 1) {
                throw new SQLException("locked", "55P03");
            }
            return "second";
        });
        assertThat(result).isEqualTo("second");
        assertThat(guard.counts().retries()).isEqualTo(1);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"IDEMPOTENT", "UNSAFE"})
    void aTransactionThatWritesAndRanOutOfTimeIsNotRunAgain(Effect effect) {
        assertThatThrownBy(() -> source().inTransaction(effect, connection -> {
                    runs.incrementAndGet();
                    throw new SQLException("statement time-out", "57014");
                }))
                .hasMessage("statement time-out");
        assertThat(runs).hasValue(1);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksWhileItIsGotIsTriedAgainForWritesToo() throws Exception {
        script.failing("getConnection", new SQLException("cut", "08006"));
        assertThat(source().inTransaction(Effect.UNSAFE, this::work)).isEqualTo("run 1");
        assertThat(Collections.frequency(script.log, "getConnection")).isEqualTo(2);
    }

    @Test
    void conflictsEndWithTheDeadlineOfTheWhole() {
        guard = new Guard("db", Live.of(settings(Duration.ofMillis(50))), time.runtime(3));
        assertThatThrownBy(() -> source().inTransaction(Effect.UNSAFE, connection -> {
                    runs.incrementAndGet();
                    time.advance(Duration.ofMillis(20));
                    throw new SQLException("conflict", "40001");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("conflict");
        assertThat(runs.get()).isBetween(2, 3);
    }

    @Test
    void anInterruptedWaitBetweenConflictsSurfacesTheConflict() {
        assertThatThrownBy(() -> source().inTransaction(Effect.UNSAFE, connection -> {
                    Thread.currentThread().interrupt();
                    throw new SQLException("conflict", "40001");
                }))
                .hasMessage("conflict");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"IDEMPOTENT", "UNSAFE"})
    void aCommitOfUnknownOutcomeIsNeverRepeatedForWrites(Effect effect) {
        script.failing("commit", new SQLException("cut", "08006"));

        assertThatThrownBy(() -> source().inTransaction(effect, this::work)).hasMessage("cut");

        assertThat(runs).hasValue(1);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void aCommitOfUnknownOutcomeIsRepeatedByTheHostsOwnCallAroundIt() throws Exception {
        script.failing("commit", new SQLException("cut", "08006"));
        HealingDataSource source = source();

        String result = guard.classifying(HealingDataSource.failures())
                .call(Effect.IDEMPOTENT, () -> source.inTransaction(Effect.IDEMPOTENT, this::work));

        assertThat(result).isEqualTo("run 2");
        assertThat(guard.counts().calls()).isEqualTo(1);
    }

    @Test
    void aWrongStatementIsNotWaitedOutByAPatientCallAroundIt() {
        HealingDataSource source = source();
        Guard patient = guard.classifying(HealingDataSource.failures()).patient(Duration.ofMinutes(2));

        assertThatThrownBy(() -> patient.call(
                        Effect.IDEMPOTENT,
                        () -> source.inTransaction(Effect.IDEMPOTENT, connection -> {
                            throw new SQLException("no such column " + runs.incrementAndGet(), "42703");
                        })))
                .hasMessage("no such column 1");
        assertThat(time.nanos()).isZero();
    }

    @Test
    void aCommitOfUnknownOutcomeIsRepeatedForWhatOnlyReads() throws Exception {
        script.failing("commit", new SQLException("cut", "08006"));
        assertThat(source().inTransaction(Effect.READ, this::work)).isEqualTo("run 2");
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBrokeBeforeCommitRunsTheFunctionAgain(Effect effect) throws Exception {
        String result = source().inTransaction(effect, connection -> {
            if (runs.incrementAndGet() == 1) {
                throw new SQLException("cut", "08006");
            }
            return "second";
        });
        assertThat(result).isEqualTo("second");
        assertThat(script.log)
                .containsExactly(
                        "getConnection",
                        "setAutoCommit false",
                        "rollback",
                        "setAutoCommit true",
                        "close",
                        "getConnection",
                        "setAutoCommit false",
                        "commit",
                        "setAutoCommit true",
                        "close");
    }

    @Test
    void aConnectionThatCannotBeHadIsTriedAgain() throws Exception {
        script.failing("getConnection", new SQLException("starting", "57P03"), new SQLException("refused", "08001"));
        assertThat(source().inTransaction(Effect.UNSAFE, this::work)).isEqualTo("run 1");
        assertThat(Collections.frequency(script.log, "getConnection")).isEqualTo(3);
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls())
                .as("each failure once, though two calls saw it")
                .isEqualTo(2);
    }

    @Test
    void aConnectionThatCannotBeGivenBackIsNoErrorAfterCommit() throws Exception {
        script.failing("close", new SQLException("cut", "08006"));
        assertThat(source().inTransaction(Effect.UNSAFE, this::work)).isEqualTo("run 1");

        script.failing("setAutoCommit true", new SQLException("cut", "08006"));
        assertThat(source().inTransaction(Effect.UNSAFE, this::work)).isEqualTo("run 2");
        assertThat(script.log).endsWith("setAutoCommit true", "close");
        assertThat(guard.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void aFailedRollbackNeverCommitsByTheBackDoor() {
        script.failing("rollback", new SQLException("no rollback", "HY000"));
        IllegalStateException thrown = new IllegalStateException("the host's own");

        assertThatThrownBy(() -> source().inTransaction(Effect.UNSAFE, connection -> {
                    throw thrown;
                }))
                .isSameAs(thrown)
                .hasSuppressedException(new SQLException("no rollback", "HY000"));

        assertThat(script.log)
                .as("switching auto-commit on commits an open transaction")
                .containsExactly("getConnection", "setAutoCommit false", "rollback", "close");
    }

    @Test
    void aFailureOfTheStatementIsTheCallersAndIsNotRepeated() {
        SQLException duplicate = new SQLException("duplicate key", "23505");
        assertThatThrownBy(() -> source().inTransaction(Effect.READ, connection -> {
                    runs.incrementAndGet();
                    throw duplicate;
                }))
                .isSameAs(duplicate);
        assertThat(runs).hasValue(1);
        assertThat(guard.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void aRefusalIsTheCauseOfAConnectionException() {
        guard.breaker().transitionToOpenState();
        assertThatThrownBy(() -> source().inTransaction(Effect.READ, this::work))
                .isInstanceOf(java.sql.SQLTransientConnectionException.class)
                .hasCauseInstanceOf(dev.heal.CallRefusedException.class);
        assertThat(script.log).isEmpty();
    }

    private String work(Connection connection) {
        return "run " + runs.incrementAndGet();
    }

    private HealingDataSource source() {
        return new HealingDataSource(script.dataSource(), guard);
    }

    private static SQLException[] conflicts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new SQLException("conflict " + i, "40001"))
                .toArray(SQLException[]::new);
    }

    private static GuardSettings settings(Duration statement) {
        GuardSettings.Deadlines defaults = new GuardSettings.Deadlines();
        return new GuardSettings(
                new GuardSettings.Deadlines(
                        defaults.call(), defaults.search(), defaults.cache(), defaults.jdbcAcquire(), statement),
                new BreakerSettings(),
                new RetrySettings(),
                new GuardSettings.Cache());
    }
}

package dev.heal.chaos;

import com.zaxxer.hikari.HikariConfig;
import dev.heal.testbed.PostgresServer;
import dev.heal.testbed.ServerOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Provokes clashes on a server of its own and counts what came of them. */
final class ClashRun {

    private static final int PAIRS = 4;
    private static final Duration STATISTICS_WITHIN = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final Ledger ledger = new Ledger();
    private final ClashTally tally = new ClashTally(ledger);

    private ClashRun(PostgresServer server) {
        this.server = server;
    }

    /**
     * What came of it.
     *
     * @param deadlocks as the server counted them
     * @param serializationFailures as the callers' functions saw them; the server does not count them
     * @param transactions how many were begun, runs that were repeated counted once
     * @param succeeded how many came back without an error
     * @param rows their rows, counted by another client
     * @param sumOff by how much the sum of all balances is too large (positive) or too small
     * @param failure the first failure that reached a caller, empty for none
     */
    record Outcome(
            long deadlocks,
            long serializationFailures,
            long transactions,
            long succeeded,
            Ledger.Balance rows,
            long sumOff,
            String failure) {

        boolean held(int count) {
            return deadlocks >= count
                    && serializationFailures >= count
                    && succeeded == transactions
                    && rows.duplicated() == 0
                    && rows.lost() == 0
                    && rows.unacknowledged() == 0
                    && sumOff == 0;
        }
    }

    /** Provokes so many clashes of each kind. */
    static Outcome of(int count) throws SQLException, InterruptedException {
        // the server looks for deadlocks only after a wait of this length, a second by default
        ServerOptions options = ServerOptions.defaults().withArguments("-c", "deadlock_timeout=20ms");
        try (PostgresServer server = PostgresServer.launch(options)) {
            Tables.create(server);
            ClashRun run = new ClashRun(server);
            for (Clash clash : Clash.values()) {
                run.provoke(clash, count);
            }
            return run.outcome();
        }
    }

    private void provoke(Clash clash, int count) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        ExecutorService threads = Executors.newFixedThreadPool(2 * PAIRS);
        try (HealAccess access = new HealAccess(config)) {
            List<Callable<Void>> sides = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                Adversaries pair = new Adversaries(access.source(), tally, 2 * i + 1);
                int rounds = count / PAIRS + (i < count % PAIRS ? 1 : 0);
                sides.add(() -> pair.play(clash, rounds, true));
                sides.add(() -> pair.play(clash, rounds, false));
            }
            for (Future<Void> side : threads.invokeAll(sides)) {
                side.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("clash " + clash + ": its run must not fail", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome outcome() throws SQLException, InterruptedException {
        Throwable failure = tally.failure();
        return new Outcome(
                deadlocksCounted(),
                tally.rolledBack(Clash.SERIALIZATION),
                tally.transactions(),
                tally.succeeded(),
                ledger.balance(List.of(server.jdbcUrl())),
                number("select sum(balance) from account") - tally.expectedSum(),
                failure == null ? "" : failure.toString());
    }

    /** Sessions hand in their statistics a while after the fact, at the latest when they end. */
    private long deadlocksCounted() throws SQLException, InterruptedException {
        Stopwatch watch = new Stopwatch();
        long counted = 0;
        do {
            watch.sleep(Duration.ofMillis(50));
            counted = number("select deadlocks from pg_stat_database where datname = 'heal'");
        } while (counted < tally.rolledBack(Clash.DEADLOCK) && watch.now() < STATISTICS_WITHIN.toNanos());
        return counted;
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package dev.heal.chaos;

import dev.heal.failure.Effect;
import dev.heal.jdbc.HealingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two threads whose transactions clash round after round, on two rows that nobody else uses. */
final class Adversaries {

    private static final long MEET_SECONDS = 10;
    private static final long ROUND_SECONDS = 120;

    private final HealingDataSource source;
    private final ClashTally tally;
    private final CyclicBarrier start = new CyclicBarrier(2, this::nextRound);
    private final int lowRow;
    private volatile CountDownLatch met = new CountDownLatch(2);

    Adversaries(HealingDataSource source, ClashTally tally, int lowRow) {
        this.source = source;
        this.tally = tally;
        this.lowRow = lowRow;
    }

    /** Plays so many rounds on one side; both sides must be played at the same time. */
    Void play(Clash clash, int rounds, boolean left)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        for (int round = 0; round < rounds; round++) {
            // a round begins when both sides have ended the one before: whoever runs again must find the rows free
            int unused = start.await(ROUND_SECONDS, TimeUnit.SECONDS);
            transaction(clash, left);
        }
        return null;
    }

    private void nextRound() {
        met = new CountDownLatch(2);
    }

    private void transaction(Clash clash, boolean left) {
        long id = tally.begin();
        CountDownLatch meeting = met;
        int first = left ? lowRow : lowRow + 1;
        int second = left ? lowRow + 1 : lowRow;
        try {
            Object unused = source.inTransaction(Effect.UNSAFE, connection -> {
                clash.begin(connection);
                Ledger.insert(connection, id);
                step(clash, connection, first, second, meeting);
                return id;
            });
            tally.succeeded(clash, id);
        } catch (SQLException | RuntimeException e) {
            tally.failed(e);
        }
    }

    private void step(Clash clash, Connection connection, int first, int second, CountDownLatch meeting)
            throws SQLException {
        try {
            clash.step(connection, first, second, () -> meet(meeting));
        } catch (SQLException e) {
            tally.rolledBack(clash, e);
            throw e;
        }
    }

    /** Only the first runs of a round wait for each other; one that is run again finds the other side through. */
    private static void meet(CountDownLatch meeting) {
        meeting.countDown();
        try {
            boolean unused = meeting.await(MEET_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
